// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/awschunked.h"

#include "s3/sigv4.h"

#include <algorithm>
#include <cstring>
#include <openssl/crypto.h>
#include <openssl/hmac.h>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

constexpr qsizetype longestLine = 8 * 1024;
constexpr qsizetype mostTrailers = 32;

QByteArray hexHmac(const QByteArray &key, const QByteArray &data)
{
    unsigned char out[32];
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.constData(), int(key.size()), reinterpret_cast<const unsigned char *>(data.constData()),
         size_t(data.size()), out, &size);
    return QByteArray(reinterpret_cast<const char *>(out), qsizetype(size)).toHex();
}

bool same(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.constData(), b.constData(), size_t(a.size())) == 0;
}

} // namespace

AwsChunkedDecoder::AwsChunkedDecoder(const Admission &admission, Output output)
    : m_output(std::move(output)),
      m_signed(admission.payloadHash.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD") && !admission.anonymous),
      m_signedTrailer(m_signed && admission.payloadHash.endsWith("-TRAILER")), m_admission(admission),
      m_previousSignature(admission.seedSignature)
{
}

bool AwsChunkedDecoder::refuse(QByteArrayView code, const QString &message)
{
    m_failure = S3Failure::of(code, message);
    return false;
}

bool AwsChunkedDecoder::feed(const char *data, qsizetype size)
{
    if (m_failure)
        return false;
    while (size > 0) {
        switch (m_state) {
        case State::Data: {
            const qsizetype n = qsizetype(std::min<quint64>(m_left, quint64(size)));
            if (m_signed)
                m_hash.add(data, n);
            m_output(data, n);
            data += n;
            size -= n;
            m_left -= quint64(n);
            if (m_left == 0)
                m_state = State::DataEnd;
            break;
        }
        case State::Done:
            return refuse("InvalidRequest", u"Bytes follow the last chunk"_s);
        default: {
            const auto *newline = static_cast<const char *>(std::memchr(data, '\n', size_t(size)));
            const qsizetype n = newline ? newline - data + 1 : size;
            m_line.append(data, n);
            data += n;
            size -= n;
            if (m_line.size() > longestLine)
                return refuse("InvalidRequest", u"A line of the chunk framing is too long"_s);
            if (newline && !takeLine())
                return false;
            break;
        }
        }
    }
    return true;
}

bool AwsChunkedDecoder::takeLine()
{
    if (!m_line.endsWith("\r\n"))
        return refuse("InvalidRequest", u"A line of the chunk framing does not end in CR LF"_s);
    m_line.chop(2);
    bool ok = false;
    switch (m_state) {
    case State::SizeLine:
        ok = takeSizeLine();
        break;
    case State::DataEnd:
        ok = m_line.isEmpty() ? endChunk() : refuse("InvalidRequest", u"A chunk is longer than it says"_s);
        m_state = State::SizeLine;
        break;
    default:
        ok = takeTrailerLine();
        break;
    }
    m_line.clear();
    return ok;
}

bool AwsChunkedDecoder::takeSizeLine()
{
    const QList<QByteArray> fields = m_line.split(';');
    bool ok = false;
    m_left = fields.first().trimmed().toULongLong(&ok, 16);
    if (!ok)
        return refuse("InvalidRequest", u"A chunk size is no hexadecimal number"_s);
    m_chunkSignature.clear();
    for (const QByteArray &field : fields) {
        if (field.startsWith("chunk-signature="))
            m_chunkSignature = field.mid(16);
    }
    if (m_left > 0) {
        m_state = State::Data;
        return true;
    }
    m_state = State::Trailer;
    return endChunk();
}

bool AwsChunkedDecoder::endChunk()
{
    if (!m_signed)
        return true;
    const QByteArray expected = hexHmac(
        m_admission.signingKey, "AWS4-HMAC-SHA256-PAYLOAD\n" + m_admission.amzDate + '\n' + m_admission.scope + '\n'
                                    + m_previousSignature + '\n' + emptyPayloadHash + '\n' + m_hash.finish().toHex());
    if (!same(expected, m_chunkSignature))
        return refuse("SignatureDoesNotMatch", u"The signature of a chunk does not match"_s);
    m_previousSignature = expected;
    return true;
}

bool AwsChunkedDecoder::takeTrailerLine()
{
    if (!m_line.isEmpty()) {
        const qsizetype colon = m_line.indexOf(':');
        if (colon <= 0 || m_trailers.size() >= mostTrailers)
            return refuse("InvalidRequest", u"A trailer is malformed"_s);
        const QByteArray name = m_line.left(colon).trimmed().toLower();
        const QByteArray value = m_line.mid(colon + 1).trimmed();
        m_trailers.append({name, value});
        if (name != "x-amz-trailer-signature")
            m_trailerText += name + ':' + value + '\n';
        return true;
    }
    m_state = State::Done;
    if (!m_signedTrailer)
        return true;
    QByteArray given;
    for (const auto &[name, value] : m_trailers) {
        if (name == "x-amz-trailer-signature")
            given = value;
    }
    const QByteArray expected =
        hexHmac(m_admission.signingKey, "AWS4-HMAC-SHA256-TRAILER\n" + m_admission.amzDate + '\n' + m_admission.scope
                                            + '\n' + m_previousSignature + '\n' + sha256Hex(m_trailerText));
    if (!same(expected, given))
        return refuse("SignatureDoesNotMatch", u"The signature of the trailers does not match"_s);
    return true;
}

} // namespace millrace::server
