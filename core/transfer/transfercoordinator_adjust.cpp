// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TransferCoordinator that watches where the time goes, and adjusts the run.
#include "transfer/transfercoordinator.h"

#include <algorithm>

namespace millrace {
namespace {

/// Disk threads beyond these only wait in the kernel instead of in our queue.
constexpr int mostIoThreads = 32;
constexpr ByteCount mostPartSize = 64 * MiB;
/// Buffers beside one for each connection: some are being written.
constexpr int spareBuffers = 2;

} // namespace

void TransferCoordinator::setUpTuner()
{
    const TransferSettings &settings = m_kind->settings();
    LiveTuner::Bounds bounds;
    bounds.firstConnections = m_layout.firstConnections;
    bounds.mostConnections = m_layout.connections;
    bounds.ioThreads = settings.ioThreads;
    bounds.mostIoThreads = std::max(settings.ioThreads, mostIoThreads);
    bounds.partSize = m_choices->partSize;
    bounds.mostPartSize = m_kind->partsMayGrow() ? mostPartSize : bounds.partSize;
    m_tuner.emplace(bounds);
}

Schedule TransferCoordinator::scheduleReason() const
{
    if (m_activeParts >= connectionLimit())
        return Schedule::Full;
    // Every run begins with a page of keys; that is no sign of a slow listing.
    if (m_queue.empty() && !m_sourceEnded)
        return m_result.filesTotal > 0 ? Schedule::Listing : Schedule::Preparing;
    if (m_queue.empty())
        return Schedule::Ending;
    if (m_backlog && m_backlog->isFull())
        return Schedule::HeldBack;
    if (mayStartFile())
        return Schedule::Preparing;
    if (m_layout.filesFixed && filesInFlight() >= m_layout.files)
        return Schedule::FileLimit;
    return filesInFlight() < m_layout.files && m_committing > filesInFlight() ? Schedule::Committing : Schedule::Preparing;
}

void TransferCoordinator::noteSchedule()
{
    const auto now = std::chrono::steady_clock::now();
    m_counters.schedule[size_t(m_reason)] += std::chrono::duration<double>(now - m_reasonSince).count();
    m_reasonSince = now;
    m_reason = scheduleReason();
}

RunMoment TransferCoordinator::momentOf(const Snapshot &now, ByteCount moved)
{
    RunMoment moment;
    const double step = std::max(1e-3, now.elapsedSeconds - m_last.seconds);
    moment.seconds = now.elapsedSeconds;
    moment.moved = moved;
    moment.active = m_activeParts;
    moment.more = m_reason == Schedule::Full;
    moment.throttles = now.throttles;
    moment.requests = m_counters.times.requests;
    moment.bandwidth = bandwidth();
    for (const Worker &worker : m_workers) {
        if (worker.active == 0)
            continue;
        moment.atServer += worker.phases[size_t(PartPhase::Server)];
        moment.atDisk += worker.phases[size_t(PartPhase::Memory)] + worker.phases[size_t(PartPhase::Disk)];
    }
    const qint64 serverTime = m_counters.times.nanoseconds[size_t(PartPhase::Server)];
    if (const int requests = m_counters.times.requests - m_last.requests; requests > 0) {
        moment.firstByte = double(serverTime - m_last.serverTime) / 1e9 / requests;
        moment.request = (m_counters.bytes - m_last.fetched) / requests;
    }
    m_last.requests = m_counters.times.requests;
    m_last.serverTime = serverTime;
    m_last.fetched = m_counters.bytes;
    const double diskBusy = m_writers->load().busySeconds;
    moment.diskBusy = (diskBusy - m_last.diskBusy) / step;
    m_last.diskBusy = diskBusy;
    const int cpus = std::max(1, QThread::idealThreadCount());
    moment.cpu = (now.cpuSeconds - m_last.cpu) / (step * cpus);
    const MachineCpu machine = MachineCpu::now();
    if (machine.totalSeconds > m_last.machine.totalSeconds)
        moment.machineCpu = (machine.busySeconds - m_last.machine.busySeconds)
            / (machine.totalSeconds - m_last.machine.totalSeconds);
    m_last.machine = machine;
    return moment;
}

/// At 10 Hz.
void TransferCoordinator::adjust(const Snapshot &now)
{
    // What was paid for ahead of being read is on its way already.
    const auto &bucket = m_kind->settings().bandwidth;
    const ByteCount moved = bandwidth() ? bucket->taken() : now.bytesMoved;
    m_counters.addMoment(now.bytesMoved - m_last.moved, now.elapsedSeconds - m_last.seconds, m_activeParts);
    bool changed = false;
    if (m_tuner) {
        const qsizetype known = m_tuner->steps().size();
        changed = m_tuner->observe(momentOf(now, moved));
        for (qsizetype i = known; i < m_tuner->steps().size(); ++i)
            emit adjusted(m_tuner->steps().at(i));
        m_writers->setThreads(m_tuner->ioThreads());
        m_choices->partSize = m_tuner->partSize();
    } else {
        changed = m_ramp.observe(moved, now.elapsedSeconds, m_activeParts, now.throttles, bandwidth());
    }
    m_last.seconds = now.elapsedSeconds;
    m_last.moved = now.bytesMoved;
    m_last.cpu = now.cpuSeconds;
    if (!changed)
        return;
    if (m_buffers)
        m_buffers->grow(std::min(m_layout.mostBuffers, connectionLimit() + spareBuffers));
    scheduleSoon();
}

/// After the last byte, and after the threads have ended.
void TransferCoordinator::completeCounters()
{
    RunCounters &c = m_counters;
    c.seconds = m_result.durationSeconds;
    c.bytes = m_result.bytesMoved;
    c.throttles = m_result.throttles = m_throttles;
    c.diskThreads = m_tuner ? m_tuner->ioThreads() : m_kind->settings().ioThreads;
    c.cpus = std::max(1, QThread::idealThreadCount());
    c.cpuSeconds = m_result.cpuSeconds;
    const MachineCpu machine = MachineCpu::now();
    c.machine = {machine.busySeconds - m_machineAtStart.busySeconds, machine.totalSeconds - m_machineAtStart.totalSeconds};
    c.workers = m_threads->threads();
    c.workerTimes = m_threads->sum();
    c.mostConnections = m_layout.connections;
    c.connectionLimit = connectionLimit();
    c.throttleCeiling = m_tuner ? m_tuner->throttleCeiling() : m_ramp.ceiling();
    c.rateLimit = bandwidth();
    m_kind->describe(c);
    m_result.counters = c;
    m_result.bottleneck = diagnose(c);
    if (m_tuner)
        m_result.tuning = m_tuner->steps();
}

} // namespace millrace
