// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace millrace {

/// What the user may choose, in pages.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit SettingsDialog(const Preferences &preferences, QWidget *parent = nullptr);
    Preferences read() const;

signals:
    void chosen(const millrace::Preferences &preferences);

private:
    QWidget *transfersPage();
    QWidget *appearancePage();
    QWidget *behaviourPage();

    Preferences m_before;
    QLineEdit *m_folder;
    QSpinBox *m_parallel, *m_connections, *m_attempts, *m_memory;
    QCheckBox *m_verify, *m_notify, *m_tray, *m_awake;
    QComboBox *m_theme;
};

} // namespace millrace
