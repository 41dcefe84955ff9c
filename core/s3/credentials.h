// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <optional>

namespace millrace {

/// Keys to sign with. The secret is only ever fed to the signer: no stream operator, no conversion, no logging.
struct Credentials
{
    QByteArray accessKeyId;
    QByteArray secretAccessKey;
    QByteArray sessionToken;              ///< empty for long-lived keys
    std::optional<QDateTime> expiration;  ///< UTC; none for long-lived keys
    bool anonymous = false;               ///< send no signature at all

    bool isEmpty() const { return !anonymous && (accessKeyId.isEmpty() || secretAccessKey.isEmpty()); }
};

} // namespace millrace
