// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/s3client.h"

#include "s3/answerbody.h"
#include "s3/bucketlist.h"
#include "base/httpdate.h"
#include "s3/errorparser.h"
#include "s3/listparser.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTimer>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace millrace {

/// A page of a thousand of the longest keys takes a tenth of this.
static constexpr qsizetype largestAnswer = 64 * MiB;
/// What a cancelled run waits for an answer: the user is waiting, too.
static constexpr std::chrono::seconds lastPatience{5};
static constexpr std::chrono::seconds lastPause{1};
static constexpr int lastTries = 2;
/// Likewise, where the answer decides what has to be taken back, or tells what was done.
static constexpr std::chrono::seconds decisivePatience{30};

/// CreateMultipartUpload, CompleteMultipartUpload, DeleteObjects.
static bool decides(const S3Request &request)
{
    return request.method == "POST";
}

QByteArray S3Response::header(QByteArrayView name) const
{
    return headerValue(headers, name);
}

/// True where the document as a whole is an error: DeleteObjects tells of single keys that failed in <Error> elements
/// inside its own document.
static bool isErrorDocument(const QByteArray &body)
{
    if (!body.contains("<Error"))
        return false;
    QXmlStreamReader reader(body.trimmed());
    return reader.readNextStartElement() && reader.name() == u"Error";
}

ObjectInfo objectInfoFromHeaders(const QString &key, const HeaderList &headers)
{
    ObjectInfo info;
    info.key = key;
    for (const auto &[rawName, value] : headers) {
        const QByteArray name = rawName.toLower();
        if (name == "content-length") {
            info.size = value.toLongLong();
        } else if (name == "etag") {
            info.etag = unquoteETag(QString::fromUtf8(value));
        } else if (name == "last-modified") {
            info.lastModified = parseHttpDate(value);
        } else if (name == "x-amz-version-id") {
            info.versionId = QString::fromUtf8(value);
        } else if (name == "content-encoding") {
            info.contentEncoding = value;
        } else if (name == "x-amz-storage-class") {
            info.storageClass = QString::fromUtf8(value);
        }
    }
    return info;
}

/// One command with its attempts.
class S3Client::Exchange : public QObject
{
public:
    Exchange(S3Client &client, S3Request request, Callback<S3Response> done)
        : m_client(client), m_request(std::move(request)), m_done(std::move(done))
    {
        if (!m_request.content.isEmpty())
            m_request.payloadHash = sha256Hex(m_request.content);
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { onTimer(); });
    }
    ~Exchange() override { dropCall(); }

    void attempt()
    {
        ++m_attempts;
        m_response = {};
        m_request.attempt = m_attempts;
        HttpRequest http = m_client.m_signer.prepare(m_request);
        if (!m_request.body && (m_request.method == "POST" || !m_request.content.isEmpty())) {
            // A POST without a body must say so: servers answer 411 to one without Content-Length.
            m_content.reset(new QBuffer(&m_request.content));
            m_content->open(QIODevice::ReadOnly);
            http.body = m_content.get();
        }
        m_keys = http.keys;
        m_call = m_client.m_transport->send(http);
        connect(m_call.get(), &HttpCall::readyRead, this, [this] { collect(); });
        connect(m_call.get(), &HttpCall::finished, this, [this] { onFinished(); });
        m_timer.start(m_client.patience(m_request));
    }
    void cancel() { end(fail(Error::cancelled())); }
    void hurry()
    {
        m_lastTry = true;
        if (m_call)
            m_timer.start(m_client.patience(m_request));
        else if (decides(m_request) && m_timer.isActive()) // not while it waits for other keys
            attempt();
        else
            cancel();
    }

