// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connectionbook.h"
#include "ui/settings/preferences.h"
#include "ui/transfers/transferboard.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace millrace {

/// Orders a download from an s3:// address or an http(s) link.
class NewTransferDialog : public QDialog
{
    Q_OBJECT
public:
    NewTransferDialog(ConnectionBook &book, const QString &address, const Preferences &preferences, QWidget *parent = nullptr);

    /// Whether @p text can be opened here.
    static bool isAddress(const QString &text);

signals:
    void ordered(const millrace::TransferOrder &order);

private:
    void onAddress();
    void go();
    void send(TransferOrder order);
    DownloadSpec spec() const;

    ConnectionBook &m_book;
    const TransferSettings m_settings;
    QLineEdit *m_address;
    QComboBox *m_connection;
    QLineEdit *m_folder;
    QComboBox *m_overwrite;
    QSpinBox *m_concurrency;
    QCheckBox *m_paused;
    QLabel *m_note;
    QPushButton *m_go;
};

} // namespace millrace
