// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/colours.h"

#include <QFont>
#include <QPainter>
#include <QStringList>
#include <functional>

class QPagedPaintDevice;

namespace millrace {

/// A column of a printed table.
struct PrintColumn
{
    QString title;
    double share = 1;    ///< of the width
    bool number = false; ///< to the right
    bool path = false;   ///< what is too long loses its middle
};

/// Writes down pages from top to bottom in units of a screen of 96 dots: text, boxes, curves, tables that repeat their
/// heads. Without a device it only counts pages, so that each can say how many there are. Any thread.
class PageWriter
{
public:
    /// @p pages: in all, for the footers; 0: not known yet.
    PageWriter(const QSizeF &page, QPagedPaintDevice *device, const QString &footer, int pages);
    ~PageWriter();

    int page() const { return m_page; }
    double width() const { return m_size.width(); }
    void space(double height) { m_y += height; }

    void title(const QString &text);
    /// Begins another page where less than @p together would follow it on this one.
    void heading(const QString &text, double together);
    void paragraph(const QString &text, const QColor &colour);
    /// A tinted box; the first line is bold.
    void box(const QStringList &lines, const QColor &fill, const QColor &ink);
    /// Values under their names, side by side.
    void figures(const QList<std::pair<QString, QString>> &figures);
    struct Curve
    {
        QString title;
        QString unit;
        QList<QPointF> points; ///< x in seconds
        QColor colour;
    };
    void curves(const QList<Curve> &row, double height);
    void table(const QList<PrintColumn> &columns, const std::function<bool(int row, QStringList &cells, QString &note)> &rows);
    /// Names and values in two columns.
    void facts(const QList<std::pair<QString, QString>> &facts);

private:
    QFont font(double pixels, bool bold = false) const;
    double text(const QRectF &area, const QString &text, const QFont &font, const QColor &colour, int flags = Qt::AlignLeft);
    void curve(const Curve &curve, const QRectF &area);
    void rule(double y, const QColor &colour);
    void need(double height);
    void endPage();

    const QSizeF m_size;
    QPagedPaintDevice *const m_device;
    const QString m_footer;
    const int m_pages;
    const Colours m_colours = Colours::light();
    QPainter m_painter;
    int m_page = 1;
    double m_y = 0;
};

} // namespace millrace
