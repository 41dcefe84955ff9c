// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/results.h"

#include <QElapsedTimer>
#include <QList>

namespace millrace {

/// Rates and the time series of a run. Fed at 10 Hz; one thread.
class RunStats
{
public:
    void start();
    /// @p moved: bytes received since the run began. Fills the snapshot's time, rate, CPU and memory.
    void sample(ByteCount moved, int connections, qint64 retries, Snapshot &into);
    double elapsedSeconds() const { return double(m_clock.nsecsElapsed()) / 1e9; }
    double cpuSeconds() const;
    const QList<Sample> &samples() const { return m_samples; }

private:
    void keep(const Sample &sample);

    QElapsedTimer m_clock;
    double m_cpuAtStart = 0;
    ByteRate m_smoothed = 0;
    double m_lastSeconds = 0;
    ByteCount m_lastMoved = 0;
    double m_lastCpu = 0;
    QList<Sample> m_samples;
    int m_stride = 1;   ///< feedings per kept sample; doubles whenever the series is full
    int m_sinceKept = 0;
};

} // namespace millrace
