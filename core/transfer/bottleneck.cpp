// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/bottleneck.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// Shares of the parts' time, of the run's or of a core's, from which on something is what limits a run.
constexpr double ownLimitUsed = 0.85;   ///< of the user's limit on bytes per second
constexpr double throttledRequests = 0.01;
constexpr double throttledTime = 0.1;
constexpr double cpuUsed = 0.85;        ///< of all cores, by this process
constexpr double allCpu = 0.95;         ///< of all cores, by all processes
constexpr double workersRunnable = 0.75;///< time on a core or waiting for one
constexpr double leastOwnCpu = 0.2;     ///< of all cores: one who hardly computes does not lack a processor
constexpr double waitsForDisk = 0.35;
constexpr double disksBusy = 0.6;
constexpr double waitsForMemory = 0.25;
constexpr double waitsForServer = 0.4;
constexpr double waitsForKeys = 0.5;
constexpr double waitsForHooks = 0.2;   ///< of the time: no file begun because of them
/// Rates of parts that spread no more than this come from a rule, not from sharing a link.
constexpr double evenSpread = 0.2;
constexpr int enoughParts = 4;
/// A connection that brings this much is not called capped for being as fast as the others.
constexpr ByteRate fastConnection = 120e6;
/// Time with so many requests in flight from which on its rate means something.
constexpr double enoughSeconds = 0.3;
constexpr double scaleStep = 1.6;       ///< between the numbers of connections that are compared
constexpr double stillScales = 0.75;    ///< of each connection's rate is left with more of them
constexpr double noMore = 1.2;          ///< so many times the rate with more connections is as good as the same

/// As evidence tells a share.
double hundred(double share) { return std::round(share * 1000) / 10; }

QString percent(double share) { return QString::number(qRound(share * 100)) + u" %"_s; }

/// "410 MB/s": decimal, as links and disks are sold.
QString speed(ByteRate rate)
{
    const double mb = rate / 1e6;
    return QString::number(mb, 'f', mb < 10 ? 1 : 0) + u" MB/s"_s;
}

QString milliseconds(double seconds)
{
    const double ms = seconds * 1e3;
    return QString::number(ms, 'f', ms < 10 ? 1 : 0) + u" ms"_s;
}

/// The run's numbers in the form in which they are judged.
struct Shares
{
    explicit Shares(const RunCounters &run)
    {
        const double all = std::max(1e-9, run.times.seconds());
        for (int i = 0; i < partPhases; ++i)
            part[size_t(i)] = run.times.seconds(PartPhase(i)) / all;
        const double wall = std::max(1e-9, run.seconds);
        rate = double(run.bytes) / wall;
        connections = all / wall;
        diskBusy = std::min(1.0, run.disk.busySeconds / wall);
        ownCpu = run.cpuSeconds / (wall * run.cpus);
        machineCpu = run.machine.totalSeconds > 0 ? run.machine.busySeconds / run.machine.totalSeconds : 0;
        runnable = run.workers > 0 ? (run.workerTimes.running + run.workerTimes.ready) / (wall * run.workers) : 0;
        firstByte = run.times.requests > 0 ? run.times.seconds(PartPhase::Server) / run.times.requests : 0;
        const double moving = run.times.seconds(PartPhase::Network);
        perConnection = moving > 0 ? double(run.bytes) / moving : 0;
        if (run.ratedParts >= enoughParts) {
            meanPartRate = run.partRates / double(run.ratedParts);
            const double variance = run.partRatesSquared / double(run.ratedParts) - meanPartRate * meanPartRate;
            spread = std::sqrt(std::max(0.0, variance)) / meanPartRate;
        }
        findScale(run);
    }
    double of(PartPhase phase) const { return part[size_t(phase)]; }

