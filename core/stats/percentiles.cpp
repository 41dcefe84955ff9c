// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/percentiles.h"

#include <algorithm>
#include <cmath>

namespace millrace {

double percentile(const std::vector<double> &sorted, double p)
{
    if (sorted.empty())
        return 0;
    const double rank = std::clamp(p, 0.0, 100.0) / 100.0 * double(sorted.size() - 1);
    const auto below = std::size_t(rank);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (rank - double(below));
}

Distribution distributionOf(std::vector<double> values)
{
    Distribution d;
    if (values.empty())
        return d;
    std::sort(values.begin(), values.end());
    d.p0 = percentile(values, 0);
    d.p5 = percentile(values, 5);
    d.p50 = percentile(values, 50);
    d.p75 = percentile(values, 75);
    d.p95 = percentile(values, 95);
    d.p100 = percentile(values, 100);
    d.min = values.front();
    d.max = values.back();
    for (const double v : values)
        d.sum += v;
    d.mean = d.sum / double(values.size());
    // Two passes: the one-pass formula loses all digits when the spread is small beside the mean.
    double squares = 0;
    for (const double v : values)
        squares += (v - d.mean) * (v - d.mean);
    d.stdDev = std::sqrt(squares / double(values.size()));
    return d;
}

} // namespace millrace
