// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/partgridpainter.h"

#include <QPainter>

namespace millrace {
namespace {

/// A cue besides the colour, in the cell's middle.
void paintMark(QPainter &painter, const QRectF &box, PartState state, const QColor &colour)
{
    const double s = box.width();
    const auto at = [&](double x, double y) { return QPointF(box.left() + x * s, box.top() + y * s); };
    QPen pen(colour, std::max(1.2, s * 0.11));
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    switch (state) {
    case PartState::Waiting:
    case PartState::Active: break;
    case PartState::Retrying:
        painter.drawArc(QRectF(at(0.27, 0.27), at(0.73, 0.73)), 40 * 16, 260 * 16);
        painter.drawPolyline(QPolygonF{at(0.62, 0.14), at(0.66, 0.34), at(0.46, 0.38)});
        break;
    case PartState::Paused:
        painter.drawLine(at(0.38, 0.28), at(0.38, 0.72));
        painter.drawLine(at(0.62, 0.28), at(0.62, 0.72));
        break;
    case PartState::Received:
        painter.setBrush(colour);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(QRectF(at(0.38, 0.38), at(0.62, 0.62)));
        break;
    case PartState::Verified: painter.drawPolyline(QPolygonF{at(0.25, 0.52), at(0.43, 0.70), at(0.76, 0.32)}); break;
    case PartState::Failed:
        painter.drawLine(at(0.29, 0.29), at(0.71, 0.71));
        painter.drawLine(at(0.71, 0.29), at(0.29, 0.71));
        break;
    }
}

} // namespace

void PartGridPainter::paintCell(QPainter &painter, const QRect &rect, const PartCell &cell, const Colours &c, HeatBy by)
{
    const double radius = rect.width() >= 12 ? 3 : rect.width() >= 7 ? 1.5 : 0;
    QColor fill = c.part(cell.state);
    const bool heat = by == HeatBy::Rate;
    if (heat)
        fill = cell.heat == 255 ? c.part(PartState::Waiting) : c.heat(cell.heat / 100.0);
    const bool partial = cell.percent < 100 && cell.state != PartState::Failed;
    const QColor back = partial ? (c.contrast ? c.part(PartState::Waiting) : mixed(c.part(PartState::Waiting), fill, 0.22)) : fill;
    painter.setPen(Qt::NoPen);
    painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    painter.setBrush(cell.state == PartState::Waiting && !heat ? c.part(PartState::Waiting) : back);
    painter.drawRoundedRect(rect, radius, radius);
    if (partial && cell.percent > 0) {
        // From the bottom up, as a vessel fills.
        const int high = std::max(1, rect.height() * cell.percent / 100);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(rect.left(), rect.bottom() + 1 - high, rect.width(), high, fill);
        painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    }
    if (rect.width() >= 11) {
        const QColor on = fill.lightness() > 140 ? QColor(0x10161f) : QColor(0xffffff);
        if (cell.state != PartState::Waiting)
            paintMark(painter, QRectF(rect), cell.state, on);
    } else if (rect.width() >= 5 && (cell.state == PartState::Failed || cell.state == PartState::Retrying)) {
        painter.setPen(QPen(QColor(0xffffff), 1));
        painter.drawLine(rect.topLeft() + QPoint(1, 1), rect.bottomRight() - QPoint(1, 1));
        if (cell.state == PartState::Failed)
            painter.drawLine(rect.topRight() + QPoint(-1, 1), rect.bottomLeft() + QPoint(1, -1));
    }
    if (cell.firstOfFile && rect.width() >= 5) {
        painter.setPen(QPen(c.text, rect.width() >= 11 ? 2 : 1));
        painter.drawLine(rect.left(), rect.top(), rect.left(), rect.bottom());
    }
}

const QImage &PartGridPainter::paint(const PartCells &cells, const PartGridGeometry &geometry, const Colours &colours,
                                     HeatBy by, qreal scale)
{
    const QSize wanted = geometry.size() * scale;
    const bool anew = m_image.size() != wanted || m_image.devicePixelRatio() != scale || geometry.count != m_geometry.count
        || geometry.pitch != m_geometry.pitch || geometry.columns != m_geometry.columns || m_background != colours.base
        || m_by != by;
    if (anew) {
        m_image = QImage(wanted, QImage::Format_RGB32);
        m_image.setDevicePixelRatio(scale);
        m_image.fill(colours.base);
        m_painted.clear();
    }
    m_geometry = geometry;
    m_background = colours.base;
    m_by = by;
    m_repainted = 0;
    QPainter painter(&m_image);
    for (int i = 0; i < cells.count(); ++i) {
        const PartCell &cell = cells.at(i);
        if (i < m_painted.size() && m_painted.at(i) == cell)
            continue;
        const QRect rect = geometry.cell(i);
        if (!anew)
            painter.fillRect(rect, colours.base);
        paintCell(painter, rect, cell, colours, by);
        if (i < m_painted.size())
            m_painted[i] = cell;
        else
            m_painted.append(cell);
        ++m_repainted;
    }
    return m_image;
}

} // namespace millrace