    std::array<double, partPhases> part{};
    ByteRate rate = 0;
    double connections = 0; ///< on average, those that wait for memory or disk included
    double diskBusy = 0;
    double ownCpu = 0;
    double machineCpu = 0;
    double runnable = 0;
    double firstByte = 0;   ///< seconds
    ByteRate perConnection = 0;
    ByteRate meanPartRate = 0;
    double spread = -1;     ///< of the parts' rates; -1: too few parts
    ScalePoint few, many;   ///< of the run, where it had both; else empty
    bool compared() const { return many.seconds > 0; }
    bool isFull() const { return compared() && many.rate() <= few.rate() * noMore; }
    /// How much of each connection's rate was left with more of them.
    double kept() const { return (many.rate() / many.connections()) / (few.rate() / few.connections()); }

private:
    void findScale(const RunCounters &run)
    {
        const auto counts = [](const ScalePoint &point) { return point.seconds >= enoughSeconds && point.bytes > 0; };
        const auto high = std::find_if(run.scale.rbegin(), run.scale.rend(), counts);
        // The next that had clearly fewer: those of the opening are cut short by it.
        const auto low = std::find_if(high, run.scale.rend(), [&](const ScalePoint &point) {
            return counts(point) && point.connections() * scaleStep <= high->connections();
        });
        if (low == run.scale.rend())
            return;
        few = *low;
        many = *high;
    }
};

QList<Evidence> evidenceOf(const RunCounters &run, const Shares &s)
{
    QList<Evidence> list{
        {u"bytes_per_second"_s, std::round(s.rate)},
        {u"waiting_for_server_percent"_s, hundred(s.of(PartPhase::Server))},
        {u"receiving_percent"_s, hundred(s.of(PartPhase::Network))},
        {u"throttled_percent"_s, hundred(s.of(PartPhase::Throttled))},
        {u"retrying_percent"_s, hundred(s.of(PartPhase::Retrying))},
        {u"waiting_for_memory_percent"_s, hundred(s.of(PartPhase::Memory))},
        {u"waiting_for_disk_percent"_s, hundred(s.of(PartPhase::Disk))},
        {u"own_rate_limit_percent"_s, hundred(s.of(PartPhase::RateLimit))},
        {u"requests"_s, double(run.times.requests)},
        {u"throttled_requests"_s, double(run.throttles)},
        {u"average_connections"_s, std::round(s.connections * 10) / 10},
        {u"first_byte_ms"_s, std::round(s.firstByte * 1e4) / 10},
        {u"bytes_per_second_per_connection"_s, std::round(s.perConnection)},
        {u"disk_bytes_per_second"_s, run.seconds > 0 ? std::round(double(run.disk.bytes) / run.seconds) : 0},
        {u"writers_busy_percent"_s, hundred(s.diskBusy)},
        {u"process_cpu_percent"_s, hundred(s.ownCpu)},
        {u"machine_cpu_percent"_s, hundred(s.machineCpu)},
        {u"workers_runnable_percent"_s, hundred(s.runnable)},
        {u"waiting_for_keys_percent"_s, hundred(run.in(Schedule::Listing) / std::max(1e-9, run.seconds))},
    };
    if (run.upload)
        list[2].name = u"sending_percent"_s;
    return list;
}

/// @p numbers: what the sentence says that is no evidence of every run.
Bottleneck named(BottleneckKind kind, const QString &sentence, const QString &advice = {}, const QList<Evidence> &numbers = {})
{
    return {kind, sentence, advice, numbers};
}

Bottleneck throttling(const RunCounters &run, const Shares &s)
{
    QString text = u"server throttling: it asked to slow down %1 (%2 of the requests), and parts spent %3 of their time "
                   "backing off"_s.arg(run.throttles == 1 ? u"once"_s : u"%1 times"_s.arg(run.throttles),
                                       percent(double(run.throttles) / std::max(1, run.times.requests)),
                                       percent(s.of(PartPhase::Throttled)));
    if (run.throttleCeiling > 0)
        return named(BottleneckKind::Throttling,
                     text + u"; it takes about %1 requests at a time"_s.arg(run.throttleCeiling),
                     u"--max-pool-connections %1 would keep below what it takes."_s.arg(run.throttleCeiling),
                     {{u"requests_taken_at_a_time"_s, double(run.throttleCeiling)}});
    return named(BottleneckKind::Throttling, text,
                 u"Fewer connections (--max-pool-connections) would be refused less often."_s);
}

Bottleneck disk(const RunCounters &run, const Shares &s)
{
    if (run.upload)
        return named(BottleneckKind::Disk,
                     u"disk: parts waited %1 of their time for their bytes to be read; %2 went out"_s.arg(
                         percent(s.of(PartPhase::Disk) + s.of(PartPhase::Memory)), speed(s.rate)));
    const double whileBusy = run.disk.busySeconds > 0 ? double(run.disk.bytes) / run.disk.busySeconds : 0;
    return named(BottleneckKind::Disk,
                 u"disk: writers were busy %1 of the time at %2; parts waited %3 of their time for them"_s.arg(
                     percent(s.diskBusy), speed(whileBusy), percent(s.of(PartPhase::Disk) + s.of(PartPhase::Memory))),
                 u"Another disk would help; so may more --io-threads or a larger --chunk-size-kb."_s);
}

