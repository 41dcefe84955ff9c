// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/httptransport.h"
#include "s3/objectinfo.h"

#include <QObject>
#include <QTimer>
#include <chrono>
#include <functional>

namespace millrace {

/// What lies behind a presigned or public http(s) link.
struct ProbedUrl
{
    QByteArray url;       ///< where redirects led
    ObjectInfo object;    ///< key: the link's path; size -1 where the server does not tell
    HeaderList headers;
    bool ranges = false;  ///< the server serves ranges
};

/// What tells one version of a link's bytes from another where there is no strong ETag: the weak one, else the time of
/// change; empty where there is neither, or a strong one.
QByteArray validatorOf(const HeaderList &headers);

/// Asks a link for its first byte and goes no further than the answer's head: a presigned link is good for one method,
/// so HEAD would be refused. Follows redirects and tries again what isRetryable(). One use; calls back once unless destroyed first.
class UrlProbe : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(Result<ProbedUrl>)>;
    UrlProbe(HttpTransport &transport, QByteArray url, std::chrono::milliseconds timeout, int maxAttempts, Done done,
             QObject *parent = nullptr);
    ~UrlProbe() override;
    void start();

private:
    void onHeaders();
    void onReadyRead();
    void onFinished();
    void end(Result<ProbedUrl> result);

    HttpTransport &m_transport;
    QByteArray m_url;
    const int m_maxAttempts;
    int m_attempts = 0;
    Done m_done;
    std::unique_ptr<HttpCall> m_call;
    QByteArray m_body; ///< of a refusal
    QTimer m_timer;
    int m_redirects = 0;
};

} // namespace millrace
