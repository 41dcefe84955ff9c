// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/comparison.h"

#include "report/automatic.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// Points that are averaged into one measurement: neighbours in time are too much alike to count one by one.
constexpr double batchSeconds = 1.0;
constexpr int fewestBatches = 8;
constexpr int mostBatches = 30;

/// Mean rates of stretches of equal length. What begins and ends a run is left out: connections open, the last file ends.
std::vector<double> batchesOf(const QList<Sample> &samples)
{
    if (samples.size() < 2)
        return {};
    const double end = samples.constLast().elapsedSeconds;
    const double from = 0.05 * end, to = 0.95 * end;
    const int count = std::min(mostBatches, int((to - from) / batchSeconds));
    if (count < fewestBatches)
        return {};
    const double length = (to - from) / count;
    std::vector<double> sums(size_t(count), 0.0), weights(size_t(count), 0.0);
    double last = 0;
    for (const Sample &s : samples) {
        const double middle = (last + s.elapsedSeconds) / 2, seconds = s.elapsedSeconds - last;
        last = s.elapsedSeconds;
        if (middle < from || middle >= to || seconds <= 0)
            continue;
        const auto batch = size_t(std::min(count - 1, int((middle - from) / length)));
        sums[batch] += s.rate * seconds;
        weights[batch] += seconds;
    }
    std::vector<double> means;
    for (size_t i = 0; i < sums.size(); ++i)
        if (weights[i] > 0)
            means.push_back(sums[i] / weights[i]);
    return int(means.size()) >= fewestBatches ? means : std::vector<double>();
}

QString valueText(const OrderedJson &value, const QString &name = {})
{
    if (isAutomatic(name, value))
        return u"automatic"_s;
    if (value.is_null())
        return u"-"_s;
    return value.is_string() ? QString::fromStdString(value.get<std::string>())
                             : QString::fromStdString(value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace));
}

const OrderedJson &section(const RunReport &report, const char *name)
{
    static const OrderedJson none = OrderedJson::object();
    const auto found = report.json.find(name);
    return found != report.json.end() && found->is_object() ? *found : none;
}

void compareSettings(ReportComparison &comparison, const RunReport &before, const RunReport &after)
{
    const OrderedJson &a = section(before, "settings"), &b = section(after, "settings");
    for (const auto &[name, value] : b.items()) {
        const auto other = a.find(name);
        if (name != "sources" && name != "target" && other != a.end() && *other != value)
            {
            const QString setting = QString::fromStdString(name);
            comparison.settings.append({setting, valueText(*other, setting), valueText(value, setting)});
        }
    }
    if (before.mode != after.mode)
        comparison.warnings += u"one is a %1, the other a %2"_s.arg(before.mode, after.mode);
    if (before.sources != after.sources)
        comparison.warnings += u"they moved different sources (%1; %2)"_s.arg(before.sources.join(u", "_s),
                                                                            after.sources.join(u", "_s));
    if (before.target.isEmpty() != after.target.isEmpty())
        comparison.warnings += u"one went to disk, the other to memory"_s;
    if (before.bytesDone != after.bytesDone && before.iterations.empty())
        comparison.warnings += u"they moved different amounts (%1; %2)"_s.arg(formatBytes(before.bytesDone),
                                                                            formatBytes(after.bytesDone));
    const OrderedJson &benchmark = section(before, "benchmark"), &otherBenchmark = section(after, "benchmark");
    for (const auto &[name, value] : otherBenchmark.items())
        if (name != "bucket" && value.is_primitive() && benchmark.contains(name) && benchmark[name] != value)
            comparison.warnings += u"the benchmarks differ in %1 (%2; %3)"_s.arg(QString::fromStdString(name).replace(u'_', u' '),
                                                                              valueText(benchmark[name]), valueText(value));
    const OrderedJson &machine = section(before, "machine"), &other = section(after, "machine");
    for (const char *name : {"cpu_model", "cpu_count", "memory_bytes"})
        if (machine.contains(name) && other.contains(name) && machine[name] != other[name]) {
            comparison.warnings += u"they ran on different machines"_s;
            break;
        }
    for (const auto &[which, report] : {std::pair(u"first"_s, &before), {u"second"_s, &after}})
        if (report->filesFailed > 0 || report->cancelled || !report->error.isEmpty())
            comparison.warnings += u"the %1 did not complete"_s.arg(which);
}

