// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/bandwidthlimit.h"

namespace millrace {

BandwidthLimit::BandwidthLimit(const Bandwidth &chosen, RateKeeper::WallClock clock, QObject *parent)
    : QObject(parent), m_chosen(chosen), m_clock(clock ? std::move(clock) : RateKeeper::WallClock(&QDateTime::currentDateTime)),
      m_keeper(chosen.inForce(), m_clock)
{
    connect(&m_keeper, &RateKeeper::changed, this, &BandwidthLimit::changed);
}

void BandwidthLimit::choose(const Bandwidth &bandwidth)
{
    if (bandwidth == m_chosen)
        return;
    m_chosen = bandwidth;
    {
        const QSignalBlocker once(m_keeper); // changed comes below in any case
        m_keeper.setTimetable(m_chosen.inForce());
    }
    emit changed();
}

QDateTime BandwidthLimit::until() const
{
    return m_chosen.inForce().nextChange(m_clock());
}

} // namespace millrace
