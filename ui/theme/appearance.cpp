// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/appearance.h"

#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
const QString portal = u"org.freedesktop.portal.Desktop"_s;
const QString portalPath = u"/org/freedesktop/portal/desktop"_s;
const QString settingsInterface = u"org.freedesktop.portal.Settings"_s;
const QString appearanceGroup = u"org.freedesktop.appearance"_s;

/// The portal wraps its answer in one or two variants, depending on its version.
uint number(const QVariant &value)
{
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>())
        inner = inner.value<QDBusVariant>().variant();
    return inner.toUInt();
}
} // namespace

Appearance::Appearance(QApplication &application, QObject *parent) : QObject(parent), m_application(application)
{
    m_systemDark = application.palette().color(QPalette::Window).lightness() < 128;
    if (auto *fusion = QStyleFactory::create(u"Fusion"_s))
        application.setStyle(fusion);
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portal, portalPath, settingsInterface, u"SettingChanged"_s, this,
                SLOT(onPortalSetting(QString, QString, QDBusVariant)));
    askPortal();
}

void Appearance::askPortal()
{
    for (const QString &key : {u"color-scheme"_s, u"contrast"_s}) {
        QDBusMessage ask = QDBusMessage::createMethodCall(portal, portalPath, settingsInterface, u"Read"_s);
        ask << appearanceGroup << key;
        auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(ask), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher *call) {
            const QDBusPendingReply<QDBusVariant> reply = *call;
            call->deleteLater();
            if (reply.isValid())
                onPortalSetting(appearanceGroup, key, reply.value());
        });
    }
}

void Appearance::onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group != appearanceGroup)
        return;
    if (key == u"color-scheme")
        m_systemDark = number(QVariant::fromValue(value)) == 1;
    else if (key == u"contrast")
        m_systemContrast = number(QVariant::fromValue(value)) == 1;
    if (m_applied && m_choice == ThemeChoice::System)
        apply();
}

void Appearance::choose(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Appearance::apply()
{
    m_applied = true;
    Colours colours = m_systemDark ? Colours::darkSet() : Colours::light();
    if (m_choice == ThemeChoice::Light)
        colours = Colours::light();
    else if (m_choice == ThemeChoice::Dark)
        colours = Colours::darkSet();
    if (m_choice == ThemeChoice::HighContrast || (m_choice == ThemeChoice::System && m_systemContrast))
        colours = Colours::highContrast();
    m_application.setPalette(colours.palette());
    m_application.setStyleSheet(styleSheet(colours));
    emit changed();
}

QString name(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System: return u"system"_s;
    case ThemeChoice::Light: return u"light"_s;
    case ThemeChoice::Dark: return u"dark"_s;
    case ThemeChoice::HighContrast: return u"high-contrast"_s;
    }
    return {};
}

ThemeChoice themeChoice(const QString &text)
{
    for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrast})
        if (name(choice) == text)
            return choice;
    return ThemeChoice::System;
}

} // namespace millrace
