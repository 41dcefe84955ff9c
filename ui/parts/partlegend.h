// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/partcells.h"

#include <QWidget>

namespace millrace {

/// What the colours of a part grid mean, with how many parts have each; in heat mode the ramp with its ends.
class PartLegend : public QWidget
{
    Q_OBJECT
public:
    explicit PartLegend(QWidget *parent = nullptr);
    void show(const PartCells &cells, HeatBy by);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {60, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintHeat(QPainter &painter);

    struct Entry
    {
        PartState state;
        int count;
    };
    QList<Entry> m_entries;
    HeatBy m_by = HeatBy::State;
    ByteRate m_low = 0;
    ByteRate m_high = 0;
};

} // namespace millrace
