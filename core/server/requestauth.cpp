// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requestauth.h"

#include "s3/sigv4.h"
#include "s3/uri.h"

#include <QHash>
#include <atomic>
#include <memory>
#include <openssl/crypto.h>
#include <openssl/hmac.h>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

constexpr qint64 allowedSkewSeconds = 15 * 60;
constexpr qint64 longestExpiry = 7 * 24 * 3600;

QByteArray hmac(const QByteArray &key, QByteArrayView data)
{
    QByteArray out(32, Qt::Uninitialized);
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.constData(), int(key.size()), reinterpret_cast<const unsigned char *>(data.data()),
         size_t(data.size()), reinterpret_cast<unsigned char *>(out.data()), &size);
    return out;
}

/// A signer keeps the key of its day, which saves four HMACs a request; it is not thread-safe, so each thread has its own.
SigV4Signer &signerFor(quint64 authId, const Credentials &credentials, const QByteArray &region)
{
    thread_local quint64 owner = 0;
    thread_local QHash<QByteArray, std::shared_ptr<SigV4Signer>> signers;
    if (owner != authId || signers.size() > 64) {
        signers.clear();
        owner = authId;
    }
    auto &signer = signers[credentials.accessKeyId + '/' + region];
    if (!signer)
        signer = std::make_shared<SigV4Signer>(credentials, region);
    return *signer;
}

quint64 nextId()
{
    static std::atomic<quint64> last{0};
    return ++last;
}

} // namespace

/// What a request says about itself, before any of it is believed.
struct RequestAuth::Claim
{
    bool presigned = false;
    QByteArray accessKeyId;
    QByteArray date;    ///< of the scope
    QByteArray region;
    QByteArray scope;   ///< "20130524/us-east-1/s3/aws4_request"
    QByteArray amzDate;
    QList<QByteArray> signedHeaders;
    QByteArray signature;
    QByteArray token;
    QByteArray payloadHash;
    qint64 expires = 0; ///< seconds, presigned only
};

RequestAuth::RequestAuth(QList<Credentials> credentials, bool anonymous, QByteArray region)
    : m_credentials(std::move(credentials)), m_anonymous(anonymous), m_region(std::move(region)), m_id(nextId())
{
}

S3Outcome<RequestAuth::Claim> RequestAuth::readHeaderClaim(const HttpRequest &request) const
{
    const QByteArray header = request.header("authorization");
    constexpr QByteArrayView scheme = "AWS4-HMAC-SHA256";
    if (!header.startsWith(scheme))
        return s3Fail("InvalidRequest", u"Only AWS4-HMAC-SHA256 signatures are accepted"_s);
    Claim claim;
    const QList<QByteArray> fields = header.mid(scheme.size()).split(',');
    for (const QByteArray &field : fields) {
        const QByteArray text = field.trimmed();
        if (text.startsWith("Credential="))
            claim.scope = text.mid(11);
        else if (text.startsWith("SignedHeaders="))
            claim.signedHeaders = text.mid(14).split(';');
        else if (text.startsWith("Signature="))
            claim.signature = text.mid(10);
    }
    claim.amzDate = request.header("x-amz-date");
    if (claim.amzDate.isEmpty()) {
        // A client that cannot set x-amz-date signs with the HTTP Date header.
        const QDateTime date = QDateTime::fromString(QString::fromLatin1(request.header("date")), Qt::RFC2822Date);
        if (date.isValid())
            claim.amzDate = date.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s).toLatin1();
    }
    claim.token = request.header("x-amz-security-token");
    claim.payloadHash = request.header("x-amz-content-sha256");
    if (claim.payloadHash.isEmpty())
        return s3Fail("InvalidRequest", u"Missing required header for this request: x-amz-content-sha256"_s);
    return claim;
}

