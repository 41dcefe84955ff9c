// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reportexport.h"

#include "report/reportpage.h"
#include "ui/reports/reportdocument.h"
#include "ui/widgets/savefile.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
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

void exportReport(const OpenReport &report, ReportFormat format, const QString &path, QObject *context,
                  std::function<void(const QString &trouble)> done)
{
    std::function<Result<QByteArray>()> make;
    switch (format) {
    case ReportFormat::Json: make = [file = report.report.file] { return contents(file); }; break;
    case ReportFormat::Csv: make = [file = report.report.file] { return filesCsv(file); }; break;
    case ReportFormat::Html: make = [run = report.report] { return Result<QByteArray>(reportPage({run})); }; break;
    case ReportFormat::Pdf: make = [report] { return Result<QByteArray>(reportPdf(report)); }; break;
    }
    saveFileLater(path, std::move(make), context, std::move(done));
}

QString bottleneckOf(const RunReport &report)
{
    const auto found = report.json.find("bottleneck");
    if (found == report.json.end())
        return {};
    if (found->is_string())
        return QString::fromStdString(found->get<std::string>());
    if (found->is_object())
        for (const char *name : {"text", "summary", "name"})
            if (const auto text = found->find(name); text != found->end() && text->is_string())
                return QString::fromStdString(text->get<std::string>());
    return {};
}

} // namespace millrace
