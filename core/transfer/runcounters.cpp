// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/runcounters.h"

#include <algorithm>
#include <cmath>

namespace millrace {
namespace {
/// Below this the rate of a part is that of its first packets.
constexpr ByteCount ratedFrom = 512 * KiB;
constexpr double shortest = 1e-4;
} // namespace

void RunCounters::addPart(const PartTimes &part, ByteCount moved)
{
    ++parts;
    for (size_t i = 0; i < part.nanoseconds.size(); ++i)
        times.nanoseconds[i] += part.nanoseconds[i];
    times.requests += part.requests;
    const double moving = part.seconds(PartPhase::Network);
    if (moved < ratedFrom || moving < shortest)
        return;
    const double rate = double(moved) / moving;
    ++ratedParts;
    partRates += rate;
    partRatesSquared += rate * rate;
}

void RunCounters::addMoment(ByteCount moved, double step, int active)
{
    if (active < 1 || step <= 0)
        return;
    const auto index = size_t(std::lround(2 * std::log2(double(active))));
    ScalePoint &point = scale[std::min(index, scale.size() - 1)];
    point.seconds += step;
    point.connectionSeconds += step * active;
    point.bytes += std::max<ByteCount>(0, moved);
}

void RunCounters::add(const RunCounters &other)
{
    seconds += other.seconds;
    bytes += other.bytes;
    upload = upload || other.upload;
    toDisk = toDisk || other.toDisk;
    parts += other.parts;
    for (size_t i = 0; i < times.nanoseconds.size(); ++i)
        times.nanoseconds[i] += other.times.nanoseconds[i];
    times.requests += other.times.requests;
    throttles += other.throttles;
    ratedParts += other.ratedParts;
    partRates += other.partRates;
    partRatesSquared += other.partRatesSquared;
    disk.busySeconds += other.disk.busySeconds;
    disk.workSeconds += other.disk.workSeconds;
    disk.queuedSeconds += other.disk.queuedSeconds;
    disk.bytes += other.disk.bytes;
    disk.tasks += other.disk.tasks;
    diskThreads = std::max(diskThreads, other.diskThreads);
    cpus = std::max(cpus, other.cpus);
    cpuSeconds += other.cpuSeconds;
    machine.busySeconds += other.machine.busySeconds;
    machine.totalSeconds += other.machine.totalSeconds;
    workers = std::max(workers, other.workers);
    workerTimes.running += other.workerTimes.running;
    workerTimes.ready += other.workerTimes.ready;
    for (size_t i = 0; i < schedule.size(); ++i)
        schedule[i] += other.schedule[i];
    for (size_t i = 0; i < scale.size(); ++i) {
        scale[i].seconds += other.scale[i].seconds;
        scale[i].connectionSeconds += other.scale[i].connectionSeconds;
        scale[i].bytes += other.scale[i].bytes;
    }
    mostConnections = std::max(mostConnections, other.mostConnections);
    connectionLimit = std::max(connectionLimit, other.connectionLimit);
    throttleCeiling = std::max(throttleCeiling, other.throttleCeiling);
    if (other.rateLimit)
        rateLimit = other.rateLimit;
}

} // namespace millrace
