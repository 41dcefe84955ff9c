// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/connection.h"
#include "s3/httptransport.h"

#include <QHash>
#include <QMutex>
#include <atomic>
#include <chrono>
#include <functional>

namespace millrace {

/// One S3 operation, before it is addressed and signed.
struct S3Request
{
    QByteArray method = "GET";
    QString bucket;
    QString key;
    QueryList query;
    HeaderList headers;                ///< all of them are signed
    QByteArray payloadHash;            ///< empty: hash of the empty body
    QByteArray plainUrl;               ///< set: this URL as it is, unsigned (a presigned or public link)
    QIODevice *body = nullptr;
    /// Body of a command, which S3Client sends itself and again with every try; signed with its own hash.
    QByteArray content;
    int part = 0;    ///< 1-based, for a trace; 0: none
    int attempt = 1; ///< likewise
    int mostAttempts = 0; ///< tries that S3Client makes, at most; 0: its own number
    /// How long S3Client waits for the answer where that is longer than the stall time-out: for commands that take long.
    std::chrono::milliseconds patience{0};
};

/// What all threads of a run know about the server: the connection, the region of each bucket and how far the server's
/// clock is from ours. Thread-safe. It learns from errors through correct().
class S3Session
{
public:
    explicit S3Session(Connection connection);

    const Connection &connection() const { return m_connection; }
    /// Before anything is sent: every request is to be told to @p trace, which may be none.
    void setTrace(std::shared_ptr<RequestTrace> trace) { m_trace = std::move(trace); }
    bool isTraced() const { return m_trace != nullptr; }
    QByteArray region(const QString &bucket) const;
    /// Server time minus local time.
    std::chrono::seconds clockOffset() const;

    /// Learns from an error answer: a region redirect or a skewed clock. True when the same request is worth sending
    /// once more. @p serverDate is the answer's Date header.
    bool correct(const Error &error, const QByteArray &serverDate);
    /// Where @p error says that the keys of issue @p keys (HttpRequest::keys) have expired and there is a source of others,
    /// asks for them and is true: @p then follows as CredentialSupply::renew() says. The error is to be told to the user:
    /// the keys have expired, and why there are no others.
    bool renewKeys(const Error &error, quint64 keys, QObject *context,
                   std::function<void(const std::optional<Error> &trouble)> then);
    /// Some request got an answer, whatever it was.
    void noteAnswer() { m_answered.store(true, std::memory_order_relaxed); }
    /// The same, with the Date header of the answer.
    void noteAnswer(const QByteArray &date);
    /// How far the server's clock is ahead of ours, as answers told; 0 where it is not. To a second.
    std::chrono::seconds serverAhead() const { return std::chrono::seconds(m_ahead.load(std::memory_order_relaxed)); }
    /// Whether another try may help: isRetryable(), or a server that has answered before cannot be reached just now. It
    /// may be starting anew.
    bool mayPass(const Error &error) const;

    /// Host and path for a bucket and key under the addressing rules: virtual-hosted where the bucket is a DNS label
    /// (without dots over TLS) and the endpoint is AWS, path style otherwise and on request.
    struct Address
    {
        QByteArray scheme;
        QByteArray host; ///< with ":port" where it is not the scheme's own
        QByteArray path; ///< encoded
    };
    Address address(const QString &bucket, const QString &key) const;
    bool usesTls() const { return m_tls; }

    /// TLS with the connection's authorities and the proxy of the environment. LocalFile error for an unreadable CA file.
    Result<HttpTransportOptions> transportOptions() const;

private:
    const Connection m_connection;
    bool m_tls = true;
    std::shared_ptr<RequestTrace> m_trace;
    std::atomic<bool> m_answered = false;
    std::atomic<qint64> m_ahead = 0;
    mutable QMutex m_mutex;
    QHash<QString, QByteArray> m_regions; ///< guarded by m_mutex
    std::chrono::seconds m_clockOffset{0}; ///< guarded by m_mutex
};

/// Addresses and signs requests; one a thread, since signers keep their keys.
class S3Signer
{
public:
    explicit S3Signer(const S3Session &session) : m_session(session), m_keys(session.connection().credentials) {}
    HttpRequest prepare(const S3Request &request);
    /// Presigned URL for a GET or PUT; @p expires up to 7 days.
    QByteArray presign(const S3Request &request, std::chrono::seconds expires);

private:
    SigV4Signer &signerFor(const QByteArray &region);
    SigV4Input input(const S3Request &request, const S3Session::Address &address) const;

    const S3Session &m_session;
    Credentials m_keys;  ///< what the signers sign with
    quint64 m_issue = 0; ///< of the supply's credentials; 0: there is no supply
    QHash<QByteArray, std::shared_ptr<SigV4Signer>> m_signers;
};

} // namespace millrace
