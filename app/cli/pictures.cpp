// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pictures.h"

#include "io/wholefile.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

template <typename Picture> Result<QByteArray> pictureAs(const QString &form, const Picture &picture)
{
    const Drawing drawing = [&picture](Canvas &canvas) { draw(picture, canvas); };
    if (form == u"svg")
        return toSvg(picture);
    if (form == u"png")
        return toPng(drawing, sizeOf(picture));
    if (form == u"pdf")
        return toPdf(drawing, sizeOf(picture));
    return fail(ErrorKind::Config, ErrorCause::None, u"a picture's name ends in .png, .svg, .pdf or .html"_s);
}

QString formOf(const QString &path)
{
    return QFileInfo(path).suffix().toLower();
}

Result<> written(Result<QByteArray> bytes, const QString &path)
{
    if (bytes)
        return writeFile(path, *bytes);
    bytes.error().path = path;
    return fail(bytes.error());
}

} // namespace

Result<> writeFile(const QString &path, const QByteArray &bytes)
{
    return writeWhole(path, bytes, u"the file"_s);
}

Result<> writePicture(const QList<RunReport> &reports, const QString &path)
{
    const QString form = formOf(path);
    if (form == u"html" || form == u"htm")
        return writeFile(path, reportPage(reports));
    if (form == u"csv") {
        if (reports.size() != 1)
            return fail(ErrorKind::Config, ErrorCause::None, u"a CSV holds the time series of one report: name one"_s);
        return writeFile(path, seriesCsv(reports.constFirst()));
    }
    return written(pictureAs(form, timeChartOf(reports)), path);
}

Result<> writePicture(const HeatMap &map, const QList<ReportTable> &tables, const QString &path)
{
    if (formOf(path) == u"html")
        return writeFile(path, heatMapPage(map, tables));
    return written(pictureAs(formOf(path), map), path);
}

} // namespace millrace