private:
    void dropCall()
    {
        if (!m_call)
            return;
        m_call->disconnect(this);
        m_call->abort();
        m_call.release()->deleteLater();
        m_content.reset();
    }
    /// False when it ended the exchange.
    bool collect()
    {
        char piece[16 * 1024];
        while (const ByteCount n = m_call->read(piece, sizeof piece)) {
            m_response.body.append(piece, n);
            if (m_call->status() >= 300 && m_response.body.size() > mostOfARefusal) {
                refuse(); // what it says so far has to do
                return false;
            }
            if (m_response.body.size() > largestAnswer) {
                end(fail(ErrorKind::Protocol, ErrorCause::None,
                         u"the answer to a command is longer than any S3 server's; is this the right address?"_s));
                return false;
            }
        }
        m_timer.start(m_client.patience(m_request));
        return true;
    }
    void onTimer()
    {
        if (m_call)
            attemptFailed(Error::make(ErrorKind::Timeout, ErrorCause::ConnectionLost, u"no answer came in time"_s));
        else
            attempt();
    }
    void onFinished()
    {
        if (!collect())
            return;
        if (m_call->error()) {
            attemptFailed(*m_call->error());
            return;
        }
        m_client.m_session->noteAnswer(m_call->header("date"));
        if (m_call->status() >= 300) {
            refuse();
            return;
        }
        m_response.status = m_call->status();
        m_response.headers = m_call->headers();
        // Commands that take long answer 200 at once and tell of their failure in the body.
        if (m_request.method != "GET" && isErrorDocument(m_response.body)) {
            refuse();
            return;
        }
        end(std::move(m_response));
    }
    void refuse()
    {
        attemptFailed(errorFromResponse({m_call->status(), m_call->headers(), m_response.body, m_request.bucket,
                                         m_request.key, QDateTime::currentDateTimeUtc()}));
    }
    void attemptFailed(Error error)
    {
        const QByteArray serverDate = m_call ? m_call->header("date") : QByteArray();
        dropCall();
        error.bucket = m_request.bucket;
        error.key = m_request.key;
        if (!m_corrected && m_request.plainUrl.isEmpty() && m_client.m_session->correct(error, serverDate)) {
            m_corrected = true;
            emit m_client.noticed(error.cause == ErrorCause::ClockSkew
                                      ? u"this machine's clock is off; signing with the server's time"_s
                                      : u"bucket %1 is in region %2; going on there"_s.arg(error.bucket, error.region));
            attempt();
            return;
        }
        if (!m_renewed && !m_client.m_hurries && m_client.m_session->renewKeys(error, m_keys, this, [this](const auto &trouble) {
                if (!m_done) // ended meanwhile
                    return;
                if (trouble)
                    end(fail(*trouble));
                else
                    attempt();
            })) {
            m_renewed = true;
            m_timer.stop();
            return;
        }
        const int allowed = m_request.mostAttempts > 0 ? std::min(m_request.mostAttempts, m_client.m_maxAttempts)
                                                       : m_client.m_maxAttempts;
        const int most = m_client.m_hurries ? std::min(allowed, lastTries) : allowed;
        if (!m_client.m_session->mayPass(error) || m_attempts >= most || m_lastTry) {
            end(fail(std::move(error)));
            return;
        }
        // Ten tries of half a minute each are a long silence.
        if (error.kind == ErrorKind::Timeout && !std::exchange(m_client.m_toldOfSilence, true)) {
            const QString host = m_client.m_session->connection().endpoint.host();
            emit m_client.noticed(u"no answer from %1 so far; trying again, %2 times in all at most"_s.arg(
                host.isEmpty() ? u"the server"_s : host).arg(most));
        }
        const auto pause = backoff(m_attempts, error, *QRandomGenerator::global());
        m_timer.start(m_client.m_hurries ? std::min<std::chrono::milliseconds>(pause, lastPause) : pause);
    }
    void end(Result<S3Response> result)
    {
        dropCall();
        m_timer.stop();
        auto done = std::exchange(m_done, nullptr);
        // Out of the list first: the callback may send again, or destroy the client.
        m_client.finish(this);
        if (done)
            done(std::move(result));
    }

    S3Client &m_client;
    S3Request m_request;
    Callback<S3Response> m_done;
    std::unique_ptr<QBuffer, QScopedPointerDeleteLater> m_content;
    std::unique_ptr<HttpCall> m_call;
    QTimer m_timer; ///< the stall time-out while a call is under way, the back-off between calls
    S3Response m_response;
    int m_attempts = 0;
    bool m_corrected = false;
    quint64 m_keys = 0;     ///< the issue of the credentials that signed it
    bool m_renewed = false; ///< because of a refusal of this command
    bool m_lastTry = false;
};

