// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/livetuner.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// As ConnectionRamp: a connection that brings this much is not what limits a run.
constexpr ByteRate plenty = 120e6;
/// Up to here connections are added without measuring each step, as every run does.
constexpr int openTo = 32;
/// And up to here where more of them cannot but help.
constexpr int openToOnLatency = 128;
constexpr int fewest = 2;
constexpr int quietMoments = 3;

constexpr double settleSeconds = 0.25;
constexpr double settleLatencies = 2;      ///< a change shows after the requests that were under way
constexpr double longestSettle = 3;
constexpr double windowSeconds = 0.6;      ///< enough where the answer is clear
constexpr double longestWindow = 2.5;
constexpr double firstRest = 3;
constexpr double longestRest = 30;
constexpr double nearlyAll = 0.8;          ///< of the connections in use: fewer tell nothing about more

constexpr double growth = 1.5;             ///< of connections at a time
constexpr double probeGrowth = 1.25;       ///< later on
constexpr double worthIt = 0.2;            ///< of what the added connections would bring if each were as good
constexpr double leastGain = 0.03;
constexpr double sameRate = 0.985;         ///< what fewer connections must keep
constexpr double fallen = 0.7;
constexpr double risen = 2;                ///< first bytes take so many times as long
constexpr double steady = 1.4;             ///< and so many times is the same
constexpr double mostlyWaits = 0.7;        ///< of the requests in flight wait for their first byte
constexpr double noticeable = 0.005;       ///< seconds; shorter waits are work rather than distance

constexpr double backOffTo = 0.75;
constexpr double backOffALittle = 0.9;     ///< where as many were taken before
constexpr int bearable = 50;               ///< one refused of so many is no sign
constexpr double backOffPause = 0.5;
constexpr double askAgainSeconds = 20;

constexpr double cpuFull = 0.9;
constexpr double machineFull = 0.97;
constexpr double ownShare = 0.2;
constexpr double diskWaits = 0.35;
constexpr double diskFull = 0.9;
constexpr int mostThreadTrials = 2;
constexpr int mostDownTrials = 3;

constexpr double partWaits = 0.3;          ///< of the requests in flight wait for their first byte
constexpr ByteCount largeRequest = 2 * MiB;
constexpr double partStepSeconds = 3;

QString percent(double share) { return QString::number(qRound(share * 100)) + u" %"_s; }
QString speed(ByteRate rate) { return QString::number(rate / 1e6, 'f', rate < 1e7 ? 1 : 0) + u" MB/s"_s; }

} // namespace

QString name(TunedParameter parameter)
{
    switch (parameter) {
    case TunedParameter::Connections: return u"connections"_s;
    case TunedParameter::IoThreads: return u"io_threads"_s;
    case TunedParameter::PartSize: return u"part_size"_s;
    }
    return {};
}

void RateWindow::add(ByteRate rate, double seconds)
{
    ++m_moments;
    m_seconds += seconds;
    m_sum += rate * seconds;
    m_squares += rate * rate * seconds;
}

ByteRate RateWindow::error() const
{
    if (m_moments < 3)
        return mean();
    const double variance = std::max(0.0, m_squares / m_seconds - mean() * mean());
    return std::sqrt(variance / (m_moments - 1));
}

LiveTuner::LiveTuner(const Bounds &bounds)
    : m_bounds(bounds), m_connections(bounds.firstConnections), m_ioThreads(bounds.ioThreads),
      m_partSize(bounds.partSize), m_rest(firstRest)
{
}

void LiveTuner::set(TunedParameter parameter, qint64 value, const RunMoment &now, const QString &reason)
{
    qint64 from = value;
    switch (parameter) {
    case TunedParameter::Connections: from = std::exchange(m_connections, int(value)); break;
    case TunedParameter::IoThreads: from = std::exchange(m_ioThreads, int(value)); break;
    case TunedParameter::PartSize: from = std::exchange(m_partSize, value); break;
    }
    const ByteRate rate = m_window.seconds() > 0 ? m_window.mean() : m_rate;
    m_steps.append({now.seconds, parameter, from, value, rate, reason});
}

