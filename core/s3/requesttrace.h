// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "s3/sigv4.h"

#include <QByteArray>
#include <QDateTime>
#include <QElapsedTimer>
#include <QString>

namespace millrace {

/// What a request is for: told apart from its URL, which may carry a signature.
struct RequestLabel
{
    QByteArray operation; ///< "GetObject", "UploadPart", ...
    QString bucket;
    QString key;          ///< of a plain URL: its path
    int part = 0;         ///< 1-based; 0: none
    int attempt = 1;
};

/// One HTTP request and when things happened to it, in nanoseconds since the trace began; -1: never, or not told.
struct RequestRecord
{
    RequestLabel label;
    QByteArray method;
    qint64 queued = -1;    ///< handed to the HTTP client
    qint64 sent = -1;      ///< a connection was there, and its first byte left
    qint64 firstByte = -1; ///< of the answer
    qint64 lastByte = -1;  ///< of the answer, or the moment it was given up
    int status = 0;        ///< 0: no answer
    ByteCount bytesSent = 0;     ///< of the body
    ByteCount bytesReceived = 0; ///< of the body
    int localPort = 0;     ///< names the connection among those open; 0: not told
    bool newConnection = false; ///< opened for this request
    int thread = 0;        ///< small numbers, in the order threads first sent something
    QString threadName;
    QString error;         ///< empty where a whole answer came, whatever its status
};

/// Whom requests are told to as they end. Called from every thread that sends some.
class RequestTrace
{
public:
    RequestTrace();
    virtual ~RequestTrace();
    virtual void add(const RequestRecord &record) = 0;

    qint64 now() const { return m_clock.nsecsElapsed(); } ///< ns since the trace began; any thread
    const QDateTime &begin() const { return m_begin; }    ///< UTC

private:
    QElapsedTimer m_clock;
    QDateTime m_begin;
};

/// The name S3's documentation has for a request. Pure.
QByteArray operationName(const QByteArray &method, const QString &bucket, const QString &key, const QueryList &query,
                         const HeaderList &headers);

} // namespace millrace
