// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/connection.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;

namespace millrace {

/// Makes a link that gives access to one object for some time. Nothing is asked of the server.
class PresignDialog : public QDialog
{
    Q_OBJECT
public:
    PresignDialog(const Connection &connection, const QString &bucket, const QString &key, QWidget *parent = nullptr);
    QString link() const;

private:
    void make();

    const Connection m_connection;
    const QString m_bucket;
    const QString m_key;
    QComboBox *m_expires;
    QComboBox *m_method;
    QLineEdit *m_link;
    QLabel *m_note;
};

} // namespace millrace
