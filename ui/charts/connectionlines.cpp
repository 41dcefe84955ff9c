// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/connectionlines.h"

#include <QPainter>

namespace millrace {

void ConnectionLines::setLines(const QList<QPolygonF> &lines)
{
    m_lines = lines;
    update();
}

void ConnectionLines::setFrame(const QRectF &plot, const QRectF &values)
{
    if (plot != m_plot)
        prepareGeometryChange();
    m_plot = plot;
    m_values = values;
    update();
}

void ConnectionLines::setColour(const QColor &colour)
{
    m_colour = colour;
    update();
}

void ConnectionLines::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (m_lines.isEmpty() || m_values.width() <= 0 || m_values.height() <= 0)
        return;
    const double dx = m_plot.width() / m_values.width();
    const double dy = m_plot.height() / m_values.height();
    painter->save();
    painter->setClipRect(m_plot);
    // Many lines become a band: each lets the others through.
    QColor colour = m_colour;
    colour.setAlphaF(m_lines.size() > 24 ? 0.3f : m_lines.size() > 8 ? 0.45f : 0.7f);
    painter->setPen(QPen(colour, 1));
    painter->setRenderHint(QPainter::Antialiasing, m_lines.size() <= 24);
    QPolygonF onScreen;
    for (const QPolygonF &line : m_lines) {
        onScreen.clear();
        onScreen.reserve(line.size());
        for (const QPointF &p : line)
            onScreen.append({m_plot.left() + (p.x() - m_values.left()) * dx, m_plot.bottom() - (p.y() - m_values.top()) * dy});
        painter->drawPolyline(onScreen);
    }
    painter->restore();
}

} // namespace millrace
