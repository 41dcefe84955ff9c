// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/partcells.h"
#include "ui/parts/partgridgeometry.h"
#include "ui/theme/colours.h"

#include <QImage>

namespace millrace {

/// Paints cells into a picture that is kept: after a change only the cells that differ are painted again. GUI thread, but
/// needs no widget.
class PartGridPainter
{
public:
    /// The picture of @p cells. @p scale: device pixels per pixel.
    const QImage &paint(const PartCells &cells, const PartGridGeometry &geometry, const Colours &colours, HeatBy by,
                        qreal scale);
    int repaintedCells() const { return m_repainted; } ///< by the last call

    static void paintCell(QPainter &painter, const QRect &rect, const PartCell &cell, const Colours &colours, HeatBy by);

private:
    QImage m_image;
    QList<PartCell> m_painted;
    PartGridGeometry m_geometry;
    QColor m_background;
    HeatBy m_by = HeatBy::State;
    int m_repainted = 0;
};

} // namespace millrace
