// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/runstats.h"

#include "stats/processsampler.h"

#include <cmath>

namespace millrace {
namespace {
constexpr qsizetype mostSamples = 1000;
constexpr double smoothingSeconds = 2.0;
} // namespace

void RunStats::start()
{
    m_clock.start();
    m_cpuAtStart = m_lastCpu = sampleProcess().cpuSeconds;
}

double RunStats::cpuSeconds() const
{
    return sampleProcess().cpuSeconds - m_cpuAtStart;
}

void RunStats::sample(ByteCount moved, int connections, qint64 retries, Snapshot &into)
{
    const double now = elapsedSeconds();
    const double step = std::max(1e-3, now - m_lastSeconds);
    const ProcessSample process = sampleProcess();
    const ByteRate rate = ByteRate(moved - m_lastMoved) / step;
    // At first the average since the start is the better guess: an exponential mean would creep up from nothing.
    const double weight = std::max(1.0 - std::exp(-step / smoothingSeconds), step / std::max(now, step));
    m_smoothed += (rate - m_smoothed) * weight;

    Sample sample;
    sample.elapsedSeconds = now;
    sample.rate = rate;
    sample.cpuPercent = (process.cpuSeconds - m_lastCpu) / step * 100;
    sample.residentBytes = process.residentBytes;
    sample.connections = connections;
    sample.retries = retries;
    keep(sample);

    into.elapsedSeconds = now;
    into.rate = m_smoothed;
    into.connections = connections;
    into.retries = retries;
    into.cpuSeconds = process.cpuSeconds - m_cpuAtStart;
    into.residentBytes = process.residentBytes;
    m_lastSeconds = now;
    m_lastMoved = moved;
    m_lastCpu = process.cpuSeconds;
}

void RunStats::keep(const Sample &sample)
{
    if (++m_sinceKept < m_stride)
        return;
    m_sinceKept = 0;
    m_samples.append(sample);
    if (m_samples.size() < mostSamples)
        return;
    for (qsizetype i = 0; i < m_samples.size() / 2; ++i)
        m_samples[i] = m_samples[2 * i + 1];
    m_samples.resize(m_samples.size() / 2);
    m_stride *= 2;
}

} // namespace millrace