Bottleneck committing(const RunCounters &run, const Shares &s)
{
    return named(BottleneckKind::Disk,
                 u"disk: finished files waited for the disk %1 of the time before others could begin; writers were busy %2"_s.arg(
                     percent(run.in(Schedule::Committing) / run.seconds), percent(s.diskBusy)),
                 {}, {{u"waiting_for_finished_files_percent"_s, hundred(run.in(Schedule::Committing) / run.seconds)}});
}

Bottleneck cpu(const RunCounters &run, const Shares &s)
{
    const double others = std::max(0.0, s.machineCpu - s.ownCpu);
    QString text = u"CPU: Millrace used %1 of %2 core%3"_s.arg(percent(s.ownCpu)).arg(run.cpus).arg(run.cpus == 1 ? ""_L1 : "s"_L1);
    if (s.machineCpu > 0 && others >= 0.1)
        text += u", other programs %1"_s.arg(percent(others));
    if (run.workers > 0)
        text += u"; its workers ran or waited for a core %1 of the time"_s.arg(percent(std::min(1.0, s.runnable)));
    QString advice;
    if (others >= 0.3)
        advice = u"With less else running on this machine it would be faster."_s;
    return named(BottleneckKind::Cpu, text + u", at %1"_s.arg(speed(s.rate)), advice, {{u"cpu_cores"_s, double(run.cpus)}});
}

Bottleneck latency(const RunCounters &run, const Shares &s)
{
    const double perSecond = run.times.requests / std::max(1e-9, run.seconds);
    const bool small = run.bytes < ByteCount(run.times.requests) * MiB;
    const QString text = u"latency: %1requests wait %2 each for %3, %4 of the parts' time; %5 requests a second over %6 "
                         "connections"_s.arg(small ? u"small "_s : QString(), milliseconds(s.firstByte),
                                             run.upload ? u"their answer"_s : u"their first byte"_s,
                                             percent(s.of(PartPhase::Server)))
                             .arg(qRound(perSecond)).arg(qRound(s.connections));
    return named(BottleneckKind::Latency, text,
                 small ? u"More connections would help (--max-pool-connections, --file-parallelism)."_s
                       : u"More connections or larger parts would help (--concurrency, --multipart-size-mb)."_s,
                 {{u"requests_per_second"_s, std::round(perSecond * 10) / 10}});
}

Bottleneck network(const RunCounters &run, const Shares &s)
{
    const int most = qMax(1, qRound(s.connections));
    const bool even = s.spread >= 0 && s.spread <= evenSpread && most > 1 && s.meanPartRate < fastConnection;
    const bool adds = s.compared() && s.kept() >= stillScales;
    const bool full = s.isFull();
    if (adds || (even && !full)) {
        const bool fewParts = run.in(Schedule::Ending) > run.seconds / 2;
        return named(BottleneckKind::ConnectionCap,
                     u"connection cap: each connection is capped near %1; %2 connections bring %3"_s.arg(
                         speed(even ? s.meanPartRate : s.perConnection)).arg(most).arg(speed(s.rate)),
                     fewParts ? u"Smaller parts (--multipart-size-mb) would let more connections help."_s
                              : u"More connections would help (--max-pool-connections, --concurrency)."_s,
                     {{u"connection_cap_bytes_per_second"_s, std::round(even ? s.meanPartRate : s.perConnection)},
                      {u"waiting_for_last_parts_percent"_s, hundred(run.in(Schedule::Ending) / run.seconds)}});
    }
    if (full)
        return named(BottleneckKind::Network,
                     u"network: the link or the server is full at %1; %2 connections brought no more than %3 (%4)"_s.arg(
                         speed(s.rate)).arg(qRound(s.many.connections())).arg(qRound(s.few.connections())).arg(
                         speed(s.few.rate())),
                     {}, {{u"most_connections"_s, std::round(s.many.connections())},
                          {u"fewer_connections"_s, std::round(s.few.connections())},
                          {u"bytes_per_second_with_fewer"_s, std::round(s.few.rate())}});
    return named(BottleneckKind::Network,
                 u"network: %1 over %2 connection%3 is what link and server gave; this machine had room"_s.arg(speed(s.rate))
                     .arg(most).arg(most == 1 ? ""_L1 : "s"_L1),
                 most == 1 ? u"A single connection does not show whether each is capped or the link is full: try more "
                             "(--concurrency, --max-pool-connections)."_s
                           : QString());
}

