// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connectionbook.h"

#include <QDialog>

class QListWidget;
class QLabel;
class QPushButton;

namespace millrace {

/// Makes connections of profiles in ~/.aws. Keys stay where they are.
class ImportDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ImportDialog(ConnectionBook &book, QWidget *parent = nullptr);

signals:
    void imported(const QString &firstConnectionId);

private:
    void fill(const QStringList &names);
    void import();

    ConnectionBook &m_book;
    QListWidget *m_list;
    QLabel *m_note;
    QPushButton *m_import;
};

} // namespace millrace
