// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/rateshare.h"

namespace millrace {

RateShare::RateShare(std::shared_ptr<TokenBucket> bucket, std::function<void()> onGranted)
    : m_bucket(std::move(bucket)), m_onGranted(std::move(onGranted))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        if (isPaid())
            m_onGranted();
    });
    if (m_bucket)
        m_bucket->join();
}

RateShare::~RateShare()
{
    withdraw();
    if (m_bucket)
        m_bucket->part();
}

bool RateShare::ask(ByteCount bytes)
{
    Q_ASSERT(!isWaiting());
    m_place = m_bucket->queueFor(bytes);
    return isPaid();
}

/// Starts the timer where there is a wait.
bool RateShare::isPaid()
{
    const auto wait = m_bucket->waitFor(m_place);
    if (wait.count() == 0) {
        m_timer.stop();
        return true;
    }
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
    return false;
}

void RateShare::lookAgain()
{
    if (isWaiting() && isPaid())
        m_onGranted();
}

ByteCount RateShare::withdraw()
{
    if (!isWaiting())
        return 0;
    m_timer.stop();
    m_bucket->leave(m_place);
    return m_place.bytes;
}

} // namespace millrace
