// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reportdocument.h"

#include "ui/charts/chartdata.h"
#include "ui/reports/reportexport.h"
#include "ui/text/bottlenecktext.h"
#include "ui/text/coretext.h"
#include "ui/text/format.h"
#include "ui/theme/colours.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ReportDocument)
};

/// On paper nobody looks for a file beyond these; the CSV has all.
constexpr size_t mostRows = 1000;

QString row(const QString &name, const QString &value)
{
    return u"<tr><td class=\"n\">%1</td><td>%2</td></tr>"_s.arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString rate(double mibPerSecond)
{
    return mibPerSecond > 0 ? rateText(mibPerSecond * double(MiB)) : u"–"_s;
}

QString figures(const RunReport &r)
{
    QString html = u"<table cellspacing=\"0\" cellpadding=\"3\">"_s;
    html += row(Words::tr("Outcome"), endText(r));
    html += row(Words::tr("Began"), timeText(r.startedAt));
    html += row(Words::tr("From"), r.sources.mid(0, 12).join(u", "_s) + (r.sources.size() > 12 ? u", …"_s : QString()));
    html += row(Words::tr("To"), r.target.isEmpty() ? Words::tr("memory") : r.target);
    if (!r.endpoint.isEmpty())
        html += row(Words::tr("Endpoint"), r.endpoint);
    html += row(Words::tr("Throughput"), rate(r.wallClock));
    html += row(Words::tr("Moved"), bytesText(r.bytesMoved));
    html += row(Words::tr("Time"), durationText(r.seconds));
    html += row(Words::tr("Files"), Words::tr("%1 of %2, %3 failed, %4 skipped")
                                        .arg(numberText(r.filesDone), numberText(r.filesTotal), numberText(r.filesFailed),
                                             numberText(r.filesSkipped)));
    html += row(Words::tr("Retries"), numberText(r.retries));
    html += row(Words::tr("CPU time"), durationText(r.cpuSeconds));
    html += row(Words::tr("Peak memory"), r.peakResidentBytes > 0 ? bytesText(r.peakResidentBytes) : u"–"_s);
    for (const auto &[how, count] : r.verifiedBy)
        html += row(Words::tr("Verified by %1").arg(verifiedText(how)), Words::tr("%n file(s)", nullptr, int(count)));
    if (!r.error.isEmpty())
        html += row(Words::tr("Error"), coreText(r.error));
    if (const QString bottleneck = bottleneckText(bottleneckOf(r)); !bottleneck.isEmpty())
        html += row(Words::tr("Bottleneck"), bottleneck);
    return html + u"</table>"_s;
}

QString percentiles(const Distribution &d)
{
    QString head;
    QString body;
    for (const auto &[name, value] : {std::pair(Words::tr("Slowest"), d.p0), {u"P5"_s, d.p5}, {Words::tr("Median"), d.p50},
                                      {u"P75"_s, d.p75}, {u"P95"_s, d.p95}, {Words::tr("Fastest"), d.p100}}) {
        head += u"<th align=\"right\">%1</th>"_s.arg(name.toHtmlEscaped());
        body += u"<td align=\"right\">%1</td>"_s.arg(rate(value).toHtmlEscaped());
    }
    return u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"3\"><tr>%1</tr><tr>%2</tr></table>"_s.arg(head, body);
}

QString fileTable(const OpenReport &report)
{
    const QString heads[] = {Words::tr("Key"), Words::tr("Size"), Words::tr("Outcome"), Words::tr("Verified by"), Words::tr("Rate")};
    QString html = u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"2\"><tr>"_s;
    for (int i = 0; i < 5; ++i)
        html += u"<th align=\"%1\">%2</th>"_s.arg(i == 1 || i == 4 ? u"right"_s : u"left"_s, heads[i].toHtmlEscaped());
    html += u"</tr>"_s;
    const size_t count = std::min(report.files->size(), mostRows);
    for (size_t i = 0; i < count; ++i) {
        const ReportedFile &f = (*report.files)[i];
        html += u"<tr><td>%1</td><td align=\"right\">%2</td><td>%3</td><td>%4</td><td align=\"right\">%5</td></tr>"_s.arg(
            f.key.toHtmlEscaped(), bytesText(f.size), outcomeText(f.outcome).toHtmlEscaped(), verifiedText(f.verifiedBy).toHtmlEscaped(),
            rate(f.mibPerSecond));
        if (!f.error.isEmpty())
            html += u"<tr><td colspan=\"5\" class=\"bad\">%1</td></tr>"_s.arg(coreText(f.error).toHtmlEscaped());
    }
    html += u"</table>"_s;
    if (report.report.filesListed > qint64(count))
        html += u"<p class=\"n\">%1</p>"_s.arg(
            Words::tr("The first %1 of %2 files. The table as CSV has all of them.").arg(numberText(qint64(count)), numberText(report.report.filesListed)));
    return html;
}

} // namespace

