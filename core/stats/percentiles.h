// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace millrace {

/// The @p p-th percentile (0..100) of @p sorted, ascending, by linear interpolation between the closest ranks:
/// rank = p/100 x (n - 1). 0 for no values. The same rule as NumPy's default, which the seed's reports use.
double percentile(const std::vector<double> &sorted, double p);

/// What a set of values looks like. All zero for no values.
struct Distribution
{
    double p0 = 0, p5 = 0, p50 = 0, p75 = 0, p95 = 0, p100 = 0;
    double mean = 0;
    double min = 0;
    double max = 0;
    double stdDev = 0; ///< population standard deviation
    double sum = 0;
};

Distribution distributionOf(std::vector<double> values);

} // namespace millrace
