// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/partgridgeometry.h"

#include <algorithm>

namespace millrace {

PartGridGeometry PartGridGeometry::fit(int count, const QSize &area, int wantedPitch)
{
    PartGridGeometry g;
    g.count = count;
    const int width = std::max(smallestPitch, area.width() - 2 * margin);
    const int height = std::max(smallestPitch, area.height() - 2 * margin);
    const auto columnsFor = [width](int pitch) { return std::max(1, width / pitch); };
    if (wantedPitch > 0) {
        g.pitch = std::clamp(wantedPitch, smallestPitch, 2 * largestPitch);
    } else {
        g.pitch = largestPitch;
        while (g.pitch > smallestPitch) {
            const int columns = columnsFor(g.pitch);
            if ((count + columns - 1) / columns * g.pitch <= height)
                break;
            --g.pitch;
        }
    }
    g.columns = columnsFor(g.pitch);
    return g;
}

QSize PartGridGeometry::size() const
{
    return {std::min(columns, std::max(count, 1)) * pitch + 2 * margin, rows() * pitch + 2 * margin};
}

QRect PartGridGeometry::cell(int index) const
{
    const int side = pitch - gap();
    return {margin + index % columns * pitch, margin + index / columns * pitch, side, side};
}

int PartGridGeometry::indexAt(const QPoint &point) const
{
    const int x = point.x() - margin;
    const int y = point.y() - margin;
    if (x < 0 || y < 0 || x >= columns * pitch)
        return -1;
    const int index = y / pitch * columns + x / pitch;
    return index < count ? index : -1;
}

std::pair<int, int> PartGridGeometry::touching(const QRect &area) const
{
    const int firstRow = std::max(0, (area.top() - margin) / pitch);
    const int lastRow = std::max(-1, (area.bottom() - margin) / pitch);
    return {std::min(count, firstRow * columns), std::min(count, (lastRow + 1) * columns)};
}

} // namespace millrace
