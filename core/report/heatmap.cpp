// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/heatmap.h"

#include "report/scales.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr Colour ink = 0x1f2933, quietInk = 0x616e7c, paper = 0xffffff, emptyCell = 0xf1f3f5, frame = 0xd9480f;
constexpr double margin = 28, titleHeight = 78, cellWidth = 66, cellHeight = 38, labelWidth = 64, headHeight = 52,
                 gap = 36, barHeight = 76;
constexpr qsizetype gridsARow = 3;

struct Range
{
    double low = 0, high = 0;
    bool any = false;
};

Range rangeOf(const HeatMap &map)
{
    Range range;
    for (const HeatGrid &grid : map.grids)
        for (const QList<double> &row : grid.rows)
            for (const double value : row) {
                if (std::isnan(value))
                    continue;
                range.low = range.any ? std::min(range.low, value) : value;
                range.high = range.any ? std::max(range.high, value) : value;
                range.any = true;
            }
    return range;
}

QString valueText(double value)
{
    return QString::number(value, 'f', value < 10 ? 2 : value < 100 ? 1 : 0);
}

double luminance(Colour colour)
{
    return (0.299 * double(colour >> 16 & 255) + 0.587 * double(colour >> 8 & 255) + 0.114 * double(colour & 255)) / 255;
}

QSizeF gridSize(const HeatMap &map)
{
    double titles = 0;
    for (const HeatGrid &grid : map.grids)
        titles = std::max(titles, estimatedWidth(grid.title, 13) * 1.1);
    return {labelWidth + std::max(double(map.columns.size()) * cellWidth, titles), headHeight + double(map.rowLabels.size()) * cellHeight + 40};
}

qsizetype columnsOfGrids(const HeatMap &map)
{
    return std::clamp<qsizetype>(map.grids.size(), 1, gridsARow);
}

void drawGrid(const HeatMap &map, const HeatGrid &grid, const Range &range, QPointF at, Canvas &canvas)
{
    const double left = at.x() + labelWidth, top = at.y() + headHeight;
    const double spread = range.high - range.low;
    canvas.text({left, at.y() + 14}, grid.title, {13, ink, true});
    for (qsizetype c = 0; c < map.columns.size(); ++c)
        canvas.text({left + (double(c) + 0.5) * cellWidth, top - 8}, map.columns.at(c), {12, ink, false, Anchor::Middle});
    canvas.text({left + double(map.columns.size()) * cellWidth / 2, top + double(map.rowLabels.size()) * cellHeight + 20},
                map.columnTitle, {12, quietInk, false, Anchor::Middle});
    canvas.text({at.x() + 14, top + double(map.rowLabels.size()) * cellHeight / 2}, map.rowTitle,
                {12, quietInk, false, Anchor::Middle, true});
    std::optional<QRectF> best;
    for (qsizetype r = 0; r < map.rowLabels.size(); ++r) {
        canvas.text({left - 10, top + (double(r) + 0.5) * cellHeight + 4}, map.rowLabels.at(r), {12, ink, false, Anchor::End});
        for (qsizetype c = 0; c < map.columns.size(); ++c) {
            const double value = grid.rows.value(r).value(c, std::nan(""));
            const QRectF cell(left + double(c) * cellWidth + 1, top + double(r) * cellHeight + 1, cellWidth - 2, cellHeight - 2);
            if (std::isnan(value)) {
                canvas.rectangle(cell, Fill{emptyCell}, {}, 3);
                continue;
            }
            const Colour colour = heatColour(spread > 0 ? (value - range.low) / spread : 1);
            canvas.beginGroup(u"%1 %2, %3 %4: %5 %6"_s.arg(map.rowTitle, map.rowLabels.at(r), map.columnTitle, map.columns.at(c),
                                                          QString::number(value, 'f', 2), map.unit));
            canvas.rectangle(cell, Fill{colour}, {}, 3);
            canvas.text({cell.center().x(), cell.center().y() + 4.5}, valueText(value),
                        {12.5, luminance(colour) > 0.55 ? ink : paper, value == range.high, Anchor::Middle});
            canvas.endGroup();
            if (value == range.high)
                best = cell;
        }
    }
    if (best)
        canvas.rectangle(best->adjusted(-1, -1, 1, 1), {}, Stroke{frame, 3, {}}, 4);
}

void drawBar(const HeatMap &map, const Range &range, QPointF at, Canvas &canvas)
{
    constexpr int steps = 60;
    constexpr double width = 300, height = 12;
    for (int i = 0; i < steps; ++i)
        canvas.rectangle({at.x() + width * i / steps, at.y(), width / steps + 0.5, height}, Fill{heatColour((i + 0.5) / steps)}, {});
    canvas.text({at.x(), at.y() + height + 16}, valueText(range.low), {12, quietInk});
    canvas.text({at.x() + width, at.y() + height + 16}, valueText(range.high), {12, quietInk, false, Anchor::End});
    canvas.text({at.x() + width / 2, at.y() + height + 16}, map.unit, {12, quietInk, false, Anchor::Middle});
    canvas.rectangle({at.x() + width + 40, at.y() - 1, 22, height + 2}, {}, Stroke{frame, 3, {}}, 3);
    canvas.text({at.x() + width + 70, at.y() + height - 1}, u"best"_s, {12, quietInk});
}

} // namespace

Colour heatColour(double share)
{
    // Pale yellow over green to dark blue: grows darker all the way, so that it reads in grey as well.
    static constexpr Colour stops[] = {0xfbf8cf, 0xd3eeb3, 0x97d6b9, 0x52bcc2, 0x2492c0, 0x225ea8, 0x16305f};
    constexpr int last = int(std::size(stops)) - 1;
    const double at = std::clamp(share, 0.0, 1.0) * last;
    const int below = std::min(last - 1, int(at));
    const double part = at - below;
    const auto mix = [&](int shift) {
        const double a = double(stops[below] >> shift & 255), b = double(stops[below + 1] >> shift & 255);
        return Colour(std::lround(a + (b - a) * part)) << shift;
    };
    return mix(16) | mix(8) | mix(0);
}

QSizeF sizeOf(const HeatMap &map)
{
    const QSizeF grid = gridSize(map);
    const qsizetype across = columnsOfGrids(map), down = (std::max<qsizetype>(map.grids.size(), 1) + across - 1) / across;
    const double text = std::max(estimatedWidth(map.title, 18) * 1.1, estimatedWidth(map.subtitle, 13));
    return {std::max({2 * margin + double(across) * grid.width() + double(across - 1) * gap, 2 * margin + text, 480.0}),
            titleHeight + double(down) * (grid.height() + 12) + barHeight};
}

void draw(const HeatMap &map, Canvas &canvas)
{
    const QSizeF size = sizeOf(map), grid = gridSize(map);
    const Range range = rangeOf(map);
    canvas.rectangle({QPointF(0, 0), size}, Fill{paper}, {});
    canvas.text({margin, 34}, map.title, {18, ink, true});
    canvas.text({margin, 56}, map.subtitle, {13, quietInk});
    const qsizetype across = columnsOfGrids(map);
    for (qsizetype i = 0; i < map.grids.size(); ++i)
        drawGrid(map, map.grids.at(i), range,
                 {margin + double(i % across) * (grid.width() + gap), titleHeight + double(i / across) * (grid.height() + 12)}, canvas);
    if (range.any)
        drawBar(map, range, {margin, size.height() - barHeight + 24}, canvas);
}

} // namespace millrace