Bottleneck judge(const RunCounters &run, const Shares &s)
{
    const double wall = run.seconds;
    if (run.rateLimit && (s.rate >= *run.rateLimit * ownLimitUsed || s.of(PartPhase::RateLimit) >= waitsForDisk))
        return named(BottleneckKind::RateLimit,
                     u"rate limit: %1 of the %2 that --max-rate allows were used"_s.arg(speed(s.rate), speed(*run.rateLimit)),
                     {}, {{u"limit_bytes_per_second"_s, std::round(*run.rateLimit)}});
    if (run.in(Schedule::HeldBack) >= waitsForHooks * wall)
        return named(BottleneckKind::Hooks,
                     u"hooks: %1 of the time no file was begun, since the programs of --on-file-done had not kept up"_s.arg(
                         percent(run.in(Schedule::HeldBack) / wall)),
                     u"A program that does less, or hands its work on, would help."_s,
                     {{u"waiting_for_hooks_percent"_s, hundred(run.in(Schedule::HeldBack) / wall)}});
    const double throttled = double(run.throttles) / std::max(1, run.times.requests);
    const bool heldDown = run.throttleCeiling > 0 && run.in(Schedule::Full) > wall / 2;
    if (run.throttles > 2 && (throttled >= throttledRequests || s.of(PartPhase::Throttled) >= throttledTime || heldDown))
        return throttling(run, s);
    const bool busy = s.diskBusy >= disksBusy || run.upload;
    const double forDisk = s.of(PartPhase::Disk) + s.of(PartPhase::Memory);
    if ((run.toDisk || run.upload) && busy && forDisk >= waitsForDisk)
        return disk(run, s);
    if (run.toDisk && run.in(Schedule::Committing) >= waitsForDisk * wall)
        return committing(run, s);
    const bool machineFull = s.machineCpu >= allCpu || s.runnable >= workersRunnable;
    if (s.ownCpu >= cpuUsed || (machineFull && s.ownCpu >= leastOwnCpu))
        return cpu(run, s);
    if (s.of(PartPhase::Memory) >= waitsForMemory)
        return named(BottleneckKind::Memory,
                     u"memory: parts waited %1 of their time for a buffer"_s.arg(percent(s.of(PartPhase::Memory))),
                     u"A larger --memory-limit or a smaller --chunk-size-kb would help."_s);
    if (run.in(Schedule::Listing) >= waitsForKeys * wall)
        return named(BottleneckKind::Listing,
                     u"listing: the run waited %1 of the time for the next keys"_s.arg(percent(run.in(Schedule::Listing) / wall)));
    // What is left asks for more connections, unless the link is full; a refusal, be it a single one, is why there are no more.
    const bool forAnswers = s.of(PartPhase::Server) >= waitsForServer;
    if (heldDown && (forAnswers || !s.isFull()))
        return throttling(run, s);
    return forAnswers ? latency(run, s) : network(run, s);
}

} // namespace

Bottleneck diagnose(const RunCounters &run)
{
    if (run.parts == 0 || run.times.requests == 0 || run.bytes <= 0 || run.seconds <= 0)
        return {};
    const Shares shares(run);
    Bottleneck found = judge(run, shares);
    found.evidence = evidenceOf(run, shares) + found.evidence;
    return found;
}

QString name(BottleneckKind kind)
{
    switch (kind) {
    case BottleneckKind::None: return u"none"_s;
    case BottleneckKind::RateLimit: return u"rate limit"_s;
    case BottleneckKind::Throttling: return u"throttling"_s;
    case BottleneckKind::Cpu: return u"cpu"_s;
    case BottleneckKind::Disk: return u"disk"_s;
    case BottleneckKind::Memory: return u"memory"_s;
    case BottleneckKind::Latency: return u"latency"_s;
    case BottleneckKind::ConnectionCap: return u"connection cap"_s;
    case BottleneckKind::Network: return u"network"_s;
    case BottleneckKind::Listing: return u"listing"_s;
    case BottleneckKind::Hooks: return u"hooks"_s;
    }
    return {};
}

} // namespace millrace
