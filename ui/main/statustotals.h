// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

#include <QWidget>

class QLabel;

namespace millrace {

/// The figures in the status bar.
class StatusTotals : public QWidget
{
    Q_OBJECT
public:
    explicit StatusTotals(QWidget *parent = nullptr);
    void setTotals(const TransferTotals &totals);

private:
    QLabel *addFigure(const QString &icon, const QString &name);

    QLabel *m_down;
    QLabel *m_up;
    QLabel *m_connections;
    QLabel *m_transfers;
};

} // namespace millrace
