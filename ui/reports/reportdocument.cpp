// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reportdocument.h"

#include "report/automatic.h"
#include "ui/charts/chartdata.h"
#include "ui/reports/pagewriter.h"
#include "ui/reports/reportexport.h"
#include "ui/text/bottlenecktext.h"
#include "ui/text/coretext.h"
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QPagedPaintDevice>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ReportDocument)
};

/// On paper nobody looks for a file beyond these; the CSV has all.
constexpr size_t mostRows = 1000;

QString rate(double mibPerSecond)
{
    return mibPerSecond > 0 ? rateText(mibPerSecond * double(MiB)) : u"–"_s;
}

void writeHead(PageWriter &page, const OpenReport &report, const Colours &c)
{
    const RunReport &r = report.report;
    page.title(report.title);
    QStringList facts{endText(r), timeText(r.startedAt)};
    if (!r.endpoint.isEmpty())
        facts += r.endpoint;
    page.paragraph(facts.join(u"  ·  "_s), c.muted);
    const QString from = r.sources.mid(0, 6).join(u", "_s) + (r.sources.size() > 6 ? u", …"_s : QString());
    page.paragraph(u"%1 → %2"_s.arg(from, r.target.isEmpty() ? Words::tr("memory") : r.target), c.muted);
    page.space(14);
    page.figures({{Words::tr("Throughput"), rate(r.wallClock)},
                  {Words::tr("Moved"), bytesText(r.bytesMoved)},
                  {Words::tr("Time"), durationText(r.seconds)},
                  {Words::tr("Files"), r.filesDone == r.filesTotal
                                           ? numberText(r.filesTotal)
                                           : u"%1 / %2"_s.arg(numberText(r.filesDone), numberText(r.filesTotal))},
                  {Words::tr("Retries"), numberText(r.retries)},
                  {Words::tr("CPU time"), durationText(r.cpuSeconds)},
                  {Words::tr("Peak memory"), r.peakResidentBytes > 0 ? bytesText(r.peakResidentBytes) : u"–"_s}});
    page.space(6);
    if (!r.error.isEmpty()) {
        page.box({coreText(r.error)}, c.badSoft, c.bad);
        page.space(6);
    }
    if (const Bottleneck limit = bottleneckOf(r)) {
        QStringList lines{bottleneckText(limit)};
        if (const QString advice = adviceText(limit); !advice.isEmpty())
            lines += advice;
        page.box(lines, c.accentSoft, c.text);
    }
    if (r.filesFailed > 0 || r.filesSkipped > 0) {
        page.space(6);
        page.paragraph(Words::tr("%1 of %2, %3 failed, %4 skipped")
                           .arg(numberText(r.filesDone), numberText(r.filesTotal), numberText(r.filesFailed), numberText(r.filesSkipped)),
                       c.muted);
    }
}

void writeCharts(PageWriter &page, const OpenReport &report, const Colours &c)
{
    const ChartData data = ChartData::of(report.history, History::Window::Whole);
    if (data.rate.size() < 2)
        return;
    page.space(20);
    page.curves({{Words::tr("Throughput"), data.unit.name, data.rate, c.series(0)}}, 170);
    page.space(16);
    page.curves({{Words::tr("CPU (100 % is one core)"), u"%"_s, data.cpu, c.series(2)},
                 {Words::tr("Memory"), u"MiB"_s, data.memory, c.series(3)}},
                130);
}

void writeRates(PageWriter &page, const RunReport &r)
{
    const Distribution &d = r.throughput;
    page.heading(Words::tr("Rates of the files"), 60);
    page.table({{Words::tr("Slowest"), 1, true}, {u"P5"_s, 1, true}, {Words::tr("Median"), 1, true}, {u"P75"_s, 1, true}, {u"P95"_s, 1, true},
                {Words::tr("Fastest"), 1, true}},
               [&d](int row, QStringList &cells, QString &) {
                   cells = {rate(d.p0), rate(d.p5), rate(d.p50), rate(d.p75), rate(d.p95), rate(d.p100)};
                   return row == 0;
               });
    if (r.verifiedBy.isEmpty())
        return;
    page.heading(Words::tr("Verification"), 40);
    QList<std::pair<QString, QString>> verified;
    for (const auto &[how, count] : r.verifiedBy)
        verified += {Words::tr("Verified by %1").arg(verifiedText(how)), Words::tr("%n file(s)", nullptr, int(count))};
    page.facts(verified);
}

void writeFiles(PageWriter &page, const OpenReport &report, const Colours &c)
{
    const size_t count = std::min(report.files->size(), mostRows);
    if (count == 0)
        return;
    page.heading(Words::tr("Files"), 80);
    page.table({{Words::tr("Key"), 5, false, true}, {Words::tr("Size"), 1.4, true}, {Words::tr("Outcome"), 1.4}, {Words::tr("Verified by"), 1.8},
                {Words::tr("Rate"), 1.5, true}},
               [&](int row, QStringList &cells, QString &note) {
                   if (size_t(row) >= count)
                       return false;
                   const ReportedFile &f = (*report.files)[size_t(row)];
                   cells = {f.key.isEmpty() ? f.path : f.key, bytesText(f.size), outcomeText(f.outcome),
                            f.verifiedBy == u"nothing" ? u"–"_s : verifiedText(f.verifiedBy), rate(f.mibPerSecond)};
                   note = coreText(f.error);
                   return true;
               });
    if (report.report.filesListed > qint64(count)) {
        page.space(6);
        page.paragraph(Words::tr("The first %1 of %2 files. The table as CSV has all of them.")
                           .arg(numberText(qint64(count)), numberText(report.report.filesListed)),
                       c.muted);
    }
}

void writeSettings(PageWriter &page, const RunReport &r)
{
    QList<std::pair<QString, QString>> all;
    for (const char *name : {"settings", "machine"}) {
        const auto section = r.json.find(name);
        if (section == r.json.end() || !section->is_object())
            continue;
        for (const auto &[field, value] : section->items())
            if (value.is_primitive() && field != "target" && field != "endpoint")
                all += {fieldTitle(QString::fromStdString(field)), valueText(QString::fromStdString(field), value)};
    }
    if (all.isEmpty())
        return;
    page.heading(Words::tr("Settings and machine"), double(all.size() + 1) / 2 * 18); // all of it on one page
    page.facts(all);
}

int write(const OpenReport &report, const QSizeF &size, QPagedPaintDevice *device, int pages)
{
    const Colours c = Colours::light();
    PageWriter page(size, device, u"Millrace  ·  %1  ·  %2"_s.arg(report.title, timeText(report.report.startedAt)), pages);
    writeHead(page, report, c);
    writeCharts(page, report, c);
    writeRates(page, report.report);
    writeFiles(page, report, c);
    writeSettings(page, report.report);
    return page.page();
}

} // namespace

void printReport(const OpenReport &report, QPagedPaintDevice &device)
{
    const double scale = double(device.logicalDpiX()) / 96;
    const QSizeF size(device.width() / scale, device.height() / scale);
    write(report, size, &device, write(report, size, nullptr, 0));
}

} // namespace millrace
