// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/pagewriter.h"

#include "ui/charts/chartdata.h"
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPagedPaintDevice>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr double footerHeight = 26;
constexpr double rowHeight = 18;
constexpr double headHeight = 20;

} // namespace

PageWriter::PageWriter(const QSizeF &page, QPagedPaintDevice *device, const QString &footer, int pages)
    : m_size(page), m_device(device), m_footer(footer), m_pages(pages)
{
    if (!m_device)
        return;
    m_painter.begin(m_device);
    const double scale = double(m_device->logicalDpiX()) / 96;
    m_painter.scale(scale, scale);
    m_painter.setRenderHint(QPainter::Antialiasing);
}

PageWriter::~PageWriter()
{
    endPage();
}

QFont PageWriter::font(double pixels, bool bold) const
{
    QFont font(u"Inter"_s); // where it is installed; otherwise what the system takes for sans-serif
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(int(pixels));
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

/// Draws, and returns the height it took.
double PageWriter::text(const QRectF &area, const QString &text, const QFont &font, const QColor &colour, int flags)
{
    const QFontMetricsF metrics(font);
    const QRectF box = metrics.boundingRect(area, flags, text);
    if (m_device) {
        m_painter.setFont(font);
        m_painter.setPen(colour);
        m_painter.drawText(area, flags, text);
    }
    return box.height();
}

void PageWriter::rule(double y, const QColor &colour)
{
    if (!m_device)
        return;
    m_painter.setPen(QPen(colour, 0.7));
    m_painter.drawLine(QPointF(0, y), QPointF(width(), y));
}

void PageWriter::need(double height)
{
    if (m_y + height <= m_size.height() - footerHeight)
        return;
    endPage();
    if (m_device)
        m_device->newPage();
    ++m_page;
    m_y = 0;
}

void PageWriter::endPage()
{
    const double y = m_size.height() - footerHeight + 8;
    rule(y, m_colours.line);
    const QRectF line(0, y + 5, width(), 14);
    const QFont small = font(9);
    const QString number = m_pages > 0 ? QCoreApplication::translate("ReportDocument", "Page %1 of %2").arg(m_page).arg(m_pages) : QString();
    text(line, QFontMetricsF(small).elidedText(m_footer, Qt::ElideRight, width() - 120), small, m_colours.muted, Qt::AlignLeft | Qt::AlignTop);
    text(line, number, small, m_colours.muted, Qt::AlignRight | Qt::AlignTop);
}

void PageWriter::title(const QString &title)
{
    m_y += text(QRectF(0, m_y, width(), 400), title, font(22, true), m_colours.text, Qt::TextWrapAnywhere) + 4;
}

void PageWriter::heading(const QString &heading, double together)
{
    need(24 + 22 + together);
    if (m_y > 0)
        m_y += 20;
    m_y += text(QRectF(0, m_y, width(), 30), heading, font(13, true), m_colours.text) + 6;
}

void PageWriter::paragraph(const QString &paragraph, const QColor &colour)
{
    need(16);
    m_y += text(QRectF(0, m_y, width(), 400), paragraph, font(11), colour, Qt::TextWordWrap | Qt::TextWrapAnywhere) + 2;
}

void PageWriter::box(const QStringList &lines, const QColor &fill, const QColor &ink)
{
    constexpr double margin = 10;
    const QRectF inner(margin, 0, width() - 2 * margin, 400);
    double height = 2 * margin - 3;
    for (qsizetype i = 0; i < lines.size(); ++i)
        height += QFontMetricsF(font(11, i == 0)).boundingRect(inner, Qt::TextWordWrap, lines.at(i)).height() + 3;
    need(height);
    if (m_device) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(fill);
        m_painter.drawRoundedRect(QRectF(0, m_y, width(), height), 6, 6);
    }
    double y = m_y + margin;
    for (qsizetype i = 0; i < lines.size(); ++i)
        y += text(QRectF(margin, y, inner.width(), 400), lines.at(i), font(11, i == 0), i == 0 ? ink : m_colours.muted, Qt::TextWordWrap) + 3;
    m_y += height;
}

void PageWriter::figures(const QList<std::pair<QString, QString>> &figures)
{
    need(44);
    const double column = width() / double(std::max<qsizetype>(1, figures.size()));
    for (qsizetype i = 0; i < figures.size(); ++i) {
        const QRectF area(column * double(i), m_y, column - 8, 16);
        const QFont small = font(9.5);
        text(area, QFontMetricsF(small).elidedText(figures.at(i).first, Qt::ElideRight, area.width()), small, m_colours.muted);
        text(area.translated(0, 15), figures.at(i).second, font(15, true), m_colours.text, Qt::AlignLeft | Qt::TextDontClip);
    }
    m_y += 40;
}

void PageWriter::curves(const QList<Curve> &row, double height)
{
    need(height);
    constexpr double gap = 28;
    const double each = (width() - gap * double(row.size() - 1)) / double(std::max<qsizetype>(1, row.size()));
    for (qsizetype i = 0; i < row.size(); ++i)
        curve(row.at(i), QRectF((each + gap) * double(i), m_y, each, height));
    m_y += height;
}

