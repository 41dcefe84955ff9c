// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/sigv4.h"

#include <QByteArray>
#include <QString>
#include <tl/expected.hpp>

namespace millrace::server {

/// An S3 error as the endpoint answers it.
struct S3Failure
{
    int status = 500;
    QByteArray code;
    QString message;
    QList<std::pair<QString, QString>> details; ///< further elements of the document: Region, Key, ...
    HeaderList headers;                         ///< of the response

    /// The error of that S3 code with its usual status and sentence.
    /// Source: "List of error codes", Amazon S3 API reference.
    static S3Failure of(QByteArrayView code, const QString &message = {});
    /// What a failed system call means to an S3 client: a full disk, a missing permission or an internal error.
    static S3Failure fromErrno(int errnoValue);
    /// The code that usually goes with an HTTP status.
    static QByteArray codeForStatus(int status);

    QByteArray document(const QByteArray &resource, const QByteArray &requestId) const;
};

template <typename T = void> using S3Outcome = tl::expected<T, S3Failure>;

inline tl::unexpected<S3Failure> s3Fail(QByteArrayView code, const QString &message = {})
{
    return tl::make_unexpected(S3Failure::of(code, message));
}

} // namespace millrace::server
