// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "io/diskload.h"
#include "stats/cputimes.h"
#include "transfer/partclock.h"

#include <array>
#include <optional>

namespace millrace {

/// Why the scheduler of a run had no more parts under way at one moment.
enum class Schedule {
    Full,       ///< as many requests in flight as may be
    Listing,    ///< the next keys are not known yet
    Preparing,  ///< files are being looked at: their size, their checksums, room on disk
    Committing, ///< as many files as may be wait for their names on disk
    FileLimit,  ///< as many files in flight as the user allows
    HeldBack,   ///< programs started for files that ended have not kept up
    Ending,     ///< nothing is left to begin
};
constexpr int scheduleReasons = int(Schedule::Ending) + 1;

/// What the run did with about so many requests in flight.
struct ScalePoint
{
    double seconds = 0;
    double connectionSeconds = 0;
    ByteCount bytes = 0;

    double connections() const { return seconds > 0 ? connectionSeconds / seconds : 0; }
    ByteRate rate() const { return seconds > 0 ? double(bytes) / seconds : 0; }
};

/// Where the time of a run went: what diagnose() goes by. Sums; those of several runs add up.
struct RunCounters
{
    double seconds = 0;         ///< wall time
    ByteCount bytes = 0;        ///< moved over the network
    bool upload = false;
    bool toDisk = false;        ///< the target is files

    qint64 parts = 0;
    PartTimes times;            ///< of all parts
    qint64 throttles = 0;       ///< 429 and 503 answers
    /// Rates of parts of some size while their bytes were moving: how many, sum and sum of squares, bytes per second.
    qint64 ratedParts = 0;
    double partRates = 0;
    double partRatesSquared = 0;

    DiskLoad disk;
    int diskThreads = 0;

    int cpus = 1;
    double cpuSeconds = 0;      ///< this process, user and system
    MachineCpu machine;         ///< during the run; nothing where unknown
    int workers = 0;
    ThreadTimes workerTimes;    ///< summed over the workers

    std::array<double, scheduleReasons> schedule{}; ///< seconds
    std::array<ScalePoint, 28> scale{};             ///< by half octaves of requests in flight: 1, 1.4, 2, 2.8, 4, ...

    int mostConnections = 1;    ///< that the settings allow
    int connectionLimit = 1;    ///< in force at the end
    int throttleCeiling = 0;    ///< most requests in flight that the server was seen to take; 0: it never slowed the run down
    std::optional<ByteRate> rateLimit; ///< the user's

    /// Adds what a part came to.
    void addPart(const PartTimes &part, ByteCount moved);
    /// Adds a moment of the run: @p moved bytes in @p step seconds with @p active requests in flight.
    void addMoment(ByteCount moved, double step, int active);
    /// Adds a run that followed this one.
    void add(const RunCounters &other);

    double in(Schedule reason) const { return schedule[size_t(reason)]; }
};

} // namespace millrace
