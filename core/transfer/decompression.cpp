// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/decompression.h"

#include <vector>
#include <zlib.h>
#include <zstd.h>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr size_t outputSize = 256 * KiB;
/// A stream that asks for more than 128 MiB of memory (zstd --long=28 and up) is refused.
constexpr int largestZstdWindowLog = 27;

tl::unexpected<Error> damaged(Compression compression, const QString &what)
{
    return fail(ErrorKind::Integrity, ErrorCause::None,
                u"the object is as it was stored, but its %1 data %2; without decompression it can be had as it is"_s.arg(name(compression), what));
}

class Gunzip final : public ChunkTransform
{
public:
    Gunzip() { m_ready = inflateInit2(&m_stream, 15 + 16) == Z_OK; } // 16: gzip's header and CRC
    ~Gunzip() override
    {
        if (m_ready)
            inflateEnd(&m_stream);
    }

    Result<void> add(const char *data, ByteCount size, const Emit &next) override
    {
        if (!m_ready)
            return damaged(Compression::Gzip, u"cannot be read: there is not enough memory"_s);
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(data));
        m_stream.avail_in = uInt(size);
        while (m_stream.avail_in > 0 || m_more) {
            if (m_ended) {
                if (m_stream.avail_in == 0)
                    break;
                if (*m_stream.next_in == 0) { // tar and tapes fill up with zeros
                    ++m_stream.next_in;
                    --m_stream.avail_in;
                    continue;
                }
                inflateReset(&m_stream);
                m_ended = false;
            }
            m_stream.next_out = reinterpret_cast<Bytef *>(m_out.data());
            m_stream.avail_out = uInt(m_out.size());
            const int result = inflate(&m_stream, Z_NO_FLUSH);
            if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
                return damaged(Compression::Gzip, m_any ? u"is damaged"_s : u"is no gzip stream"_s);
            m_any = true;
            const ByteCount made = ByteCount(m_out.size() - m_stream.avail_out);
            m_more = m_stream.avail_out == 0 && result != Z_STREAM_END;
            if (made > 0)
                if (auto taken = next(m_out.data(), made); !taken)
                    return taken;
            m_ended = result == Z_STREAM_END;
            if (result == Z_BUF_ERROR)
                m_more = false;
        }
        return {};
    }
    Result<void> finish(const Emit &) override
    {
        return m_ended ? Result<void>() : damaged(Compression::Gzip, u"ends too early"_s);
    }

private:
    z_stream m_stream{};
    bool m_ready = false;
    bool m_any = false;
    bool m_ended = false; ///< between streams
    bool m_more = false;  ///< output did not fit
    std::vector<char> m_out = std::vector<char>(outputSize);
};

class Unzstd final : public ChunkTransform
{
public:
    Unzstd() : m_stream(ZSTD_createDCtx(), &ZSTD_freeDCtx)
    {
        if (m_stream)
            ZSTD_DCtx_setParameter(m_stream.get(), ZSTD_d_windowLogMax, largestZstdWindowLog);
    }

    Result<void> add(const char *data, ByteCount size, const Emit &next) override
    {
        if (!m_stream)
            return damaged(Compression::Zstd, u"cannot be read: there is not enough memory"_s);
        ZSTD_inBuffer in{data, size_t(size), 0};
        bool full = false;
        while (in.pos < in.size || full) {
            ZSTD_outBuffer out{m_out.data(), m_out.size(), 0};
            const size_t left = ZSTD_decompressStream(m_stream.get(), &out, &in);
            if (ZSTD_isError(left))
                return damaged(Compression::Zstd, u"cannot be read: "_s + QString::fromLatin1(ZSTD_getErrorName(left)));
            m_ended = left == 0;
            full = out.pos == out.size && !m_ended;
            if (out.pos > 0)
                if (auto taken = next(m_out.data(), ByteCount(out.pos)); !taken)
                    return taken;
        }
        return {};
    }
    Result<void> finish(const Emit &) override
    {
        return m_ended ? Result<void>() : damaged(Compression::Zstd, u"ends too early"_s);
    }

private:
    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> m_stream;
    bool m_ended = false; ///< between frames
    std::vector<char> m_out = std::vector<char>(outputSize);
};

} // namespace

Compression compressionOf(const QByteArray &contentEncoding, const QString &fileName)
{
    for (const QByteArray &one : contentEncoding.toLower().split(',')) {
        if (one.trimmed() == "gzip" || one.trimmed() == "x-gzip")
            return Compression::Gzip;
        if (one.trimmed() == "zstd")
            return Compression::Zstd;
    }
    if (fileName.endsWith(u".gz"_s, Qt::CaseInsensitive))
        return Compression::Gzip;
    if (fileName.endsWith(u".zst"_s, Qt::CaseInsensitive))
        return Compression::Zstd;
    return Compression::None;
}

QString name(Compression compression)
{
    switch (compression) {
    case Compression::Gzip:
        return u"gzip"_s;
    case Compression::Zstd:
        return u"zstd"_s;
    case Compression::None:
        break;
    }
    return u"none"_s;
}

std::unique_ptr<ChunkTransform> makeDecompressor(Compression compression)
{
    switch (compression) {
    case Compression::Gzip:
        return std::make_unique<Gunzip>();
    case Compression::Zstd:
        return std::make_unique<Unzstd>();
    case Compression::None:
        break;
    }
    return nullptr;
}

} // namespace millrace