bool LiveTuner::observe(const RunMoment &now)
{
    const double step = now.seconds - m_lastSeconds;
    if (step <= 0)
        return false;
    m_rate = double(now.moved - m_lastMoved) / step;
    // One refusal among many requests is cheaper than a step back.
    const bool throttled = (now.throttles - m_lastThrottles) * bearable > now.requests - m_lastRequests;
    m_lastSeconds = now.seconds;
    m_lastMoved = now.moved;
    m_lastThrottles = now.throttles;
    m_lastRequests = now.requests;
    if (now.firstByte > 0)
        m_firstByte = m_firstByte > 0 ? m_firstByte * 0.7 + now.firstByte * 0.3 : now.firstByte;
    if (m_firstByte > 0)
        m_leastFirstByte = m_leastFirstByte > 0 ? std::min(m_leastFirstByte, m_firstByte) : m_firstByte;
    if (throttled && backOff(now))
        return true;

    // A run that moves as much as its owner allows has nothing to gain.
    const bool atLimit = now.bandwidth && m_rate >= *now.bandwidth * 0.9;
    const bool inUse = now.active >= m_connections * nearlyAll && now.more;
    if (m_stage == Stage::Settling && now.seconds >= m_until) {
        m_stage = Stage::Measuring;
        m_window.clear();
        return false;
    }
    if (atLimit || !inUse)
        return false;
    switch (m_stage) {
    case Stage::Opening: return open(now, m_rate);
    case Stage::Settling: return false;
    case Stage::Measuring:
        m_window.add(m_rate, step);
        return judge(now);
    case Stage::Holding:
        m_window.add(m_rate, step);
        return hold(now);
    }
    return false;
}

bool LiveTuner::open(const RunMoment &now, ByteRate rate)
{
    const int most = std::min(isLatency(now) ? openToOnLatency : openTo, m_bounds.mostConnections);
    const bool enough = m_connections >= most;
    if (!enough && rate > 0 && rate / now.active < plenty) {
        m_quiet = 0;
        m_taken = std::min(now.active, m_connections);
        const int to = std::min(most, m_connections + std::max(2, m_connections / 2));
        set(TunedParameter::Connections, to, now,
            u"opening: each of %1 connections brings only %2"_s.arg(now.active).arg(speed(rate / now.active)));
        return true;
    }
    if (rate <= 0 || (!enough && ++m_quiet < quietMoments))
        return false;
    settle(now);
    return false;
}

/// The server takes fewer requests than were in flight. What it took before is where to go back to.
bool LiveTuner::backOff(const RunMoment &now)
{
    if (now.seconds < m_lastBackOff + backOffPause || (m_lastBackOff >= 0 && now.active > m_connections))
        return false; // what was in flight then is still being refused
    m_lastBackOff = now.seconds;
    m_askAgain = now.seconds + askAgainSeconds;
    m_refused = m_refused > 0 ? std::min(m_refused, m_connections) : m_connections;
    int lower = int(m_connections * backOffTo);
    if (m_taken > 0)
        lower = m_taken < m_refused ? m_taken : int(m_connections * backOffALittle);
    m_taken = std::min(m_taken, m_refused - 1);
    if (m_taken > lower)
        m_taken = 0;
    m_trial = Trial::None;
    m_window.clear();
    if (m_connections <= fewest)
        return false;
    set(TunedParameter::Connections, std::max(fewest, lower), now,
        u"the server asked to slow down with %1 requests in flight"_s.arg(now.active));
    settle(now);
    return true;
}

bool LiveTuner::isCpuFull(const RunMoment &now) const
{
    return now.cpu >= cpuFull || (now.machineCpu >= machineFull && now.cpu >= ownShare);
}

bool LiveTuner::isDiskFull(const RunMoment &now) const
{
    return now.active > 0 && now.atDisk >= now.active * diskWaits && now.diskBusy >= diskFull;
}

/// Requests wait for answers that come no later for being asked for together: the rate is as many as are in flight.
bool LiveTuner::isLatency(const RunMoment &now) const
{
    return now.atServer >= now.active * mostlyWaits && m_firstByte >= noticeable
        && std::max(m_firstByte, now.firstByte) <= steady * m_leastFirstByte;
}

