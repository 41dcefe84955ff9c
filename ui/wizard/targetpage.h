// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connectionbook.h"
#include "ui/wizard/optimizeplan.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QRadioButton;
class QSpinBox;

namespace millrace {

/// What to optimize for: connection, place, how much to move, and where to.
class TargetPage : public QWidget
{
    Q_OBJECT
public:
    TargetPage(ConnectionBook &book, const OptimizePlan &plan, QWidget *parent = nullptr);

    OptimizePlan plan() const;
    bool isComplete() const { return m_complete; }

signals:
    void completeChanged();

private:
    void check();
    ConnectionBook &m_book;
    QComboBox *m_connection;
    QLineEdit *m_address;
    QRadioButton *m_toDisk, *m_toMemory;
    QLineEdit *m_folder;
    QSpinBox *m_trials, *m_seconds, *m_gigabytes;
    QLabel *m_note, *m_cost;
    bool m_complete = false;
};

} // namespace millrace