namespace {
/// Commands are small requests, and some name keys with dot segments: both are libcurl's.
std::unique_ptr<HttpTransport> makeCommandTransport(HttpTransportOptions options)
{
    options.kind = TransportKind::Curl;
    return makeTransport(options);
}
} // namespace

S3Client::S3Client(std::shared_ptr<S3Session> session, const HttpTransportOptions &options, int maxAttempts,
                   std::chrono::milliseconds stallTimeout, QObject *parent)
    : QObject(parent), m_session(std::move(session)), m_signer(*m_session), m_transport(makeCommandTransport(options)),
      m_maxAttempts(maxAttempts), m_stallTimeout(stallTimeout)
{
}

S3Client::~S3Client() = default;

void S3Client::finish(Exchange *exchange)
{
    for (auto it = m_exchanges.begin(); it != m_exchanges.end(); ++it)
        if (it->get() == exchange) {
            it->release()->deleteLater();
            m_exchanges.erase(it);
            return;
        }
}

void S3Client::cancelAll()
{
    while (!m_exchanges.empty())
        m_exchanges.front()->cancel();
}

void S3Client::hurry()
{
    m_hurries = true;
    std::vector<Exchange *> underWay;
    for (const auto &exchange : m_exchanges)
        underWay.push_back(exchange.get());
    for (Exchange *exchange : underWay) // each ends no other; those that end leave the list
        exchange->hurry();
}

std::chrono::milliseconds S3Client::patience(const S3Request &request) const
{
    const auto longest = std::max(m_stallTimeout, request.patience);
    return m_hurries ? std::min<std::chrono::milliseconds>(longest, decides(request) ? decisivePatience : lastPatience) : longest;
}

void S3Client::send(const S3Request &request, Callback<S3Response> done)
{
    m_exchanges.push_back(std::make_unique<Exchange>(*this, request, std::move(done)));
    m_exchanges.back()->attempt();
}

void S3Client::list(const ListRequest &request, Callback<ListPage> done)
{
    S3Request r;
    r.bucket = request.bucket;
    r.query = {{"list-type", "2"}, {"encoding-type", "url"}, {"max-keys", QByteArray::number(request.maxKeys)}};
    r.query.emplaceBack("prefix", request.prefix.toUtf8());
    if (!request.delimiter.isEmpty())
        r.query.emplaceBack("delimiter", request.delimiter.toUtf8());
    if (!request.continuationToken.isEmpty())
        r.query.emplaceBack("continuation-token", request.continuationToken);
    send(r, [done = std::move(done), bucket = request.bucket, token = request.continuationToken](Result<S3Response> response) {
        if (!response) {
            done(fail(response.error()));
            return;
        }
        ListParser parser;
        auto read = parser.addData(response->body);
        auto page = read ? parser.finish() : Result<ListPage>(fail(read.error()));
        // A server that hands out the same token again would have us list for ever.
        if (page && !token.isEmpty() && page->continuationToken == token)
            page = fail(ErrorKind::Protocol, ErrorCause::None, u"the server repeats the same page of the listing"_s);
        if (!page)
            page.error().bucket = bucket;
        done(std::move(page));
    });
}

void S3Client::listBuckets(Callback<QStringList> done)
{
    moreBuckets({}, {}, std::move(done));
}

void S3Client::moreBuckets(QStringList names, const QByteArray &token, Callback<QStringList> done)
{
    S3Request r;
    if (!token.isEmpty())
        r.query.emplaceBack("continuation-token", token);
    send(r, [this, names = std::move(names), done = std::move(done)](Result<S3Response> response) mutable {
        if (!response) {
            done(fail(response.error()));
            return;
        }
        const Result<BucketPage> page = parseBucketList(response->body);
        if (!page) {
            done(fail(page.error()));
            return;
        }
        for (const BucketInfo &bucket : page->buckets)
            names += bucket.name;
        if (page->continuationToken.isEmpty())
            done(std::move(names));
        else
            moreBuckets(std::move(names), page->continuationToken, std::move(done));
    });
}

