// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/bodysource.h"
#include "server/keyindex.h"
#include "server/objectmeta.h"
#include "server/serveroptions.h"

#include <memory>
#include <mutex>
#include <optional>

namespace millrace::server {

/// The generated objects of one SyntheticObjects option: nothing is kept per key, so a million cost nothing.
/// Thread-safe.
class SyntheticSet : public KeySequence
{
public:
    SyntheticSet(SyntheticObjects what, EtagMode etagMode);

    qint64 count() const override { return m_what.count; }
    QByteArray at(qint64 position) const override;
    /// Position of @p key, if it is one of these.
    std::optional<qint64> find(const QByteArray &key) const;

    /// With @p withChecksum, a CRC64NVME is there too; computed on first demand.
    ObjectMeta meta(qint64 position, bool withChecksum);
    std::unique_ptr<BodySource> source(qint64 position) const;

private:
    QByteArray digest(qint64 position, ChecksumAlgorithm algorithm);
    quint64 seed(qint64 position) const;

    SyntheticObjects m_what;
    EtagMode m_etagMode;
    QByteArray m_prefix;
    QByteArray m_suffix;
    int m_digits = 0;
    std::mutex m_mutex;
    QHash<std::pair<qint64, int>, QByteArray> m_digests;
};

} // namespace millrace::server