S3Outcome<RequestAuth::Claim> RequestAuth::readQueryClaim(const HttpRequest &request) const
{
    constexpr QByteArrayView code = "AuthorizationQueryParametersError";
    if (request.queryValue("X-Amz-Algorithm") != "AWS4-HMAC-SHA256")
        return s3Fail(code, u"X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\""_s);
    Claim claim;
    claim.presigned = true;
    claim.scope = request.queryValue("X-Amz-Credential");
    claim.amzDate = request.queryValue("X-Amz-Date");
    claim.signedHeaders = request.queryValue("X-Amz-SignedHeaders").split(';');
    claim.signature = request.queryValue("X-Amz-Signature");
    claim.token = request.queryValue("X-Amz-Security-Token");
    bool ok = false;
    claim.expires = request.queryValue("X-Amz-Expires").toLongLong(&ok);
    if (!ok || claim.expires < 1 || claim.expires > longestExpiry)
        return s3Fail(code, u"X-Amz-Expires must be between 1 and 604800 seconds"_s);
    claim.payloadHash = request.queryValue("X-Amz-Content-Sha256");
    if (claim.payloadHash.isEmpty())
        claim.payloadHash = request.header("x-amz-content-sha256");
    if (claim.payloadHash.isEmpty())
        claim.payloadHash = "UNSIGNED-PAYLOAD";
    return claim;
}

S3Outcome<Admission> RequestAuth::admit(const HttpRequest &request, const QDateTime &now) const
{
    const bool inHeader = request.hasHeader("authorization");
    const bool inQuery = request.hasQuery("X-Amz-Signature") || request.hasQuery("X-Amz-Algorithm");
    if (!inHeader && !inQuery) {
        if (!m_anonymous)
            return s3Fail("AccessDenied");
        Admission admission;
        admission.anonymous = true;
        admission.payloadHash = request.header("x-amz-content-sha256");
        if (admission.payloadHash.isEmpty())
            admission.payloadHash = "UNSIGNED-PAYLOAD";
        return admission;
    }
    if (inHeader && inQuery)
        return s3Fail("InvalidArgument", u"Only one authentication mechanism is allowed at a time"_s);
    auto claim = inHeader ? readHeaderClaim(request) : readQueryClaim(request);
    if (!claim)
        return tl::make_unexpected(claim.error());

    // From the right, since an access key may hold slashes.
    const QByteArrayView malformed =
        inHeader ? QByteArrayView("AuthorizationHeaderMalformed") : QByteArrayView("AuthorizationQueryParametersError");
    QList<QByteArray> parts = claim->scope.split('/');
    if (parts.size() < 5 || claim->signature.isEmpty() || claim->signedHeaders.isEmpty())
        return s3Fail(malformed, u"The credential, the signed headers or the signature are missing"_s);
    const QByteArray terminal = parts.takeLast();
    const QByteArray service = parts.takeLast();
    claim->region = parts.takeLast();
    claim->date = parts.takeLast();
    claim->accessKeyId = parts.join('/');
    claim->scope = claim->date + '/' + claim->region + '/' + service + '/' + terminal;
    if (terminal != "aws4_request" || service != "s3")
        return s3Fail(malformed, u"The credential scope must end in s3/aws4_request"_s);
    if (!claim->amzDate.startsWith(claim->date) || claim->date.size() != 8)
        return s3Fail(malformed, u"The date of the credential scope is not that of the request"_s);
    if (!m_region.isEmpty() && claim->region != m_region) {
        S3Failure failure = S3Failure::of(malformed, u"The region '%1' is wrong; expecting '%2'"_s.arg(
                                                         QString::fromUtf8(claim->region), QString::fromUtf8(m_region)));
        failure.details.append({u"Region"_s, QString::fromUtf8(m_region)});
        failure.headers.append({"x-amz-bucket-region", m_region});
        return tl::make_unexpected(std::move(failure));
    }
    return verify(request, *claim, now);
}

