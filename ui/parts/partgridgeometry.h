// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

namespace millrace {

/// Where the cells of a part grid are: equal squares in rows. A plain value; no GUI needed to test it.
struct PartGridGeometry
{
    static constexpr int margin = 12;
    static constexpr int smallestPitch = 4;
    static constexpr int largestPitch = 30;

    int count = 0;
    int pitch = largestPitch; ///< from one cell's left edge to the next one's, pixels
    int columns = 1;

    /// The largest cells with which @p count of them fit into @p area, or the smallest allowed: then the grid is higher than
    /// the area. @p wantedPitch over 0 is taken as it is (zoom).
    static PartGridGeometry fit(int count, const QSize &area, int wantedPitch = 0);

    int gap() const { return pitch >= 12 ? 3 : pitch >= 6 ? 2 : 1; }
    int rows() const { return count == 0 ? 0 : (count + columns - 1) / columns; }
    QSize size() const; ///< margins included
    QRect cell(int index) const;
    int indexAt(const QPoint &point) const; ///< -1: no cell there
    /// Indexes of the cells in the rows that touch @p area: first, and one past the last.
    std::pair<int, int> touching(const QRect &area) const;
};

} // namespace millrace
