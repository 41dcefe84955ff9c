// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QStringList>

namespace millrace::server {

/// A certificate and its key, PEM.
struct CertificatePair
{
    QByteArray certificate;
    QByteArray key;
};

/// Makes a P-256 certificate for localhost, 127.0.0.1, ::1 and @p names (DNS names or addresses), valid for a year.
/// It is its own authority, so a client that is given the certificate as its CA bundle trusts it.
Result<CertificatePair> makeSelfSignedCertificate(const QStringList &names);

} // namespace millrace::server
