// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

#include <QElapsedTimer>
#include <QWidget>

namespace millrace {

/// The foot of the sidebar: rates down and up now, over a line of the last minute.
class ActivityCard : public QWidget
{
    Q_OBJECT
public:
    explicit ActivityCard(QWidget *parent = nullptr);
    void setTotals(const TransferTotals &totals);
    QSize sizeHint() const override { return {200, 104}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Point
    {
        double at;
        ByteRate rate;
    };
    TransferTotals m_totals;
    QList<Point> m_points;
    QElapsedTimer m_clock;
};

} // namespace millrace