void LiveTuner::settle(const RunMoment &now)
{
    m_stage = Stage::Settling;
    m_window.clear();
    m_until = now.seconds + std::clamp(settleLatencies * m_firstByte, settleSeconds, longestSettle);
}

void LiveTuner::rest(const RunMoment &now)
{
    m_stage = Stage::Holding;
    m_until = now.seconds + m_rest;
    m_rest = std::min(longestRest, m_rest * 1.6);
    m_trial = Trial::None;
    m_window.clear();
    m_recent.clear();
}

/// Something was measured for a while: is that enough to tell, and what does it tell?
bool LiveTuner::judge(const RunMoment &now)
{
    if (m_window.seconds() < windowSeconds)
        return false;
    if (m_trial == Trial::None) {
        m_taken = std::max(m_taken, m_refused > 0 ? std::min(m_connections, m_refused - 1) : m_connections);
        return next(now);
    }
    const double gain = m_window.mean() / std::max(1.0, m_before.mean()) - 1;
    const double doubt = 1.5 * std::hypot(m_window.error(), m_before.error()) / std::max(1.0, m_before.mean());
    double wanted = leastGain;
    if (m_trial == Trial::MoreConnections)
        wanted = m_refused > m_connections ? sameRate - 1 // they were seen to add; so small a step hardly shows
                                           : std::max(leastGain, worthIt * (double(m_connections) / m_connectionsBefore - 1));
    else if (m_trial == Trial::FewerConnections)
        wanted = sameRate - 1;
    if (std::abs(gain - wanted) < doubt && m_window.seconds() < longestWindow)
        return false;

    if (m_trial == Trial::FewerConnections)
        m_goesDown = gain >= wanted;
    if (gain < wanted)
        return takeBack(now, u"%1 instead of %2"_s.arg(speed(m_window.mean()), speed(m_before.mean())));
    m_taken = std::max(m_taken, m_refused > 0 ? std::min(m_connections, m_refused - 1) : m_connections);
    m_rest = firstRest;
    return next(now);
}

/// The present values are the best known: what should be tried next?
bool LiveTuner::next(const RunMoment &now)
{
    const Trial last = std::exchange(m_trial, Trial::None);
    m_before = m_window;
    m_connectionsBefore = m_connections;
    m_threadsBefore = m_ioThreads;
    m_firstByteBefore = m_firstByte;
    if (isDiskFull(now)) {
        if (m_threadTrials >= mostThreadTrials || m_ioThreads >= m_bounds.mostIoThreads) {
            rest(now);
            return false;
        }
        ++m_threadTrials;
        m_trial = Trial::MoreThreads;
        set(TunedParameter::IoThreads, std::min(m_bounds.mostIoThreads, m_ioThreads * 2), now,
            u"%1 of the parts wait for the disk, which is busy %2 of the time"_s.arg(
                percent(double(now.atDisk) / now.active), percent(now.diskBusy)));
        settle(now);
        return true;
    }
    const bool waits = now.atServer >= now.active * partWaits && now.request >= largeRequest;
    if (waits && m_partSize < m_bounds.mostPartSize && now.seconds >= m_nextPartStep) {
        m_nextPartStep = now.seconds + partStepSeconds;
        set(TunedParameter::PartSize, std::min(m_bounds.mostPartSize, m_partSize * 2), now,
            u"%1 of the requests wait for their first byte, %2 ms each: larger parts for the files to come"_s.arg(
                percent(double(now.atServer) / now.active)).arg(qRound(m_firstByte * 1000)));
        // No trial: files under way keep their parts, so the rate cannot tell soon.
    }
    if (isCpuFull(now)) {
        if (!std::exchange(m_saidCpu, true))
            set(TunedParameter::Connections, m_connections, now,
                u"no more connections: the processor is full (%1 of all cores)"_s.arg(percent(std::max(now.cpu, now.machineCpu))));
        rest(now);
        return false;
    }
    const int to = nextConnections();
    const bool enough = now.active > 0 && m_window.mean() / now.active >= plenty;
    if (to <= m_connections || enough || last == Trial::FewerConnections) {
        rest(now);
        return false;
    }
    m_trial = Trial::MoreConnections;
    set(TunedParameter::Connections, to, now,
        u"%1 connections bring %2, %3 each: do more bring more?"_s.arg(m_connections).arg(speed(m_window.mean()),
                                                                     speed(m_window.mean() / m_connections)));
    settle(now);
    return true;
}

