// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/runstats.h"

#include <algorithm>
#include <cmath>

namespace millrace {
namespace {

constexpr qsizetype mostSamples = 1000;
constexpr double smoothingSeconds = 2.0;
/// Over less than this a rate is noise: the last snapshot of a run may follow the one before at once.
constexpr double shortestStep = 0.02;

/// @p b follows @p a, which began at @p begin: rates weigh by time, all else is as it was last.
Sample joined(const Sample &a, const Sample &b, double begin)
{
    const double length = b.elapsedSeconds - begin;
    const double share = length > 0 ? (b.elapsedSeconds - a.elapsedSeconds) / length : 1;
    Sample s = b;
    for (double Sample::*rate : {&Sample::rate, &Sample::cpuPercent, &Sample::cpuUserPercent, &Sample::cpuSystemPercent,
                                 &Sample::networkReceivedRate, &Sample::networkSentRate, &Sample::loopbackRate,
                                 &Sample::diskReadRate, &Sample::diskWrittenRate})
        s.*rate = a.*rate + (b.*rate - a.*rate) * share;
    return s;
}

} // namespace

void SampleSeries::add(const Sample &sample)
{
    const double begin = m_samples.isEmpty() ? 0 : m_samples.constLast().elapsedSeconds;
    m_open = m_gathered == 0 ? sample : joined(m_open, sample, begin);
    if (++m_gathered < m_stride)
        return;
    m_gathered = 0;
    m_samples.append(m_open);
    if (m_samples.size() < mostSamples)
        return;
    double last = 0;
    for (qsizetype i = 0; i < m_samples.size() / 2; ++i) {
        m_samples[i] = joined(m_samples.at(2 * i), m_samples.at(2 * i + 1), last);
        last = m_samples.at(i).elapsedSeconds;
    }
    m_samples.resize(m_samples.size() / 2);
    m_stride *= 2;
}

QList<Sample> SampleSeries::samples() const
{
    QList<Sample> all = m_samples;
    if (m_gathered > 0)
        all.append(m_open);
    return all;
}

void RunStats::start()
{
    m_clock.start();
    m_processAtStart = m_lastProcess = sampleProcess();
    m_lastNetwork = sampleNetwork();
}

double RunStats::cpuSeconds() const
{
    return sampleProcess().cpuSeconds - m_processAtStart.cpuSeconds;
}

void RunStats::sample(const RunCounts &counts, Snapshot &into)
{
    const double now = elapsedSeconds();
    const double step = std::max(1e-3, now - m_lastSeconds);
    if (step >= shortestStep || m_lastSeconds == 0) {
        const ProcessSample process = sampleProcess();
        const NetworkSample network = sampleNetwork();
        const auto rate = [step](auto last, auto value) { return double(value - last) / step; };
        Sample s;
        s.elapsedSeconds = now;
        s.rate = rate(m_lastMoved, counts.moved);
        s.cpuPercent = rate(m_lastProcess.cpuSeconds, process.cpuSeconds) * 100;
        s.cpuUserPercent = rate(m_lastProcess.userSeconds, process.userSeconds) * 100;
        s.cpuSystemPercent = rate(m_lastProcess.systemSeconds, process.systemSeconds) * 100;
        s.residentBytes = process.residentBytes;
        s.networkReceivedRate = rate(m_lastNetwork.receivedBytes, network.receivedBytes);
        s.networkSentRate = rate(m_lastNetwork.sentBytes, network.sentBytes);
        s.loopbackRate = rate(m_lastNetwork.loopbackBytes, network.loopbackBytes);
        s.diskReadRate = rate(m_lastProcess.diskReadBytes, process.diskReadBytes);
        s.diskWrittenRate = rate(m_lastProcess.diskWrittenBytes, process.diskWrittenBytes);
        s.connections = counts.connections;
        s.retries = counts.retries;
        s.throttles = counts.throttles;
        m_series.add(s);
        // At first the average since the start is the better guess: an exponential mean would creep up from nothing.
        const double weight = std::max(1.0 - std::exp(-step / smoothingSeconds), step / std::max(now, step));
        m_smoothed += (s.rate - m_smoothed) * weight;
        m_lastSeconds = now;
        m_lastMoved = counts.moved;
        m_lastProcess = process;
        m_lastNetwork = network;
        m_last = s;
    }
    into.now = m_last;
    into.elapsedSeconds = now;
    into.rate = m_smoothed;
    into.connections = counts.connections;
    into.retries = counts.retries;
    into.cpuSeconds = m_lastProcess.cpuSeconds - m_processAtStart.cpuSeconds;
    into.residentBytes = m_lastProcess.residentBytes;
}

} // namespace millrace
