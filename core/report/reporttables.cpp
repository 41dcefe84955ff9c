// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/reporttables.h"

#include "report/automatic.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

QString number(const OrderedJson &value, const Figures &figures)
{
    const QString text = QString::fromStdString(value.dump());
    const qsizetype point = text.indexOf(u'.');
    const bool plain = value.is_number_float() && point > 0 && !text.contains(u'e');
    return plain ? figures.fixed(value.get<double>(), int(text.size() - point - 1)) : text;
}

QString valueText(const OrderedJson &value, const Figures &figures)
{
    if (value.is_null())
        return u"-"_s;
    if (value.is_boolean())
        return value.get<bool>() ? u"yes"_s : u"no"_s;
    if (value.is_string())
        return QString::fromStdString(value.get<std::string>());
    if (value.is_number())
        return number(value, figures);
    return QString::fromStdString(value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace));
}

/// "max_pool_connections": "max pool connections"; what ends in "_size" or "_bytes" is told as a size.
void addFields(ReportTable &table, const OrderedJson &section, const Figures &figures, std::initializer_list<const char *> leftOut)
{
    if (!section.is_object())
        return;
    for (const auto &[key, value] : section.items()) {
        if (std::any_of(leftOut.begin(), leftOut.end(), [&key](const char *name) { return key == name; }) || value.is_structured())
            continue;
        const QString name = QString::fromStdString(key);
        const bool bytes = value.is_number() && (name.endsWith(u"_size"_s) || name.endsWith(u"_bytes"_s) || name == u"memory_limit");
        const QString text = isAutomatic(name, value) ? u"automatic"_s : bytes ? figures.bytes(value.get<qint64>()) : valueText(value, figures);
        table.rows += {QString(name).replace(u'_', u' '), text};
    }
}

const OrderedJson &section(const RunReport &report, const char *name)
{
    static const OrderedJson none;
    const auto found = report.json.find(name);
    return found != report.json.end() ? *found : none;
}

ReportTable summaryTable(const RunReport &r, const Figures &figures)
{
    ReportTable t{u"Summary"_s, {}, {}, {false, false}};
    const auto add = [&t](const QString &name, const QString &value) {
        if (!value.isEmpty())
            t.rows += {name, value};
    };
    add(u"what"_s, r.mode);
    add(u"source"_s, r.sources.join(u", "_s));
    add(u"target"_s, r.target.isEmpty() ? u"memory (bytes are dropped)"_s : r.target);
    add(u"endpoint"_s, r.endpoint);
    add(u"started"_s, r.startedAt.isValid() ? figures.moment(r.startedAt) : QString());
    add(u"duration"_s, figures.duration(r.seconds));
    add(u"throughput"_s, u"%1 (%2 Gbit/s)"_s.arg(figures.rate(r.wallClock * double(MiB)), figures.fixed(r.wallClock * double(MiB) * 8 / 1e9)));
    add(u"files"_s, u"%1 of %2 done"_s.arg(figures.number(r.filesDone), figures.number(r.filesTotal)));
    for (const auto &[count, what] : {std::pair(r.filesSkipped, u"skipped"_s), {r.filesFailed, u"failed"_s}, {r.filesCancelled, u"cancelled"_s}})
        if (count > 0)
            add(what, figures.number(count));
    add(u"bytes"_s, r.bytesMoved == r.bytesDone ? figures.bytes(r.bytesDone)
                                                  : u"%1 (%2 over the network)"_s.arg(figures.bytes(r.bytesDone), figures.bytes(r.bytesMoved)));
    add(u"retries"_s, r.throttles > 0 ? u"%1; asked to slow down %2 times"_s.arg(figures.number(r.retries), figures.number(r.throttles)) : figures.number(r.retries));
    const double gib = double(r.bytesDone) / double(GiB);
    add(u"CPU time"_s, gib > 0.01 ? u"%1 s (%2 s a GiB)"_s.arg(figures.fixed(r.cpuSeconds), figures.fixed(r.cpuSeconds / gib)) : figures.fixed(r.cpuSeconds) + u" s"_s);
    add(u"peak memory"_s, figures.bytes(r.peakResidentBytes));
    // Of version 1, but not in the first reports of it.
    if (const OrderedJson &limit = section(r, "bottleneck"); limit.is_object() && limit.contains("text") && limit["text"].is_string())
        add(u"limited by"_s, QString::fromStdString(limit["text"].get<std::string>()));
    if (r.cancelled)
        add(u"ended"_s, u"interrupted"_s);
    add(u"error"_s, r.error);
    return t;
}

