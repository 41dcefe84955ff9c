// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace millrace {

/// What repeated measurements say about the value behind them.
struct MeanEstimate
{
    int count = 0;
    double mean = 0;
    double deviation = 0; ///< sample standard deviation (n - 1); 0 for fewer than two values
    double low = 0;       ///< confidence interval of the mean; equal to the mean for fewer than two values
    double high = 0;
};
/// By Student's t; where no value is negative the interval is not, either. @p confidence is between 0 and 1.
MeanEstimate estimateMean(const std::vector<double> &values, double confidence = 0.95);

/// By how much one set of measurements exceeds another.
struct RatioEstimate
{
    bool known = false; ///< false where too few values say nothing of their noise; only ratio means something then
    double ratio = 1;   ///< after / before, of geometric means
    double low = 1;     ///< confidence interval of the ratio
    double high = 1;
    double p = 1;       ///< how often noise alone would show at least this much
};
/// Welch's t-test on the logarithms, so that the interval is one of a ratio. With a single value on one side that value
/// is judged by the noise of the other (Student's t). Values that are not positive are left out.
RatioEstimate estimateRatio(const std::vector<double> &before, const std::vector<double> &after, double confidence = 0.95);

} // namespace millrace
