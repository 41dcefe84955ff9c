// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/colours.h"

#include <QObject>
#include <QVariant>

class QApplication;
class QDBusVariant;

namespace millrace {

/// Puts the chosen look on the application and follows the system's while the choice is ThemeChoice::System. Asks the
/// desktop portal over D-Bus without waiting for it. GUI thread.
class Appearance : public QObject
{
    Q_OBJECT
public:
    explicit Appearance(QApplication &application, QObject *parent = nullptr);

    ThemeChoice choice() const { return m_choice; }
    void choose(ThemeChoice choice);

signals:
    /// The application has another palette and style sheet.
    void changed();

private slots:
    void onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void apply();

    QApplication &m_application;
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_systemDark = false;
    bool m_systemContrast = false;
    bool m_applied = false;
};

/// "system", "light", "dark", "high-contrast": as settings spell it.
QString name(ThemeChoice choice);
ThemeChoice themeChoice(const QString &name);

} // namespace millrace