ReportTable percentileTable(const RunReport &r, const Figures &figures)
{
    const Distribution &d = r.throughput;
    ReportTable t{u"Throughput of the files, MiB/s"_s,
                  {u"p0"_s, u"p5"_s, u"p50"_s, u"p75"_s, u"p95"_s, u"p100"_s, u"mean"_s, u"std"_s}, {}, {}};
    t.numeric = QList<bool>(t.head.size(), true);
    if (r.filesDone > 0)
        t.rows += {figures.fixed(d.p0), figures.fixed(d.p5), figures.fixed(d.p50), figures.fixed(d.p75), figures.fixed(d.p95), figures.fixed(d.p100), figures.fixed(d.mean), figures.fixed(d.stdDev)};
    return t;
}

ReportTable iterationTable(const RunReport &r, const Figures &figures)
{
    ReportTable t{u"Timed runs"_s, {u"runs"_s, u"mean MiB/s"_s, u"95 % CI"_s, u"median"_s, u"min"_s, u"max"_s, u"std"_s}, {}, {}};
    t.numeric = QList<bool>(t.head.size(), true);
    if (r.iterations.empty())
        return t;
    const MeanEstimate e = estimateMean(r.iterations);
    const Distribution d = distributionOf(r.iterations);
    t.rows += {figures.number(e.count), figures.fixed(e.mean), e.count < 2 ? u"-"_s : u"%1 .. %2"_s.arg(figures.fixed(e.low), figures.fixed(e.high)),
               figures.fixed(d.p50), figures.fixed(d.min), figures.fixed(d.max), figures.fixed(e.deviation)};
    return t;
}

ReportTable fileTable(const QString &title, const QList<ReportedFile> &files, const Figures &figures)
{
    ReportTable t{title, {u"key"_s, u"size"_s, u"seconds"_s, u"MiB/s"_s, u"parts"_s, u"retries"_s}, {}, {false, true, true, true, true, true}};
    for (const ReportedFile &f : files)
        t.rows += {f.key.isEmpty() ? f.path : f.key, figures.bytes(f.size), figures.fixed(f.seconds), figures.fixed(f.mibPerSecond),
                   figures.number(f.parts), figures.number(f.retries)};
    return t;
}

QString percent(double change)
{
    return (change >= 0 ? u"+"_s : QString()) + Figures::english().fixed(change * 100, 1) + u" %"_s;
}

} // namespace

QList<ReportTable> reportTables(const RunReport &report, const Figures &figures)
{
    QList<ReportTable> all{summaryTable(report, figures), iterationTable(report, figures), percentileTable(report, figures)};
    ReportTable verified{u"Verification"_s, {u"verified by"_s, u"files"_s}, {}, {false, true}};
    for (const auto &[how, count] : report.verifiedBy)
        verified.rows += {how, figures.number(count)};
    if (report.validationFailures > 0)
        verified.rows += {u"not what the server says"_s, figures.number(report.validationFailures)};
    all += verified;

    ReportTable errors{u"Failures"_s, {u"kind"_s, u"files"_s}, {}, {false, true}};
    for (const auto &[kind, count] : report.errorKinds)
        errors.rows += {QString(kind).replace(u'_', u' '), figures.number(count)};
    all += errors;
    ReportTable failed{report.filesFailed > report.failed.size() ? u"First failures"_s : u"Failed files"_s,
                       {u"key"_s, u"why"_s}, {}, {false, false}};
    for (const ReportedFile &f : report.failed)
        failed.rows += {f.key.isEmpty() ? f.path : f.key, f.error};
    all += failed;
    if (report.filesDone > 1)
        all += fileTable(report.filesDone > report.slowest.size() ? u"Slowest files"_s : u"Files, slowest first"_s, report.slowest, figures);

    ReportTable settings{u"Settings"_s, {}, {}, {false, false}};
    addFields(settings, section(report, "settings"), figures, {"sources", "target", "endpoint"});
    all += settings;
    ReportTable machine{u"Machine"_s, {}, {}, {false, false}};
    addFields(machine, section(report, "machine"), figures, {});
    all += machine;
    all.removeIf([](const ReportTable &t) { return t.rows.isEmpty(); });
    return all;
}

QList<ReportTable> comparisonTables(const ReportComparison &comparison, const QString &before, const QString &after)
{
    ReportTable figures{u"Figures"_s, {QString(), before, after, u"change"_s}, {}, {false, true, true, true}};
    for (const FigurePair &f : comparison.figures)
        figures.rows += {f.unit.isEmpty() ? f.name : u"%1, %2"_s.arg(f.name, f.unit), Figures::english().fixed(f.before, f.decimals),
                         Figures::english().fixed(f.after, f.decimals), f.before != 0 ? percent(f.change()) : f.after == 0 ? u"="_s : u"new"_s};
    ReportTable settings{u"Settings that differ"_s, {QString(), before, after}, {}, {false, false, false}};
    for (const ReportComparison::Setting &s : comparison.settings)
        settings.rows += {QString(s.name).replace(u'_', u' '), s.before, s.after};
    QList<ReportTable> all{figures, settings};
    all.removeIf([](const ReportTable &t) { return t.rows.isEmpty(); });
    return all;
}

} // namespace millrace
