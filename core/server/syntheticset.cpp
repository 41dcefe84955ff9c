// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/syntheticset.h"

#include <algorithm>

namespace millrace::server {
namespace {

// A fixed day, 2025-01-01T00:00:00Z: the same object has the same Last-Modified after a restart, so that a resume works.
constexpr qint64 madeNs = 1'735'689'600LL * 1'000'000'000;
constexpr qsizetype keptDigests = 100'000;

} // namespace

SyntheticSet::SyntheticSet(SyntheticObjects what, EtagMode etagMode)
    : m_what(std::move(what)), m_etagMode(etagMode), m_prefix(m_what.key.toUtf8()), m_suffix(m_what.suffix.toUtf8()),
      m_digits(m_what.count == 1 ? 0 : int(QByteArray::number(m_what.count).size()))
{
}

QByteArray SyntheticSet::at(qint64 position) const
{
    if (m_digits == 0)
        return m_prefix + m_suffix;
    return m_prefix + QByteArray::number(position + 1).rightJustified(m_digits, '0') + m_suffix;
}

std::optional<qint64> SyntheticSet::find(const QByteArray &key) const
{
    if (key.size() != m_prefix.size() + m_digits + m_suffix.size())
        return std::nullopt;
    const qint64 position = m_digits == 0 ? 0 : key.mid(m_prefix.size(), m_digits).toLongLong() - 1;
    if (position < 0 || position >= m_what.count || at(position) != key)
        return std::nullopt;
    return position;
}

quint64 SyntheticSet::seed(qint64 position) const
{
    // Far apart, so that no object is a shifted copy of its neighbour.
    return m_what.seed * 0xD1342543DE82EF95ULL + quint64(position) * 0xA24BAED4963EE407ULL;
}

std::unique_ptr<BodySource> SyntheticSet::source(qint64 position) const
{
    return std::make_unique<SyntheticSource>(seed(position), m_what.size);
}

QByteArray SyntheticSet::digest(qint64 position, ChecksumAlgorithm algorithm)
{
    const std::pair<qint64, int> id{position, int(algorithm)};
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_digests.constFind(id); known != m_digests.constEnd())
            return *known;
    }
    Checksum sum(algorithm);
    SyntheticSource bytes(seed(position), m_what.size);
    QByteArray buffer(256 * 1024, Qt::Uninitialized);
    for (ByteCount offset = 0; offset < m_what.size; offset += buffer.size())
        sum.add(buffer.constData(), bytes.read(offset, buffer.data(), buffer.size()));
    const QByteArray value = sum.finish();
    const std::lock_guard lock(m_mutex);
    if (m_digests.size() >= keptDigests)
        m_digests.clear();
    m_digests.insert(id, value);
    return value;
}

ObjectMeta SyntheticSet::meta(qint64 position, bool withChecksum)
{
    ObjectMeta meta;
    meta.size = m_what.size;
    meta.modifiedNs = madeNs;
    meta.contentType = "application/octet-stream";
    if (m_etagMode == EtagMode::Md5)
        meta.etag = digest(position, ChecksumAlgorithm::Md5).toHex();
    else
        meta.etag = "synthetic." + QByteArray::number(seed(position), 16) + '.' + QByteArray::number(m_what.size, 16);
    if (withChecksum)
        meta.checksums.insert(ChecksumAlgorithm::Crc64Nvme, digest(position, ChecksumAlgorithm::Crc64Nvme).toBase64());
    return meta;
}

} // namespace millrace::server
