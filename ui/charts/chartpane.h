// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartwidget.h"

class QLabel;

namespace millrace {

/// A ChartWidget with its controls: window, which lines, pause, export.
class ChartPane : public QWidget
{
    Q_OBJECT
public:
    explicit ChartPane(QWidget *parent = nullptr);

    ChartWidget *chart() const { return m_chart; }

private:
    void exportChart();
    void tellLines();

    ChartWidget *m_chart;
    QLabel *m_legend;
};

} // namespace millrace
