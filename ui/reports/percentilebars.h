// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/percentiles.h"

#include <QWidget>

namespace millrace {

/// How fast the files of a run were, as bars from the slowest to the fastest.
class PercentileBars : public QWidget
{
    Q_OBJECT
public:
    explicit PercentileBars(QWidget *parent = nullptr);
    /// In MiB/s.
    void setDistribution(const Distribution &distribution);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Bar
    {
        QString name;
        double value;
    };
    int rowHeight() const { return fontMetrics().height() + 14; }
    QList<Bar> m_bars;
};

} // namespace millrace
