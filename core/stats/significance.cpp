// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/significance.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace millrace {
namespace {

struct Moments
{
    double count = 0;
    double mean = 0;
    double variance = 0; ///< of the sample (n - 1)
};

Moments momentsOf(const std::vector<double> &values)
{
    Moments m;
    m.count = double(values.size());
    if (values.empty())
        return m;
    for (const double v : values)
        m.mean += v;
    m.mean /= m.count;
    // Two passes: the one-pass formula loses all digits when the spread is small beside the mean.
    for (const double v : values)
        m.variance += (v - m.mean) * (v - m.mean);
    m.variance = values.size() > 1 ? m.variance / (m.count - 1) : 0;
    return m;
}

Moments logarithmic(const std::vector<double> &values)
{
    std::vector<double> logs;
    for (const double v : values)
        if (v > 0)
            logs.push_back(std::log(v));
    return momentsOf(logs);
}

/// So many standard errors lie on either side of an estimate.
double quantile(double freedom, double confidence)
{
    return boost::math::quantile(boost::math::students_t(freedom), 0.5 + confidence / 2);
}

} // namespace

MeanEstimate estimateMean(const std::vector<double> &values, double confidence)
{
    const Moments m = momentsOf(values);
    MeanEstimate e;
    e.count = int(values.size());
    e.mean = e.low = e.high = m.mean;
    if (e.count < 2)
        return e;
    e.deviation = std::sqrt(m.variance);
    const double half = quantile(m.count - 1, confidence) * e.deviation / std::sqrt(m.count);
    const bool positive = std::all_of(values.begin(), values.end(), [](double v) { return v >= 0; });
    e.low = positive ? std::max(0.0, e.low - half) : e.low - half;
    e.high += half;
    return e;
}

RatioEstimate estimateRatio(const std::vector<double> &before, const std::vector<double> &after, double confidence)
{
    const Moments a = logarithmic(before), b = logarithmic(after);
    RatioEstimate e;
    if (a.count < 1 || b.count < 1)
        return e;
    const double difference = b.mean - a.mean;
    e.ratio = e.low = e.high = std::exp(difference);
    if (a.count < 2 && b.count < 2)
        return e;
    e.known = true;
    double error = 0, freedom = 0;
    if (a.count < 2 || b.count < 2) {
        const Moments &many = a.count < 2 ? b : a;
        error = std::sqrt(many.variance * (1 + 1 / many.count));
        freedom = many.count - 1;
    } else {
        const double u = a.variance / a.count, v = b.variance / b.count;
        error = std::sqrt(u + v);
        freedom = error > 0 ? (u + v) * (u + v) / (u * u / (a.count - 1) + v * v / (b.count - 1)) : a.count + b.count - 2;
    }
    if (error <= 0) { // no noise at all was seen
        e.p = difference == 0 ? 1 : 0;
        return e;
    }
    const double half = quantile(freedom, confidence) * error;
    e.low = std::exp(difference - half);
    e.high = std::exp(difference + half);
    e.p = 2 * boost::math::cdf(boost::math::complement(boost::math::students_t(freedom), std::abs(difference) / error));
    return e;
}

} // namespace millrace
