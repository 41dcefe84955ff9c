// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/networksampler.h"
#include "stats/processsampler.h"
#include "transfer/results.h"

#include <QElapsedTimer>
#include <QList>

namespace millrace {

/// A time series of at most some 1,000 points, whose spacing doubles as it grows; a kept point is the mean of those it
/// stands for. A value.
class SampleSeries
{
public:
    /// @p sample follows the last one.
    void add(const Sample &sample);
    /// What is kept, and the point that is being gathered.
    QList<Sample> samples() const;

private:
    QList<Sample> m_samples;
    Sample m_open;         ///< being gathered
    int m_gathered = 0;    ///< samples in it
    int m_stride = 1;      ///< samples per kept point; doubles whenever the series is full
};

/// What a run has come to at a moment.
struct RunCounts
{
    ByteCount moved = 0;   ///< bytes received since the run began
    int connections = 0;
    qint64 retries = 0;
    qint64 throttles = 0;
};

/// Rates and the time series of a run. Fed at 10 Hz, at some fifty microseconds each time; one thread.
class RunStats
{
public:
    void start();
    /// Fills the snapshot's time, rate, CPU and memory.
    void sample(const RunCounts &counts, Snapshot &into);
    double elapsedSeconds() const { return double(m_clock.nsecsElapsed()) / 1e9; }
    double cpuSeconds() const;
    QList<Sample> samples() const { return m_series.samples(); }

private:
    QElapsedTimer m_clock;
    ProcessSample m_processAtStart;
    ProcessSample m_lastProcess;
    NetworkSample m_lastNetwork;
    ByteRate m_smoothed = 0;
    double m_lastSeconds = 0;
    ByteCount m_lastMoved = 0;
    Sample m_last;
    SampleSeries m_series;
};

} // namespace millrace
