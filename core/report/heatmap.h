// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/canvas.h"

#include <QSizeF>
#include <QStringList>

namespace millrace {

/// One grid of a heat map: rows of cells; NaN where nothing was measured.
struct HeatGrid
{
    QString title;
    QList<QList<double>> rows;
};

/// What was measured over two parameters, and grids side by side for further ones. A value.
struct HeatMap
{
    QString title;
    QString subtitle;
    QString unit;            ///< of the cells
    QString columnTitle;
    QStringList columns;
    QString rowTitle;
    QStringList rowLabels;
    QList<HeatGrid> grids;
};

QSizeF sizeOf(const HeatMap &map);
/// The best cell of all is framed.
void draw(const HeatMap &map, Canvas &canvas);

/// From pale to dark for @p share from 0 to 1.
Colour heatColour(double share);

} // namespace millrace
