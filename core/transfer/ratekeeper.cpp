// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/ratekeeper.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace millrace {
namespace {

/// The clock may be set and the machine may sleep: timers know nothing of either.
constexpr std::chrono::milliseconds longestTrust = 30s;

} // namespace

RateKeeper::RateKeeper(RateTimetable timetable, WallClock clock, QObject *parent)
    : QObject(parent), m_timetable(std::move(timetable)),
      m_clock(clock ? std::move(clock) : WallClock(&QDateTime::currentDateTime)),
      m_bucket(std::make_shared<TokenBucket>(m_timetable.at(m_clock())))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RateKeeper::lookAtClock);
    lookAtClock();
}

void RateKeeper::setTimetable(RateTimetable timetable)
{
    m_timetable = std::move(timetable);
    m_timer.stop();
    lookAtClock();
}

void RateKeeper::lookAtClock()
{
    const QDateTime now = m_clock();
    const auto rate = m_timetable.at(now);
    if (rate != m_bucket->rate()) {
        m_bucket->setRate(rate);
        emit changed(rate);
    }
    const QDateTime next = m_timetable.nextChange(now);
    if (next.isValid())
        m_timer.start(std::clamp(std::chrono::milliseconds(now.msecsTo(next) + 1), 1ms, longestTrust));
}

} // namespace millrace
