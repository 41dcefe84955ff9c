// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connectionbook.h"
#include "ui/wizard/optimizeplan.h"

#include <QWidget>

class QLabel;

namespace millrace {

class ConnectionTestPanel;

/// What there is to work with: processors, memory, disk, link, endpoint. Measures when it is told to look.
class FindingsPage : public QWidget
{
    Q_OBJECT
public:
    explicit FindingsPage(ConnectionBook &book, QWidget *parent = nullptr);

    void look(const OptimizePlan &plan);
    /// All was found, and the connection works.
    bool isComplete() const { return m_machineDone && m_works && m_connection.has_value(); }
    const std::optional<Connection> &connection() const { return m_connection; }

signals:
    void completeChanged();

private:
    void show(const MachineFindings &found);
    ConnectionBook &m_book;
    ConnectionTestPanel *m_test;
    QLabel *m_cpu, *m_memory, *m_disk, *m_link;
    std::optional<Connection> m_connection;
    quint64 m_look = 0; ///< number of the last look: what comes late of an earlier one is dropped
    bool m_machineDone = false;
    bool m_works = false;
};

} // namespace millrace