QImage curvePicture(const QList<QPointF> &points, const QString &unit, const QColor &colour, const QSize &size)
{
    constexpr double scale = 3; // paper shows more than a screen
    QImage image(size * scale, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(scale, scale);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours c = Colours::light();
    double highest = 0;
    double end = 1;
    for (const QPointF &p : points) {
        highest = std::max(highest, p.y());
        end = std::max(end, p.x());
    }
    const double top = roundMaximum(highest * 1.05);
    QFont font = painter.font();
    font.setPixelSize(9);
    painter.setFont(font);
    const QRectF plot(46, 8, size.width() - 52, size.height() - 26);
    for (int i = 0; i <= 4; ++i) {
        const double y = plot.bottom() - plot.height() * i / 4;
        painter.setPen(QPen(c.line, 0.7));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(c.muted);
        painter.drawText(QRectF(0, y - 6, 41, 12), Qt::AlignRight | Qt::AlignVCenter,
                         QLocale().toString(top * i / 4, 'f', top >= 8 ? 0 : 1));
        const double x = plot.left() + plot.width() * i / 4;
        painter.drawText(QRectF(x - 30, plot.bottom() + 3, 60, 12),
                         (i == 0 ? Qt::AlignHCenter : i == 4 ? Qt::AlignRight : Qt::AlignHCenter) | Qt::AlignVCenter,
                         i == 4 ? QString() : durationText(end * i / 4));
    }
    painter.drawText(QRectF(plot.right() - 80, plot.bottom() + 3, 80, 12), Qt::AlignRight | Qt::AlignVCenter, durationText(end));
    painter.drawText(QRectF(plot.right() - 120, plot.top() - 7, 120, 12), Qt::AlignRight | Qt::AlignVCenter, unit);
    QPolygonF line;
    for (const QPointF &p : points)
        line.append({plot.left() + p.x() / end * plot.width(), plot.bottom() - p.y() / top * plot.height()});
    painter.setPen(QPen(colour, 1.3));
    painter.drawPolyline(line);
    return image;
}

void printReport(const OpenReport &report, QPagedPaintDevice &device)
{
    // A document is laid out for a screen of 96 dots and painted larger: the size of fonts and pictures is then that of paper.
    const double scale = double(device.logicalDpiX()) / 96;
    const QRectF page(0, 0, device.width() / scale, device.height() / scale);
    QTextDocument document;
    QFont font(u"Sans"_s);
    font.setPixelSize(11);
    document.setDefaultFont(font);
    document.setDocumentMargin(0);
    document.setPageSize(page.size());
    document.setDefaultStyleSheet(u"h1{font-size:20px;margin-bottom:2px} h2{font-size:14px;margin-top:14px;margin-bottom:4px}"
                                  ".n{color:#5b6472} .bad{color:#b3261e} th{color:#5b6472;font-weight:600}"_s);
    const ChartData data = ChartData::of(report.history, History::Window::Whole);
    const Colours c = Colours::light();
    const QSize size(int(page.width()), 150);
    QString charts;
    const auto chart = [&](const QString &name, const QString &title, const QList<QPointF> &points, const QString &unit, int colour) {
        if (points.size() < 2)
            return;
        document.addResource(QTextDocument::ImageResource, QUrl(name), curvePicture(points, unit, c.series(colour), size));
        charts += u"<h2>%1</h2><img src=\"%2\" width=\"%3\" height=\"%4\"/>"_s.arg(title.toHtmlEscaped(), name)
                      .arg(size.width()).arg(size.height());
    };
    chart(u"rate.png"_s, Words::tr("Throughput"), data.rate, data.unit.name, 0);
    chart(u"cpu.png"_s, Words::tr("CPU (100 % is one core)"), data.cpu, u"%"_s, 2);
    chart(u"memory.png"_s, Words::tr("Memory"), data.memory, u"MiB"_s, 3);
    document.setHtml(u"<h1>%1</h1>%2%3<h2>%4</h2>%5<h2>%6</h2>%7"_s.arg(
        report.title.toHtmlEscaped(), figures(report.report), charts, Words::tr("Rates of the files").toHtmlEscaped(),
        percentiles(report.report.throughput), Words::tr("Files").toHtmlEscaped(), fileTable(report)));
    QPainter painter(&device);
    painter.scale(scale, scale);
    const int pages = document.pageCount();
    for (int number = 0; number < pages; ++number) {
        if (number > 0)
            device.newPage();
        painter.save();
        painter.translate(0, -number * page.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(0, number * page.height(), page.width(), page.height());
        context.palette = Colours::light().palette();
        painter.setClipRect(context.clip);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
    }
}

} // namespace millrace
