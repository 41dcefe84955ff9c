// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reportexport.h"

#include "report/reportpage.h"
#include "ui/reports/reportarchive.h"
#include "ui/reports/reportdocument.h"
#include "ui/text/bottlenecktext.h"
#include "ui/text/coretext.h"
#include "ui/text/format.h"
#include "ui/widgets/savefile.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QPageSize>
#include <QPdfWriter>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// RFC 4180: quoted where it must be. A leading "=", "+", "-" or "@" would be a formula to a spreadsheet.
QByteArray cell(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r'))
        text = u'"' + text.replace(u"\""_s, u"\"\""_s) + u'"';
    return text.toUtf8();
}

/// As the window writes them.
class LocalFigures : public Figures
{
public:
    QString number(qint64 value) const override { return numberText(value); }
    QString fixed(double value, int decimals) const override { return QLocale().toString(value, 'f', decimals); }
    QString bytes(ByteCount bytes) const override { return bytesText(bytes); }
    QString rate(ByteRate rate) const override { return rate < 1 ? u"–"_s : rateText(rate); }
    QString duration(double seconds) const override
    {
        return seconds < 10 ? QCoreApplication::translate("Duration", "%1 s").arg(fixed(seconds, 2)) : durationText(seconds);
    }
    QString moment(const QDateTime &time) const override { return timeText(time); }
    QLocale locale() const override { return QLocale(); }
};

Result<QByteArray> contents(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None, u"cannot read the report: %1"_s.arg(file.errorString()));
    error.path = path;
    return fail(error);
}

} // namespace

Result<QByteArray> filesCsv(const QString &path)
{
    QByteArray csv = "bucket,key,path,size,outcome,verified_by,mib_per_second,seconds,parts,retries,error\r\n";
    const Result<RunReport> report = readReport(path, [&csv](ReportedFile &&file) {
        const QByteArray cells[] = {cell(file.bucket), cell(file.key), cell(file.path), QByteArray::number(file.size),
                                    cell(file.outcome), cell(file.verifiedBy), QByteArray::number(file.mibPerSecond, 'f', 2),
                                    QByteArray::number(file.seconds, 'f', 3), QByteArray::number(file.parts),
                                    QByteArray::number(file.retries), cell(file.error)};
        for (const QByteArray &text : cells)
            csv += text + ',';
        csv.chop(1);
        csv += "\r\n";
    });
    if (!report)
        return fail(report.error());
    return csv;
}

QByteArray reportPdf(const OpenReport &report)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(16, 16, 16, 16), QPageLayout::Millimeter);
    writer.setResolution(150);
    writer.setTitle(report.title);
    writer.setCreator(u"Millrace"_s);
    printReport(report, writer);
    return bytes;
}

QByteArray reportHtml(const RunReport &report)
{
    static const LocalFigures figures;
    PageWords words;
    words.figures = &figures;
    words.language = QLocale().bcp47Name();
    words.title = u"%1: %2"_s.arg(fieldTitle(report.mode.isEmpty() ? u"run"_s : report.mode), titleOf(report.sources));
    words.subtitle = QCoreApplication::translate("ReportDocument", "%1 in %2, %3")
                         .arg(bytesText(report.bytesDone), durationText(report.seconds), rateText(report.wallClock * double(MiB)));
    if (report.startedAt.isValid())
        words.subtitle += u"; "_s + timeText(report.startedAt);
    const Bottleneck limit = bottleneckOf(report);
    words.text = [limit](const QString &english) {
        if (limit && english == limit.sentence)
            return bottleneckText(limit);
        if (const qsizetype comma = english.indexOf(u", "_s); comma > 0 && english.size() < 60) // a panel of one curve
            if (const QString panel = fieldText(english.left(comma)); panel != english.left(comma))
                return panel + english.mid(comma, 2) + fieldText(english.mid(comma + 2));
        const QString field = fieldText(english);
        return field == QString(english).replace(u'_', u' ') ? coreText(english, false) : field;
    };
    return reportPage({report}, words);
}

void exportReport(const OpenReport &report, ReportFormat format, const QString &path, QObject *context,
                  std::function<void(const QString &trouble)> done)
{
    std::function<Result<QByteArray>()> make;
    switch (format) {
    case ReportFormat::Json: make = [file = report.report.file] { return contents(file); }; break;
    case ReportFormat::Csv: make = [file = report.report.file] { return filesCsv(file); }; break;
    case ReportFormat::Html: make = [run = report.report] { return Result<QByteArray>(reportHtml(run)); }; break;
    case ReportFormat::Pdf: make = [report] { return Result<QByteArray>(reportPdf(report)); }; break;
    }
    saveFileLater(path, std::move(make), context, std::move(done));
}

Bottleneck bottleneckOf(const RunReport &report)
{
    Bottleneck found;
    const auto section = report.json.find("bottleneck");
    if (section == report.json.end() || !section->is_object())
        return found;
    const auto text = [&section](const char *name) {
        const auto value = section->find(name);
        return value != section->end() && value->is_string() ? QString::fromStdString(value->get<std::string>()) : QString();
    };
    for (int kind = int(BottleneckKind::RateLimit); kind <= int(BottleneckKind::Hooks); ++kind)
        if (name(BottleneckKind(kind)) == text("kind"))
            found.kind = BottleneckKind(kind);
    found.sentence = text("text");
    if (const auto evidence = section->find("evidence"); evidence != section->end() && evidence->is_object())
        for (const auto &[name, value] : evidence->items())
            if (value.is_number())
                found.evidence += {QString::fromStdString(name), value.get<double>()};
    return found;
}

} // namespace millrace