int LiveTuner::nextConnections() const
{
    if (m_refused > 0 && m_lastSeconds < m_askAgain) {
        // Half way to what was refused, until the rest is not worth a refusal.
        const int between = m_refused - 1 - m_taken;
        return between <= m_taken / 32 ? m_connections : m_taken + (between + 1) / 2;
    }
    const double factor = m_rest > firstRest * 1.1 ? probeGrowth : growth;
    return std::min(m_bounds.mostConnections, std::max(m_connections + 1, int(std::lround(m_connections * factor))));
}

bool LiveTuner::takeBack(const RunMoment &now, const QString &why)
{
    const Trial trial = m_trial;
    if (trial == Trial::MoreThreads)
        set(TunedParameter::IoThreads, m_threadsBefore, now, u"more disk threads brought nothing: "_s + why);
    else
        set(TunedParameter::Connections, m_connectionsBefore, now,
            (trial == Trial::MoreConnections ? u"more connections brought nothing: "_s : u"fewer cost speed: "_s) + why);
    m_firstByte = m_firstByteBefore;
    rest(now);
    return true;
}

/// Nothing is tried just now; has something changed, or is it time to look again?
bool LiveTuner::hold(const RunMoment &now)
{
    if (m_before.mean() > 0 && m_window.seconds() >= 2 * windowSeconds
        && m_window.mean() + 2 * m_window.error() < m_before.mean() * fallen) {
        const bool slower = m_firstByteBefore > 0 && m_firstByte > risen * m_firstByteBefore;
        m_rest = firstRest;
        m_refused = 0;
        if (slower && m_connections > m_bounds.firstConnections) {
            const int to = std::max(m_bounds.firstConnections, int(m_connections * backOffTo));
            set(TunedParameter::Connections, to, now,
                u"the rate fell from %1 to %2 while first bytes take %3 ms instead of %4: fewer connections"_s.arg(
                    speed(m_before.mean()), speed(m_window.mean())).arg(qRound(m_firstByte * 1000))
                    .arg(qRound(m_firstByteBefore * 1000)));
            settle(now);
            return true;
        }
        set(TunedParameter::Connections, m_connections, now,
            u"the rate fell from %1 to %2: measuring again"_s.arg(speed(m_before.mean()), speed(m_window.mean())));
        settle(now);
        return false;
    }
    if (m_window.seconds() >= 2 * windowSeconds)
        m_recent = std::exchange(m_window, {});
    if (now.seconds < m_until)
        return false;
    // Requests that queue at the server gain nothing by being many.
    const bool queues = m_firstByteBefore > 0 && m_firstByte > risen * m_firstByteBefore;
    const bool mayGoDown = queues || (!isLatency(now) && (isCpuFull(now) || m_goesDown));
    if (mayGoDown && m_connections > m_bounds.firstConnections && m_downTrials < mostDownTrials
        && m_recent.seconds() >= windowSeconds) {
        ++m_downTrials;
        m_before = m_recent;
        m_connectionsBefore = m_connections;
        m_trial = Trial::FewerConnections;
        const QString reason = queues ? u"first bytes take %1 ms, %2 when there were fewer: do fewer connections do as well?"_s
                                            .arg(qRound(m_firstByte * 1000)).arg(qRound(m_firstByteBefore * 1000))
                                : isCpuFull(now) ? u"the processor is full: do fewer connections do as well?"_s
                                                 : u"more brought nothing: do fewer connections do as well?"_s;
        set(TunedParameter::Connections,
            std::max(m_bounds.firstConnections, int(std::lround(m_connections / growth))), now, reason);
        settle(now);
        return true;
    }
    m_stage = Stage::Measuring;
    m_window.clear();
    return false;
}

} // namespace millrace
