// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/ratekeeper.h"
#include "ui/settings/bandwidth.h"

namespace millrace {

/// The one limit on all transfers of this program: holds the bucket they share to what was chosen. GUI thread.
class BandwidthLimit : public QObject
{
    Q_OBJECT
public:
    /// @p clock: local time, for tests.
    explicit BandwidthLimit(const Bandwidth &chosen, RateKeeper::WallClock clock = {}, QObject *parent = nullptr);

    std::shared_ptr<TokenBucket> bucket() const { return m_keeper.bucket(); }
    const Bandwidth &chosen() const { return m_chosen; }
    /// Holds at once for whatever moves.
    void choose(const Bandwidth &bandwidth);
    /// In force now; none: no limit.
    std::optional<ByteRate> rate() const { return m_keeper.bucket()->rate(); }
    /// Until when it is, by the timetable; invalid for ever.
    QDateTime until() const;

signals:
    /// The choice, or by the timetable the rate, is another one.
    void changed();

private:
    Bandwidth m_chosen;
    const RateKeeper::WallClock m_clock;
    RateKeeper m_keeper;
};

} // namespace millrace
