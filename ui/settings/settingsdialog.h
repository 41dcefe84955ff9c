// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;
class QSpinBox;
class QStackedWidget;

namespace millrace {

class BandwidthPage;

/// What the user may choose, in pages.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Page { Transfers, Bandwidth, Checksums, Appearance, Behaviour };

    explicit SettingsDialog(const Preferences &preferences, QWidget *parent = nullptr);
    Preferences read() const;
    void open(Page page);
    using QDialog::open;

signals:
    void chosen(const millrace::Preferences &preferences);

private:
    void addPage(const QString &icon, const QString &title, QWidget *page);
    QWidget *transfersPage();
    QWidget *checksumsPage();
    QWidget *appearancePage();
    QWidget *behaviourPage();

    Preferences m_before;
    QListWidget *m_list;
    QStackedWidget *m_pages;
    QLineEdit *m_folder;
    QSpinBox *m_parallel, *m_connections, *m_attempts, *m_memory;
    QCheckBox *m_ask, *m_verify, *m_notify, *m_tray, *m_closeToTray, *m_awake;
    QComboBox *m_existing, *m_uploadChecksum, *m_theme, *m_language;
    BandwidthPage *m_bandwidth;
};

} // namespace millrace
