// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/sweep.h"

#include <QSet>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace millrace {

std::optional<SweepRange> SweepRange::parse(const QString &text)
{
    QList<int> numbers;
    for (const QString &word : text.split(u',')) {
        bool ok = false;
        numbers += word.trimmed().toInt(&ok);
        if (!ok || numbers.constLast() < 1)
            return std::nullopt;
    }
    if (numbers.size() == 1)
        return SweepRange{numbers.at(0), numbers.at(0), 1};
    if (numbers.size() != 3 || numbers.at(1) < numbers.at(0))
        return std::nullopt;
    return SweepRange{numbers.at(0), numbers.at(1), numbers.at(2)};
}

QList<int> SweepRange::values() const
{
    QList<int> all;
    for (qint64 value = low; value <= high; value += step)
        all += int(value);
    return all;
}

TransferSettings SweepPoint::applied(TransferSettings settings) const
{
    settings.fileParallelism = fileParallelism;
    settings.concurrency = concurrency;
    settings.partSize = partSizeMib * MiB;
    settings.maxConnections = maxConnections;
    return settings;
}

QStringList sweepParameterNames()
{
    return {u"file parallelism"_s, u"concurrency"_s, u"part size, MiB"_s, u"connections"_s};
}

QList<SweepPoint> combinations(const SweepRange &files, const SweepRange &concurrency, const SweepRange &partSize,
                               const SweepRange &connections)
{
    QList<SweepPoint> points;
    for (const int f : files.values())
        for (const int c : concurrency.values())
            for (const int p : partSize.values())
                for (const int m : connections.values())
                    points += SweepPoint{f, c, p, m};
    return points;
}

QList<SweepTask> remaining(const QList<SweepPoint> &points, int iterations, const QList<SweepRow> &done)
{
    std::set<std::pair<SweepPoint, int>> known;
    for (const SweepRow &row : done)
        if (row.success)
            known.emplace(row.point, row.iteration);
    QList<SweepTask> tasks;
    for (int iteration = 1; iteration <= iterations; ++iteration)
        for (const SweepPoint &point : points)
            if (!known.contains({point, iteration}))
                tasks += SweepTask{point, iteration};
    return tasks;
}

QList<SweepScore> ranked(const QList<SweepRow> &rows)
{
    std::map<SweepPoint, SweepScore> scores;
    for (const SweepRow &row : rows) {
        SweepScore &score = scores[row.point];
        score.point = row.point;
        if (!row.success) {
            ++score.failures;
            continue;
        }
        score.throughputs.push_back(row.throughput);
        score.p50 += row.p50;
        score.p95 += row.p95;
        score.mean += row.mean;
    }
    QList<SweepScore> list;
    for (auto &[point, score] : scores) {
        if (const auto n = double(score.throughputs.size()); n > 0) {
            score.p50 /= n;
            score.p95 /= n;
            score.mean /= n;
        }
        score.estimate = estimateMean(score.throughputs);
        list += score;
    }
    std::stable_sort(list.begin(), list.end(), [](const SweepScore &a, const SweepScore &b) {
        return a.throughputs.empty() != b.throughputs.empty() ? b.throughputs.empty() : a.estimate.mean > b.estimate.mean;
    });
    for (SweepScore &score : list) {
        if (score.throughputs.empty())
            continue;
        if (&score == &list.first()) {
            score.judged = score.likeTheBest = score.throughputs.size() > 1;
            continue;
        }
        const RatioEstimate ratio = estimateRatio(score.throughputs, list.first().throughputs);
        score.judged = ratio.known;
        score.likeTheBest = ratio.known && verdictOn(ratio) == Verdict::NoDifference;
    }
    return list;
}

