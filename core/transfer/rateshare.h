// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/tokenbucket.h"

#include <QTimer>
#include <memory>

namespace millrace {

/// One part's dealings with the run's TokenBucket: asks for bytes and waits by a timer, one question at a time. Without
/// a bucket there is no limit. Lives in the part's thread.
class RateShare
{
public:
    /// @p onGranted is called from the event loop when what was asked for is paid for.
    RateShare(std::shared_ptr<TokenBucket> bucket, std::function<void()> onGranted);
    ~RateShare();
    RateShare(const RateShare &) = delete;
    RateShare &operator=(const RateShare &) = delete;

    bool isLimited() const { return m_bucket && m_bucket->isLimited(); }
    /// Bytes per second for all who share; 0: no limit.
    ByteRate rate() const { return m_bucket ? m_bucket->rate().value_or(0) : 0; }
    /// How much to ask for at a time.
    ByteCount step() const { return m_bucket->step(); }
    /// True when the bytes are there at once; otherwise onGranted follows. Not while it waits.
    bool ask(ByteCount bytes);
    bool isWaiting() const { return m_timer.isActive(); }
    /// Looks again, in case the rate has changed. To be called some times a second.
    void lookAgain();
    /// Stops waiting; returns the bytes that were asked for and will not come.
    ByteCount withdraw();

private:
    bool isPaid();

    const std::shared_ptr<TokenBucket> m_bucket;
    const std::function<void()> m_onGranted;
    TokenBucket::Place m_place;
    QTimer m_timer;
};

} // namespace millrace
