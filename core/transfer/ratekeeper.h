// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/ratetimetable.h"
#include "transfer/tokenbucket.h"

#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>

namespace millrace {

/// Keeps a bucket to its timetable: sets the rate now and whenever another entry begins to hold. One thread, which needs
/// an event loop.
class RateKeeper : public QObject
{
    Q_OBJECT
public:
    using WallClock = std::function<QDateTime()>; ///< local time
    explicit RateKeeper(RateTimetable timetable, WallClock clock = {}, QObject *parent = nullptr);

    /// For TransferSettings::bandwidth.
    std::shared_ptr<TokenBucket> bucket() const { return m_bucket; }
    /// Another timetable holds from now on.
    void setTimetable(RateTimetable timetable);
    /// Looks at the clock now; the timer does it otherwise.
    void lookAtClock();

signals:
    /// Another rate holds from now on; none: no limit.
    void changed(std::optional<millrace::ByteRate> rate);

private:
    RateTimetable m_timetable;
    const WallClock m_clock;
    const std::shared_ptr<TokenBucket> m_bucket;
    QTimer m_timer;
};

} // namespace millrace
