// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/bandwidthlimit.h"

namespace millrace {

BandwidthLimit::BandwidthLimit(const Bandwidth &chosen, RateKeeper::WallClock clock, QObject *parent)
    : QObject(parent), m_chosen(chosen), m_clock(clock ? std::move(clock) : RateKeeper::WallClock(&QDateTime::currentDateTime)),
      m_down(chosen.inForce(false), m_clock), m_up(chosen.inForce(true), m_clock)
{
    connect(&m_down, &RateKeeper::changed, this, &BandwidthLimit::changed);
    connect(&m_up, &RateKeeper::changed, this, &BandwidthLimit::changed);
}

void BandwidthLimit::choose(const Bandwidth &bandwidth)
{
    if (bandwidth == m_chosen)
        return;
    m_chosen = bandwidth;
    {
        const QSignalBlocker downOnce(m_down); // changed comes below in any case
        const QSignalBlocker upOnce(m_up);
        m_down.setTimetable(m_chosen.inForce(false));
        m_up.setTimetable(m_chosen.inForce(true));
    }
    emit changed();
}

QDateTime BandwidthLimit::until() const
{
    const QDateTime now = m_clock();
    const QDateTime down = m_chosen.inForce(false).nextChange(now);
    const QDateTime up = m_chosen.inForce(true).nextChange(now);
    return !up.isValid() || (down.isValid() && down < up) ? down : up;
}

} // namespace millrace
