// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/partgridpainter.h"

#include <QAbstractScrollArea>

namespace millrace {

/// Every part of a transfer as a cell. Mouse and arrow keys choose a cell, whose facts are signalled; Ctrl and the wheel
/// or +, -, 0 zoom. Read out by summary and by cell.
class PartGrid : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit PartGrid(QWidget *parent = nullptr);

    void setDetail(const TransferDetail &detail);
    void setHeatBy(HeatBy by);
    HeatBy heatBy() const { return m_by; }

    const PartCells &cells() const { return m_cells; }
    const PartGridGeometry &geometryOfCells() const { return m_geometry; }
    int current() const { return m_current; } ///< cell with the keyboard's focus; -1: none
    void setCurrent(int index);
    QRect cellRect(int index) const; ///< in the viewport's coordinates
    int cellAt(const QPoint &viewportPoint) const;
    QString summary() const;

    QSize sizeHint() const override { return {560, 220}; }
    QSize minimumSizeHint() const override { return {160, 90}; }

signals:
    /// The cell under the mouse, else the one with the focus; -1: none.
    void pointedAt(int index);
    void cellsChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void rebuild();
    void updateChanged(const PartCells &before);
    void layOut();
    void zoom(int steps);
    void pointAt(int index);

    TransferDetail m_detail;
    PartCells m_cells;
    PartGridGeometry m_geometry;
    PartGridPainter m_painter;
    HeatBy m_by = HeatBy::State;
    int m_zoom = 0; ///< wanted pitch; 0: fit
    int m_current = -1;
    int m_hovered = -1;
};

} // namespace millrace
