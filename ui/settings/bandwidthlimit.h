// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/bandwidthbuckets.h"
#include "transfer/ratekeeper.h"
#include "ui/settings/bandwidth.h"

namespace millrace {

/// The limits on all transfers of this program: holds the buckets they share, one each way, to what was chosen. GUI thread.
class BandwidthLimit : public QObject
{
    Q_OBJECT
public:
    /// @p clock: local time, for tests.
    explicit BandwidthLimit(const Bandwidth &chosen, RateKeeper::WallClock clock = {}, QObject *parent = nullptr);

    BandwidthBuckets buckets() const { return {m_down.bucket(), m_up.bucket()}; }
    const Bandwidth &chosen() const { return m_chosen; }
    /// Holds at once for whatever moves.
    void choose(const Bandwidth &bandwidth);
    /// In force now; none: no limit.
    std::optional<ByteRate> rate(bool upload) const { return (upload ? m_up : m_down).bucket()->rate(); }
    /// Until when both are, by the timetables; invalid for ever.
    QDateTime until() const;

signals:
    /// The choice, or by a timetable a rate, is another one.
    void changed();

private:
    Bandwidth m_chosen;
    const RateKeeper::WallClock m_clock;
    RateKeeper m_down;
    RateKeeper m_up;
};

} // namespace millrace