void S3Client::head(const QString &bucket, const QString &key, const QString &versionId, int partNumber,
                    Callback<ObjectHead> done)
{
    S3Request r;
    r.method = "HEAD";
    r.bucket = bucket;
    r.key = key;
    if (!versionId.isEmpty())
        r.query.emplaceBack("versionId", versionId.toUtf8());
    if (partNumber > 0)
        r.query.emplaceBack("partNumber", QByteArray::number(partNumber));
    r.headers.emplaceBack("x-amz-checksum-mode", "ENABLED");
    sendHead(r, partNumber == 0, std::move(done));
}

void S3Client::sendHead(const S3Request &request, bool mayExplain, Callback<ObjectHead> done)
{
    send(request, [this, request, mayExplain, done = std::move(done)](Result<S3Response> response) mutable {
        if (!response) {
            const Error &error = response.error();
            const bool unexplained = error.s3Code.isEmpty()
                && (error.httpStatus == 400 || error.httpStatus == 403 || error.httpStatus == 404 || error.httpStatus == 405
                    || error.httpStatus == 501);
            if (unexplained && mayExplain)
                explain(request, error, std::move(done));
            else
                done(fail(error));
            return;
        }
        ObjectHead head{objectInfoFromHeaders(request.key, response->headers), response->headers};
        if (head.info.etag.isEmpty()) {
            // Nothing would tell whether all parts are of one object. A sign-on page in the way has none either.
            const bool page = headerValue(head.headers, "content-type").startsWith("text/html");
            done(fail(ErrorKind::Protocol, page ? ErrorCause::NotS3 : ErrorCause::None,
                      page ? u"a web page came back instead of an answer from S3"_s
                           : u"the answer carries no ETag"_s));
            return;
        }
        if (head.info.size < 0) {
            done(fail(ErrorKind::Protocol, ErrorCause::NotS3, u"the answer to HEAD tells no Content-Length"_s));
            return;
        }
        done(std::move(head));
    });
}

/// What the answer to a GET of an object's first byte says of the object; none where it does not say all.
static std::optional<ObjectHead> headOfFirstByte(const QString &key, const Result<S3Response> &response)
{
    if (!response || response->status != 206)
        return std::nullopt;
    ObjectHead head{objectInfoFromHeaders(key, response->headers), response->headers};
    const QByteArray range = response->header("content-range");
    bool known = false;
    head.info.size = range.mid(range.lastIndexOf('/') + 1).toLongLong(&known);
    head.headers.removeIf([](const auto &header) {
        return header.first.toLower().startsWith("x-amz-checksum-") || isHeader(header.first, "content-length");
    });
    return known && !head.info.etag.isEmpty() ? std::optional(std::move(head)) : std::nullopt;
}

void S3Client::explain(const S3Request &head, const Error &refusal, Callback<ObjectHead> done)
{
    S3Request request = head;
    request.method = "GET";
    request.headers = {{"Range", "bytes=0-0"}};
    send(request, [this, head, refusal, done = std::move(done)](const Result<S3Response> &response) mutable {
        // The reason may have been one that was put right on the way (a skewed clock): then HEAD is worth another try.
        // An empty object has no first byte to give.
        if (response || response.error().httpStatus == 416) {
            // Some gateways let GET through and nothing else: then the answer to that has to do.
            sendHead(head, false, [done = std::move(done), seen = headOfFirstByte(head.key, response)](Result<ObjectHead> again) {
                done(!again && seen && again.error().kind != ErrorKind::Cancelled ? *seen : std::move(again));
            });
            return;
        }
        const bool told = !response.error().s3Code.isEmpty() || response.error().kind == ErrorKind::Cancelled;
        done(fail(told ? response.error() : refusal));
    });
}

} // namespace millrace
