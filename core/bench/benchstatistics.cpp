// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchstatistics.h"

#include "stats/percentiles.h"

using namespace Qt::StringLiterals;

namespace millrace {

static QString decimal(double value)
{
    return QString::number(value, 'f', 6);
}

static QString describe(const QString &title, const std::vector<double> &values)
{
    const Distribution d = distributionOf(values);
    return u"Overall %1 Median:%2 Mean:%3 Min:%4 Max:%5 Variance:%6 StdDev:%7"_s.arg(
        title, decimal(d.p50), decimal(d.mean), decimal(d.min), decimal(d.max), decimal(d.stdDev * d.stdDev),
        decimal(d.stdDev));
}

double BenchStatistics::gigabits(double seconds) const
{
    return seconds > 0 ? double(m_bytes) * 8 / 1e9 / seconds : 0;
}

QString BenchStatistics::add(double seconds)
{
    m_seconds.push_back(seconds);
    return u"Run:%1 Secs:%2 Gb/s:%3"_s.arg(QString::number(m_seconds.size()), decimal(seconds), decimal(gigabits(seconds)));
}

QStringList BenchStatistics::overall() const
{
    std::vector<double> rates;
    for (const double seconds : m_seconds)
        rates.push_back(gigabits(seconds));
    return {describe(u"Throughput (Gb/s)"_s, rates), describe(u"Duration (Secs)"_s, m_seconds)};
}

QString BenchStatistics::peakLine(ByteCount residentBytes)
{
    return u"Peak RSS:%1 MiB"_s.arg(decimal(double(residentBytes) / double(MiB)));
}

} // namespace millrace
