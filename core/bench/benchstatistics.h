// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace millrace {

/// The timed runs of a workload, in the words of the benchmark's runners. Gb are 10^9 bits.
class BenchStatistics
{
public:
    explicit BenchStatistics(ByteCount bytesPerRun) : m_bytes(bytesPerRun) {}

    /// Takes in a run of @p seconds and returns its line: "Run:1 Secs:8.954437 Gb/s:28.847134".
    QString add(double seconds);
    /// "Overall Throughput (Gb/s) Median:.. Mean:.. Min:.. Max:.. Variance:.. StdDev:..", and the same of the duration.
    QStringList overall() const;
    /// "Peak RSS:8174.433594 MiB".
    static QString peakLine(ByteCount residentBytes);

    int count() const { return int(m_seconds.size()); }
    const std::vector<double> &seconds() const { return m_seconds; }

private:
    double gigabits(double seconds) const;

    const ByteCount m_bytes;
    std::vector<double> m_seconds;
};

} // namespace millrace
