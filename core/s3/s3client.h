// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/objectinfo.h"
#include "s3/s3session.h"
#include "base/retrypolicy.h"

#include <QObject>
#include <functional>
#include <list>
#include <memory>

namespace millrace {

/// A whole answer with its body in memory: for listings, heads and commands, not for objects.
struct S3Response
{
    int status = 0;
    HeaderList headers;
    QByteArray body;
    QByteArray header(QByteArrayView name) const; ///< case-insensitive; empty where absent
};

/// What HEAD says of an object.
struct ObjectHead
{
    ObjectInfo info;
    HeaderList headers; ///< all of them: checksums, metadata, encryption
};

/// ObjectInfo from the headers of a HEAD or GET answer.
ObjectInfo objectInfoFromHeaders(const QString &key, const HeaderList &headers);

/// Which page of which listing.
struct ListRequest
{
    QString bucket;
    QString prefix;
    QString delimiter;
    QByteArray continuationToken;
    int maxKeys = 1000;
};

/// Sends S3 commands with retries, region and clock correction. Every callback is called exactly once, from the
/// client's thread, unless the client is destroyed or cancelled first (Cancelled error on cancelAll()).
class S3Client : public QObject
{
    Q_OBJECT
public:
    S3Client(std::shared_ptr<S3Session> session, const HttpTransportOptions &options, int maxAttempts = 10,
             std::chrono::milliseconds stallTimeout = std::chrono::seconds(30), QObject *parent = nullptr);
    ~S3Client() override;

    template <typename T> using Callback = std::function<void(Result<T>)>;

    void send(const S3Request &request, Callback<S3Response> done);
    void list(const ListRequest &request, Callback<ListPage> done);
    void listBuckets(Callback<QStringList> done);
    /// @p partNumber 0: the whole object. Asks for checksums.
    void head(const QString &bucket, const QString &key, const QString &versionId, int partNumber,
              Callback<ObjectHead> done);
    void cancelAll();
    /// The run was cancelled: what is under way may still end, for some seconds and without another try; what is sent from
    /// now on has as long, twice. For answers that decide what has to be taken back half a minute is waited.
    void hurry();

signals:
    /// A correction the user may want to know of.
    void noticed(const QString &text);

private:
    class Exchange;
    void finish(Exchange *exchange);
    /// The answer to HEAD has no body, so a refusal does not say whether the key, the secret, the bucket or the object is
    /// wrong: a GET of one byte is refused with the reason.
    void explain(const S3Request &head, const Error &refusal, Callback<ObjectHead> done);
    void sendHead(const S3Request &request, bool mayExplain, Callback<ObjectHead> done);
    void moreBuckets(QStringList names, const QByteArray &token, Callback<QStringList> done);

    std::shared_ptr<S3Session> m_session;
    S3Signer m_signer;
    std::unique_ptr<HttpTransport> m_transport;
    int m_maxAttempts;
    std::chrono::milliseconds patience(const S3Request &request) const;

    std::chrono::milliseconds m_stallTimeout;
    bool m_hurries = false;
    bool m_toldOfSilence = false;
    std::list<std::unique_ptr<Exchange>> m_exchanges;
};

} // namespace millrace
