// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/timechart.h"

namespace millrace {

/// A TimeChart with its controls: window, which lines, pause, export.
class ChartPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ChartPanel(QWidget *parent = nullptr);

    TimeChart *chart() const { return m_chart; }

private:
    void exportChart();

    TimeChart *m_chart;
};

} // namespace millrace
