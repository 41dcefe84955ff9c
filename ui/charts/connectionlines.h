// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QGraphicsItem>
#include <QPolygonF>

namespace millrace {

/// The throughput of each connection as a thin line over a chart's plot area. One item for all of them: sixty-four series
/// of a chart would cost it sixty-four times the work.
class ConnectionLines : public QGraphicsItem
{
public:
    explicit ConnectionLines(QGraphicsItem *parent) : QGraphicsItem(parent) { setZValue(4); }

    /// In the values of the axes.
    void setLines(const QList<QPolygonF> &lines);
    /// Where the axes are on the parent, and what they cover.
    void setFrame(const QRectF &plot, const QRectF &values);
    void setColour(const QColor &colour);

    QRectF boundingRect() const override { return m_plot; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    QList<QPolygonF> m_lines;
    QRectF m_plot;
    QRectF m_values; ///< y upwards: its top is the smallest value
    QColor m_colour;
};

} // namespace millrace