void PageWriter::curve(const Curve &curve, const QRectF &area)
{
    const QFont bold = font(11, true);
    text(QRectF(area.left(), area.top(), area.width(), 16), curve.title, bold, m_colours.text);
    text(QRectF(area.left() + QFontMetricsF(bold).horizontalAdvance(curve.title) + 8, area.top() + 1, area.width(), 15), curve.unit,
         font(9.5), m_colours.muted);
    double highest = 0;
    double end = 0;
    for (const QPointF &p : curve.points) {
        highest = std::max(highest, p.y());
        end = std::max(end, p.x());
    }
    if (!m_device || end <= 0)
        return;
    const double top = roundMaximum(highest * 1.02);
    const QRectF plot(area.left() + 34, area.top() + 24, area.width() - 36, area.height() - 24 - 18);
    const QFont small = font(9);
    const bool narrow = area.width() < 400;
    const int steps = narrow ? 2 : 4;
    for (int i = 0; i <= steps; ++i) {
        const double y = plot.bottom() - plot.height() * i / steps;
        m_painter.setPen(QPen(i == 0 ? m_colours.lineStrong : m_colours.line, 0.7));
        m_painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        text(QRectF(area.left(), y - 6, 28, 12), QLocale().toString(top * i / steps, 'f', std::fmod(top, steps) == 0 ? 0 : 1), small, m_colours.muted,
             Qt::AlignRight | Qt::AlignVCenter);
        const double x = plot.left() + plot.width() * i / steps;
        const int side = i == 0 ? Qt::AlignLeft : i == steps ? Qt::AlignRight : Qt::AlignHCenter;
        const double from = i == 0 ? x : i == steps ? x - 80 : x - 40;
        text(QRectF(from, plot.bottom() + 4, 80, 12), durationText(end * i / steps), small, m_colours.muted, side | Qt::AlignTop);
    }
    QPolygonF line; // a point stands for the time before it
    line.append({plot.left(), plot.bottom() - curve.points.first().y() / top * plot.height()});
    for (const QPointF &p : curve.points)
        line.append({plot.left() + p.x() / end * plot.width(), plot.bottom() - p.y() / top * plot.height()});
    QPolygonF area2 = line;
    area2.prepend({line.first().x(), plot.bottom()});
    area2.append({line.last().x(), plot.bottom()});
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(mixed(Qt::white, curve.colour, 0.14));
    m_painter.drawPolygon(area2);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(curve.colour, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.drawPolyline(line);
}

void PageWriter::table(const QList<PrintColumn> &columns, const std::function<bool(int row, QStringList &cells, QString &note)> &rows)
{
    double shares = 0;
    for (const PrintColumn &column : columns)
        shares += column.share;
    constexpr double gap = 10;
    const auto cells = [&](const QStringList &texts, const QFont &font, const QColor &colour, double height) {
        double x = 0;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            const double wide = width() * columns.at(i).share / shares;
            const QRectF area(x, m_y, wide - (i + 1 < columns.size() ? gap : 0), height);
            const QString shown = QFontMetricsF(font).elidedText(texts.value(i), columns.at(i).path ? Qt::ElideMiddle : Qt::ElideRight, area.width());
            text(area, shown, font, colour, (columns.at(i).number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            x += wide;
        }
        m_y += height;
    };
    const auto head = [&] {
        QStringList titles;
        for (const PrintColumn &column : columns)
            titles += column.title;
        cells(titles, font(9.5, true), m_colours.muted, headHeight);
        rule(m_y, m_colours.lineStrong);
    };
    need(headHeight + rowHeight);
    head();
    QStringList row;
    QString note;
    for (int i = 0; rows(i, row, note); ++i) {
        const QFont small = font(9.5);
        const QRectF below(12, 0, width() - 12, 200);
        const double noteHeight = note.isEmpty() ? 0 : QFontMetricsF(small).boundingRect(below, Qt::TextWordWrap, note).height() + 4;
        const int before = m_page;
        need(rowHeight + noteHeight);
        if (m_page != before)
            head();
        cells(row, font(10), m_colours.text, rowHeight);
        if (noteHeight > 0) {
            text(QRectF(12, m_y - 1, below.width(), noteHeight), note, small, m_colours.bad, Qt::TextWordWrap);
            m_y += noteHeight;
        }
        rule(m_y, m_colours.line);
        row.clear();
        note.clear();
    }
}

void PageWriter::facts(const QList<std::pair<QString, QString>> &facts)
{
    constexpr double gap = 28;
    const double column = (width() - gap) / 2;
    const QFont plain = font(10);
    const QFontMetricsF metrics(plain);
    for (qsizetype i = 0; i < facts.size(); i += 2) {
        need(rowHeight);
        for (qsizetype side = 0; side < 2 && i + side < facts.size(); ++side) {
            const auto &[name, value] = facts.at(i + side);
            const double x = (column + gap) * double(side);
            text(QRectF(x, m_y, column * 0.5 - 8, rowHeight), metrics.elidedText(name, Qt::ElideRight, column * 0.5 - 8), plain, m_colours.muted,
                 Qt::AlignLeft | Qt::AlignVCenter);
            text(QRectF(x + column * 0.5, m_y, column * 0.5, rowHeight), metrics.elidedText(value, Qt::ElideMiddle, column * 0.5), plain,
                 m_colours.text, Qt::AlignLeft | Qt::AlignVCenter);
            if (m_device) {
                m_painter.setPen(QPen(m_colours.line, 0.7));
                m_painter.drawLine(QPointF(x, m_y + rowHeight), QPointF(x + column, m_y + rowHeight));
            }
        }
        m_y += rowHeight;
    }
}

} // namespace millrace
