// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/tuningstep.h"

#include <QList>
#include <algorithm>
#include <optional>

namespace millrace {

/// A run as it is at one moment, for whoever adjusts it.
struct RunMoment
{
    double seconds = 0;    ///< since the run began
    ByteCount moved = 0;
    int active = 0;        ///< requests in flight
    bool more = true;      ///< something is left to begin
    qint64 throttles = 0;  ///< so far
    qint64 requests = 0;   ///< answered so far, refused ones included
    int atServer = 0;      ///< wait for their first byte
    int atDisk = 0;        ///< wait for memory or the disk
    double firstByte = 0;  ///< seconds a request waited for its first byte, lately; 0: unknown
    ByteCount request = 0; ///< bytes an average request brought, lately
    double diskBusy = 0;   ///< share of the time since the moment before
    double cpu = 0;        ///< share of all cores this process used since then
    double machineCpu = 0; ///< and everybody together; 0: unknown
    std::optional<ByteRate> bandwidth; ///< the user's limit
};

/// The mean of a run's rate over some moments and how far it may be off.
class RateWindow
{
public:
    void add(ByteRate rate, double seconds);
    void clear() { *this = {}; }
    double seconds() const { return m_seconds; }
    ByteRate mean() const { return m_seconds > 0 ? m_sum / m_seconds : 0; }
    /// Standard error of the mean; as much as the mean itself while there are too few moments.
    ByteRate error() const;

private:
    int m_moments = 0;
    double m_seconds = 0;
    double m_sum = 0;
    double m_squares = 0;
};

/// --auto-optimize while a run goes on. Opens as every run does (ConnectionRamp), then measures: adds connections for as
/// long as each step brings more than the noise (at once where requests do nothing but wait for answers that take no longer
/// for being many) and takes back one that does not; goes down at once when the server
/// throttles, and feels its way back between what was taken and what was refused; looks again when the rate falls. Also
/// tries more disk threads where the disk holds parts up, and larger parts for files to come where requests wait. Parts
/// under way are left alone. Pure; fed some times a second.
class LiveTuner
{
public:
    struct Bounds
    {
        int firstConnections = 6;
        int mostConnections = 100;     ///< the same as the first: asked for by the user
        int ioThreads = 8;
        int mostIoThreads = 8;
        ByteCount partSize = 16 * MiB;
        ByteCount mostPartSize = 16 * MiB;
    };
    explicit LiveTuner(const Bounds &bounds);

    /// Looks at the run; true when one of the values below has changed.
    bool observe(const RunMoment &now);

    int connections() const { return m_connections; }
    int ioThreads() const { return m_ioThreads; }
    ByteCount partSize() const { return m_partSize; } ///< of files not begun
    /// Requests in flight the server takes, as far as its refusals tell; 0: it refused none.
    int throttleCeiling() const { return m_refused > 0 ? std::max(m_taken, 1) : 0; }
    const QList<TuningStep> &steps() const { return m_steps; }

private:
    enum class Stage {
        Opening,  ///< adds connections fast, as far as every run would
        Settling, ///< after a change: what was under way is not its doing
        Measuring,
        Holding,
    };
    enum class Trial { None, MoreConnections, FewerConnections, MoreThreads };

    bool open(const RunMoment &now, ByteRate rate);
    bool backOff(const RunMoment &now);
    bool judge(const RunMoment &now);
    bool next(const RunMoment &now);
    bool hold(const RunMoment &now);
    bool takeBack(const RunMoment &now, const QString &why);
    void settle(const RunMoment &now);
    void rest(const RunMoment &now);
    void set(TunedParameter parameter, qint64 value, const RunMoment &now, const QString &reason);
    bool isCpuFull(const RunMoment &now) const;
    bool isLatency(const RunMoment &now) const;
    bool isDiskFull(const RunMoment &now) const;
    int nextConnections() const;

    const Bounds m_bounds;
    int m_connections;
    int m_ioThreads;
    ByteCount m_partSize;

    Stage m_stage = Stage::Opening;
    Trial m_trial = Trial::None;
    RateWindow m_window;       ///< with the present values
    RateWindow m_before;       ///< with those before the trial
    RateWindow m_recent;       ///< the last full window of holding
    int m_connectionsBefore = 0;
    int m_threadsBefore = 0;
    double m_firstByteBefore = 0;
    double m_firstByte = 0;    ///< lately, smoothed
    double m_leastFirstByte = 0; ///< that it ever was
    ByteRate m_rate = 0;       ///< of the last moment
    double m_until = 0;        ///< end of settling or holding, seconds of the run
    double m_rest = 0;         ///< how long the next holding lasts
    int m_quiet = 0;           ///< moments in a row in which opening had nothing to add
    int m_taken = 0;           ///< most connections that were measured and not throttled
    int m_refused = 0;         ///< fewest that were
    double m_lastBackOff = -1;
    double m_askAgain = 0;     ///< when what was refused may be tried again
    int m_threadTrials = 0;
    int m_downTrials = 0;
    bool m_goesDown = true;    ///< fewer connections were never tried, or did as well the last time
    double m_nextPartStep = 0;
    bool m_saidCpu = false;

    double m_lastSeconds = 0;
    ByteCount m_lastMoved = 0;
    qint64 m_lastThrottles = 0;
    qint64 m_lastRequests = 0;
    QList<TuningStep> m_steps;
};

} // namespace millrace