S3Outcome<Admission> RequestAuth::verify(const HttpRequest &request, const Claim &claim, const QDateTime &now) const
{
    const auto who = std::find_if(m_credentials.begin(), m_credentials.end(),
                                  [&claim](const Credentials &c) { return c.accessKeyId == claim.accessKeyId; });
    if (who == m_credentials.end()) {
        S3Failure failure = S3Failure::of("InvalidAccessKeyId");
        failure.details.append({u"AWSAccessKeyId"_s, QString::fromUtf8(claim.accessKeyId)});
        return tl::make_unexpected(std::move(failure));
    }
    QDateTime signedAt = QDateTime::fromString(QString::fromLatin1(claim.amzDate), u"yyyyMMdd'T'HHmmss'Z'"_s);
    signedAt.setTimeSpec(Qt::UTC);
    if (!signedAt.isValid())
        return s3Fail("AccessDenied", u"The request needs a valid x-amz-date"_s);
    const qint64 age = signedAt.secsTo(now);
    if (claim.presigned ? age < -allowedSkewSeconds : qAbs(age) > allowedSkewSeconds) {
        S3Failure failure = S3Failure::of("RequestTimeTooSkewed");
        failure.details.append({u"RequestTime"_s, QString::fromLatin1(claim.amzDate)});
        failure.details.append({u"ServerTime"_s, now.toString(Qt::ISODate)});
        failure.details.append({u"MaxAllowedSkewMilliseconds"_s, QString::number(allowedSkewSeconds * 1000)});
        return tl::make_unexpected(std::move(failure));
    }
    if (claim.presigned && age > claim.expires) {
        S3Failure failure = S3Failure::of("AccessDenied", u"Request has expired"_s);
        failure.details.append({u"X-Amz-Expires"_s, QString::number(claim.expires)});
        failure.details.append({u"Expires"_s, signedAt.addSecs(claim.expires).toString(Qt::ISODate)});
        failure.details.append({u"ServerTime"_s, now.toString(Qt::ISODate)});
        return tl::make_unexpected(std::move(failure));
    }
    if (claim.token != who->sessionToken)
        return s3Fail("InvalidToken");
    if (who->expiration && *who->expiration <= now)
        return s3Fail("ExpiredToken");
    if (!claim.signedHeaders.contains("host"))
        return s3Fail("AccessDenied", u"The Host header must be signed"_s);

    SigV4Input input;
    input.method = request.method;
    input.encodedPath = uriEncode(request.path, true);
    for (const auto &pair : request.query) {
        if (pair.first != "X-Amz-Signature")
            input.query.append(pair);
    }
    QByteArray unsignedNames;
    for (const auto &header : request.headers) {
        if (claim.signedHeaders.contains(header.first))
            input.headers.append(header);
        else if (!claim.presigned && header.first.startsWith("x-amz-") && header.first != "x-amz-content-sha256")
            unsignedNames += (unsignedNames.isEmpty() ? "" : ", ") + header.first;
    }
    if (!unsignedNames.isEmpty()) {
        S3Failure failure =
            S3Failure::of("AccessDenied", u"There were headers present in the request which were not signed"_s);
        failure.details.append({u"HeadersNotSigned"_s, QString::fromUtf8(unsignedNames)});
        return tl::make_unexpected(std::move(failure));
    }
    input.payloadHash = claim.payloadHash;
    const QByteArray expected =
        signerFor(m_id, *who, claim.region).signature(input, claim.amzDate, claim.signedHeaders);
    if (expected.size() != claim.signature.size()
        || CRYPTO_memcmp(expected.constData(), claim.signature.constData(), size_t(expected.size())) != 0) {
        S3Failure failure = S3Failure::of("SignatureDoesNotMatch");
        const QByteArray canonical = SigV4Signer::canonicalRequest(input, claim.signedHeaders);
        failure.details.append({u"AWSAccessKeyId"_s, QString::fromUtf8(claim.accessKeyId)});
        // As S3 does: what was signed here lets the author of a client find the difference. It holds no secret, save
        // the session token, which is therefore left out with the headers when there is one.
        if (claim.token.isEmpty())
            failure.details.append({u"CanonicalRequest"_s, QString::fromUtf8(canonical)});
        return tl::make_unexpected(std::move(failure));
    }

    Admission admission;
    admission.payloadHash = claim.payloadHash;
    if (claim.payloadHash.startsWith("STREAMING-AWS4-HMAC")) {
        admission.amzDate = claim.amzDate;
        admission.scope = claim.scope;
        admission.seedSignature = claim.signature;
        admission.signingKey = hmac(hmac(hmac(hmac("AWS4" + who->secretAccessKey, claim.date), claim.region), "s3"),
                                    "aws4_request");
    }
    return admission;
}

} // namespace millrace::server