QString percent(double change, bool sign)
{
    return (sign && change >= 0 ? u"+"_s : QString()) + QString::number(change * 100, 'f', 1);
}

} // namespace

Verdict verdictOn(const RatioEstimate &ratio, double least)
{
    if (!ratio.known)
        return Verdict::CannotTell;
    // Sure, and worth a word.
    if (ratio.low > 1 && ratio.ratio >= 1 + least)
        return Verdict::Faster;
    if (ratio.high < 1 && ratio.ratio <= 1 - least)
        return Verdict::Slower;
    return Verdict::NoDifference;
}

ReportComparison compareRuns(const std::vector<double> &before, const std::vector<double> &after)
{
    ReportComparison comparison;
    comparison.basis = VerdictBasis::Iterations;
    comparison.ratio = estimateRatio(before, after);
    comparison.measurementsBefore = int(before.size());
    comparison.measurementsAfter = int(after.size());
    comparison.verdict = verdictOn(comparison.ratio);
    return comparison;
}

ReportComparison compareReports(const RunReport &before, const RunReport &after)
{
    const auto runs = [](const RunReport &report) {
        if (!report.iterations.empty())
            return report.iterations;
        return report.wallClock > 0 ? std::vector<double>{report.wallClock} : std::vector<double>();
    };
    ReportComparison comparison = compareRuns(runs(before), runs(after));
    if (!comparison.ratio.known) {
        comparison.basis = VerdictBasis::Totals;
        const std::vector<double> a = batchesOf(before.samples), b = batchesOf(after.samples);
        if (!a.empty() && !b.empty()) {
            const RatioEstimate within = estimateRatio(a, b);
            comparison.basis = VerdictBasis::TimeSeries;
            comparison.ratio = within;
            comparison.measurementsBefore = int(a.size());
            comparison.measurementsAfter = int(b.size());
            comparison.verdict = verdictOn(within, leastChangeOfSingleRuns);
        }
    }
    const auto perGiB = [](const RunReport &r) {
        return r.bytesDone > 0 ? r.cpuSeconds / (double(r.bytesDone) / double(GiB)) : 0;
    };
    comparison.figures = {
        {u"Throughput"_s, u"MiB/s"_s, before.wallClock, after.wallClock, 2},
        {u"Duration"_s, u"s"_s, before.seconds, after.seconds, 2},
        {u"Median of the files"_s, u"MiB/s"_s, before.throughput.p50, after.throughput.p50, 2},
        {u"Slowest file"_s, u"MiB/s"_s, before.throughput.p0, after.throughput.p0, 2},
        {u"CPU"_s, u"s/GiB"_s, perGiB(before), perGiB(after), 2},
        {u"Peak memory"_s, u"MiB"_s, double(before.peakResidentBytes) / double(MiB),
         double(after.peakResidentBytes) / double(MiB), 1},
        {u"Retries"_s, {}, double(before.retries), double(after.retries), 0},
        {u"Throttled"_s, {}, double(before.throttles), double(after.throttles), 0},
        {u"Files failed"_s, {}, double(before.filesFailed), double(after.filesFailed), 0},
    };
    compareSettings(comparison, before, after);
    return comparison;
}

QString verdictText(const ReportComparison &comparison)
{
    const RatioEstimate &r = comparison.ratio;
    const double change = r.ratio - 1;
    switch (comparison.verdict) {
    case Verdict::Faster:
        return u"faster by %1 % (95 % CI %2 .. %3 %)"_s.arg(percent(change, false), percent(r.low - 1, false),
                                                             percent(r.high - 1, false));
    case Verdict::Slower:
        return u"slower by %1 % (95 % CI %2 .. %3 %)"_s.arg(percent(-change, false), percent(1 - r.high, false),
                                                             percent(1 - r.low, false));
    case Verdict::NoDifference:
        return u"no difference beyond noise (%1 %, 95 % CI %2 .. %3 %)"_s.arg(percent(change, true), percent(r.low - 1, true),
                                                                               percent(r.high - 1, true));
    case Verdict::CannotTell:
        if (!comparison.isMeasured())
            return comparison.measurementsAfter > 0 ? u"no verdict: the first measured nothing"_s
                : comparison.measurementsBefore > 0 ? u"no verdict: the second measured nothing"_s
                                                    : u"no verdict: neither measured anything"_s;
        return u"%1 %, but one short run each cannot tell that from noise"_s.arg(percent(change, true));
    }
    return {};
}

} // namespace millrace
