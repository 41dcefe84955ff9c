// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/keychain.h"
#include "ui/main/mainwindow.h"
#include "ui/settings/bandwidthlimit.h"
#include "ui/theme/appearance.h"
#include "ui/transfers/engineboard.h"

#include <QApplication>
#include <QTemporaryDir>

namespace millrace {

/// What a window stands on, in a folder of its own, with a board of engines: no queue, no keyring.
struct TestGround
{
    QTemporaryDir folder;
    Appearance appearance{*static_cast<QApplication *>(QCoreApplication::instance())};
    Keychain keychain{QStringLiteral("Millrace test")};
    ConnectionBook book{folder.filePath(QStringLiteral("connections.json")), keychain};
    BandwidthLimit limit{Bandwidth()};
    EngineBoard board{limit.buckets()};

    TestGround() { appearance.choose(ThemeChoice::Light); }
    QString target() const { return folder.filePath(QStringLiteral("target")); }
    QString preferencesFile() const { return folder.filePath(QStringLiteral("settings.json")); }
    WindowServices services() { return {board, book, appearance, preferencesFile(), &limit}; }
    Preferences preferences() const
    {
        Preferences p;
        p.targetFolder = target();
        return p;
    }
    /// A connection for the session.
    void add(const QString &id, const Connection &connection)
    {
        ConnectionProfile profile;
        profile.id = profile.name = id;
        book.putTransient(profile, connection);
    }
};

struct TestWindow : TestGround
{
    MainWindow window{services(), preferences()};
    TestWindow() { window.show(); }
};

} // namespace millrace