OrderedJson sweepSummary(const QList<SweepRow> &rows, const OrderedJson &workload, const QString &bestCommand)
{
    const QList<SweepScore> scores = ranked(rows);
    const auto good = std::count_if(rows.begin(), rows.end(), [](const SweepRow &row) { return row.success; });
    OrderedJson best = OrderedJson::array();
    for (qsizetype i = 0; i < std::min<qsizetype>(10, scores.size()); ++i) {
        const SweepScore &s = scores.at(i);
        if (s.throughputs.empty())
            break;
        const Distribution d = distributionOf(s.throughputs);
        const bool several = s.estimate.count > 1;
        best.push_back({{"rank", i + 1},
                        {"file_parallelism", s.point.fileParallelism},
                        {"concurrency", s.point.concurrency},
                        {"multipart_size_mb", s.point.partSizeMib},
                        {"max_pool_connections", s.point.maxConnections},
                        {"runs", s.estimate.count},
                        {"failed_runs", s.failures},
                        {"mean_throughput", twoDecimals(s.estimate.mean)},
                        {"confidence_interval", several ? OrderedJson({twoDecimals(s.estimate.low), twoDecimals(s.estimate.high)})
                                                        : OrderedJson(nullptr)},
                        {"std_throughput", several ? OrderedJson(twoDecimals(s.estimate.deviation)) : OrderedJson(nullptr)},
                        {"min_throughput", twoDecimals(d.min)},
                        {"max_throughput", twoDecimals(d.max)},
                        {"p50_throughput", twoDecimals(s.p50)},
                        {"p95_throughput", twoDecimals(s.p95)},
                        {"like_the_best", s.judged ? OrderedJson(s.likeTheBest) : OrderedJson(nullptr)}});
    }
    OrderedJson json;
    json["millrace_sweep"] = 1;
    json["workload"] = workload;
    json["combinations"] = scores.size();
    json["total_runs"] = rows.size();
    json["successful_runs"] = qint64(good);
    json["failed_runs"] = qint64(rows.size()) - qint64(good);
    json["unit"] = "MiB/s";
    json["best_combinations"] = best;
    json["best_command"] = textOrNull(best.empty() ? QString() : bestCommand);
    return json;
}

ReportTable bestTable(const QList<SweepScore> &scores, qsizetype most)
{
    ReportTable table{u"Best combinations"_s,
                      {u"rank"_s, u"files"_s, u"concurrency"_s, u"part MiB"_s, u"connections"_s, u"runs"_s, u"mean MiB/s"_s, u"95 % CI"_s, QString()},
                      {}, QList<bool>(8, true) << false};
    for (qsizetype i = 0; i < std::min(most, scores.size()); ++i) {
        const SweepScore &s = scores.at(i);
        if (s.throughputs.empty())
            break;
        const auto fixed = [](double value) { return QString::number(value, 'f', 1); };
        QStringList row{QString::number(i + 1)};
        for (const int value : s.point.values())
            row += QString::number(value);
        row += {QString::number(s.estimate.count), fixed(s.estimate.mean),
                s.estimate.count < 2 ? u"-"_s : u"%1 .. %2"_s.arg(fixed(s.estimate.low), fixed(s.estimate.high)),
                i == 0 ? u"best"_s : s.likeTheBest ? u"tied"_s : QString()};
        table.rows += row;
    }
    return table;
}

HeatMap sweepMap(const QList<SweepRow> &rows, const QString &title, const QString &subtitle)
{
    HeatMap map;
    map.title = title;
    map.subtitle = subtitle;
    map.unit = u"MiB/s"_s;
    const QList<SweepScore> scores = ranked(rows);
    std::array<std::set<int>, 4> values;
    for (const SweepScore &s : scores)
        for (size_t i = 0; i < 4; ++i)
            values[i].insert(s.point.values()[i]);
    std::array<size_t, 4> order{0, 1, 2, 3};
    std::stable_sort(order.begin(), order.end(), [&values](size_t a, size_t b) { return values[a].size() > values[b].size(); });
    const size_t across = std::max(order[0], order[1]), down = std::min(order[0], order[1]);
    const QStringList names = sweepParameterNames();
    map.columnTitle = names.at(qsizetype(across));
    map.rowTitle = names.at(qsizetype(down));
    for (const int value : values[across])
        map.columns += QString::number(value);
    for (const int value : values[down])
        map.rowLabels += QString::number(value);

    std::map<std::pair<int, int>, HeatGrid> grids; // by the two other parameters
    const size_t third = std::min(order[2], order[3]), fourth = std::max(order[2], order[3]);
    for (const SweepScore &s : scores) {
        const auto v = s.point.values();
        HeatGrid &grid = grids[{v[third], v[fourth]}];
        if (grid.rows.isEmpty()) {
            // Of parameters that never change the subtitle tells, unless there is nothing else to say.
            static const QString phrases[] = {u"%1 files"_s, u"concurrency %1"_s, u"parts of %1 MiB"_s, u"%1 connections"_s};
            QStringList words;
            for (const size_t i : {third, fourth})
                if (values[i].size() > 1 || (values[third].size() == 1 && values[fourth].size() == 1))
                    words += phrases[i].arg(v[i]);
            grid.title = words.join(u", "_s);
            grid.rows = QList<QList<double>>(map.rowLabels.size(), QList<double>(map.columns.size(), std::nan("")));
        }
        if (s.throughputs.empty())
            continue;
        const auto row = std::distance(values[down].begin(), values[down].find(v[down]));
        const auto column = std::distance(values[across].begin(), values[across].find(v[across]));
        grid.rows[row][column] = s.estimate.mean;
    }
    for (const auto &[key, grid] : grids)
        map.grids += grid;
    return map;
}

} // namespace millrace
