// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/sigv4.h"

#include "s3/uri.h"

#include <algorithm>
#include <memory>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace millrace {

const QByteArray emptyPayloadHash =
    QByteArrayLiteral("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

namespace {

constexpr qsizetype digestSize = 32;
constexpr std::chrono::seconds maxPresignAge = std::chrono::hours(24 * 7);
const QByteArray algorithmName = QByteArrayLiteral("AWS4-HMAC-SHA256");
const QByteArray unsignedPayload = QByteArrayLiteral("UNSIGNED-PAYLOAD");

struct OpenSslFree
{
    void operator()(EVP_MD_CTX *c) const { EVP_MD_CTX_free(c); }
    void operator()(EVP_MAC_CTX *c) const { EVP_MAC_CTX_free(c); }
    void operator()(EVP_MAC *m) const { EVP_MAC_free(m); }
    void operator()(EVP_MD *m) const { EVP_MD_free(m); }
};

/// Fetching an algorithm costs more than a short hash, so each thread does it once and keeps the contexts.
struct Crypto
{
    std::unique_ptr<EVP_MD, OpenSslFree> sha256{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    std::unique_ptr<EVP_MD_CTX, OpenSslFree> digest{EVP_MD_CTX_new()};
    std::unique_ptr<EVP_MAC, OpenSslFree> hmac{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    std::unique_ptr<EVP_MAC_CTX, OpenSslFree> mac;

    Crypto()
    {
        mac.reset(EVP_MAC_CTX_new(hmac.get()));
        char name[] = "SHA256";
        const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                     OSSL_PARAM_construct_end()};
        if (!sha256 || !digest || !mac || !EVP_MAC_CTX_set_params(mac.get(), params))
            qFatal("OpenSSL has no SHA-256");
    }
};

Crypto &crypto()
{
    thread_local Crypto c;
    return c;
}

QByteArray hmacSha256(const QByteArray &key, QByteArrayView message)
{
    Crypto &c = crypto();
    QByteArray out(digestSize, Qt::Uninitialized);
    size_t size = 0;
    const bool ok = EVP_MAC_init(c.mac.get(), reinterpret_cast<const uchar *>(key.constData()), size_t(key.size()), nullptr)
        && EVP_MAC_update(c.mac.get(), reinterpret_cast<const uchar *>(message.data()), size_t(message.size()))
        && EVP_MAC_final(c.mac.get(), reinterpret_cast<uchar *>(out.data()), &size, size_t(out.size()));
    if (!ok)
        qFatal("HMAC-SHA-256 failed");
    return out;
}

void appendDigits(QByteArray &out, int value, int width)
{
    char digits[4];
    for (int i = width - 1; i >= 0; --i, value /= 10)
        digits[i] = char('0' + value % 10);
    out.append(digits, width);
}

/// "20130524T000000Z". By hand, since QDateTime::toString() costs more than the rest of a signature.
QByteArray amzDateOf(const QDateTime &now)
{
    const QDateTime utc = now.toUTC();
    const QDate d = utc.date();
    const QTime t = utc.time();
    QByteArray out;
    out.reserve(16);
    appendDigits(out, d.year(), 4);
    appendDigits(out, d.month(), 2);
    appendDigits(out, d.day(), 2);
    out += 'T';
    appendDigits(out, t.hour(), 2);
    appendDigits(out, t.minute(), 2);
    appendDigits(out, t.second(), 2);
    out += 'Z';
    return out;
}

/// Values of @p name in order, each trimmed with inner runs of white space made one space, joined with commas.
void appendCanonicalValue(QByteArray &out, const HeaderList &headers, const QByteArray &name)
{
    bool first = true;
    for (const auto &[key, value] : headers) {
        if (!isHeader(key, name))
            continue;
        if (!first)
            out += ',';
        first = false;
        out += value.simplified();
    }
}

QList<QByteArray> sortedNames(const HeaderList &headers)
{
    QList<QByteArray> names;
    names.reserve(headers.size() + 3);
    for (const auto &header : headers)
        names.append(header.first.toLower());
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

void removeHeader(HeaderList &headers, QByteArrayView name)
{
    headers.removeIf([name](const auto &h) { return isHeader(h.first, name); });
}

QByteArray scopeOf(QByteArrayView date, const QByteArray &region, const QByteArray &service)
{
    return date.toByteArray() + '/' + region + '/' + service + "/aws4_request";
}

} // namespace

QByteArray sha256Hex(QByteArrayView data)
{
    Crypto &c = crypto();
    uchar out[digestSize];
    const bool ok = EVP_DigestInit_ex2(c.digest.get(), c.sha256.get(), nullptr)
        && EVP_DigestUpdate(c.digest.get(), data.data(), size_t(data.size()))
        && EVP_DigestFinal_ex(c.digest.get(), out, nullptr);
    if (!ok)
        qFatal("SHA-256 failed");
    return QByteArray::fromRawData(reinterpret_cast<const char *>(out), digestSize).toHex();
}

SigV4Signer::SigV4Signer(Credentials credentials, QByteArray region, QByteArray service)
    : m_credentials(std::move(credentials)), m_region(std::move(region)), m_service(std::move(service))
{
}

HeaderList SigV4Signer::sign(const SigV4Input &input, const QDateTime &now)
{
    if (m_credentials.anonymous || m_credentials.isEmpty())
        return {};
    const QByteArray amzDate = amzDateOf(now);
    SigV4Input covered = input;
    if (covered.payloadHash.isEmpty())
        covered.payloadHash = emptyPayloadHash;
    for (const char *name : {"x-amz-date", "x-amz-content-sha256", "x-amz-security-token", "authorization"})
        removeHeader(covered.headers, name);

    HeaderList added;
    added.append({QByteArrayLiteral("x-amz-date"), amzDate});
    added.append({QByteArrayLiteral("x-amz-content-sha256"), covered.payloadHash});
    if (!m_credentials.sessionToken.isEmpty())
        added.append({QByteArrayLiteral("x-amz-security-token"), m_credentials.sessionToken});
    covered.headers += added;

    const QList<QByteArray> names = sortedNames(covered.headers);
    const QByteArray proof = signature(covered, amzDate, names);
    added.append({QByteArrayLiteral("Authorization"),
                  algorithmName + " Credential=" + m_credentials.accessKeyId + '/'
                      + scopeOf(QByteArrayView(amzDate).first(8), m_region, m_service)
                      + ",SignedHeaders=" + names.join(';') + ",Signature=" + proof});
    return added;
}

QByteArray SigV4Signer::presign(const SigV4Input &input, const QDateTime &now, std::chrono::seconds expires)
{
    if (expires.count() < 1 || expires > maxPresignAge)
        return {};
    if (m_credentials.anonymous || m_credentials.isEmpty())
        return canonicalQuery(input.query);
    const QByteArray amzDate = amzDateOf(now);
    const QList<QByteArray> names = sortedNames(input.headers);
    SigV4Input covered = input;
    if (covered.payloadHash.isEmpty())
        covered.payloadHash = unsignedPayload;
    covered.query.append({QByteArrayLiteral("X-Amz-Algorithm"), algorithmName});
    covered.query.append({QByteArrayLiteral("X-Amz-Credential"),
                          m_credentials.accessKeyId + '/'
                              + scopeOf(QByteArrayView(amzDate).first(8), m_region, m_service)});
    covered.query.append({QByteArrayLiteral("X-Amz-Date"), amzDate});
    covered.query.append({QByteArrayLiteral("X-Amz-Expires"), QByteArray::number(qint64(expires.count()))});
    covered.query.append({QByteArrayLiteral("X-Amz-SignedHeaders"), names.join(';')});
    if (!m_credentials.sessionToken.isEmpty())
        covered.query.append({QByteArrayLiteral("X-Amz-Security-Token"), m_credentials.sessionToken});
    const QByteArray proof = signature(covered, amzDate, names);
    return canonicalQuery(covered.query) + "&X-Amz-Signature=" + proof;
}

QByteArray SigV4Signer::signature(const SigV4Input &input, const QByteArray &amzDate,
                                  const QList<QByteArray> &signedHeaders)
{
    const QByteArray date = amzDate.left(8);
    const QByteArray text =
        stringToSign(canonicalRequest(input, signedHeaders), amzDate, scopeOf(date, m_region, m_service));
    return hmacSha256(signingKey(date), text).toHex();
}

QByteArray SigV4Signer::canonicalRequest(const SigV4Input &input, const QList<QByteArray> &signedHeaders)
{
    QByteArray out;
    out.reserve(512);
    out += input.method;
    out += '\n';
    out += input.encodedPath.isEmpty() ? QByteArrayLiteral("/") : input.encodedPath;
    out += '\n';
    out += canonicalQuery(input.query);
    out += '\n';
    for (const QByteArray &name : signedHeaders) {
        out += name;
        out += ':';
        appendCanonicalValue(out, input.headers, name);
        out += '\n';
    }
    out += '\n';
    out += signedHeaders.join(';');
    out += '\n';
    out += input.payloadHash;
    return out;
}

QByteArray SigV4Signer::stringToSign(const QByteArray &canonicalRequest, const QByteArray &amzDate,
                                     const QByteArray &scope)
{
    return algorithmName + '\n' + amzDate + '\n' + scope + '\n' + sha256Hex(canonicalRequest);
}

QByteArray SigV4Signer::canonicalQuery(QueryList query)
{
    // The order is that of the encoded names, then of the encoded values.
    for (auto &[name, value] : query) {
        name = uriEncode(name, false);
        value = uriEncode(value, false);
    }
    std::sort(query.begin(), query.end());
    QByteArray out;
    for (const auto &[name, value] : query) {
        if (!out.isEmpty())
            out += '&';
        out += name;
        out += '=';
        out += value;
    }
    return out;
}

const QByteArray &SigV4Signer::signingKey(const QByteArray &date)
{
    if (m_keyDate != date) {
        const QByteArray dateKey = hmacSha256("AWS4" + m_credentials.secretAccessKey, date);
        m_key = hmacSha256(hmacSha256(hmacSha256(dateKey, m_region), m_service), "aws4_request");
        m_keyDate = date;
    }
    return m_key;
}

} // namespace millrace
