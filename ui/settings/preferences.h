// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/transferspec.h"
#include "ui/theme/colours.h"

#include <QByteArray>
#include <QString>

namespace millrace {

/// What the user chose, and how the window was left. A value; holds no secret.
struct Preferences
{
    ThemeChoice theme = ThemeChoice::System;
    QString targetFolder;      ///< of downloads
    int parallelTransfers = 3;
    int connectionsPerTransfer = 100;
    int attempts = 10;
    ByteCount memoryLimit = 256 * MiB;
    bool verify = true;
    bool notify = true;
    bool tray = true;
    bool keepAwake = true;
    QByteArray windowGeometry;
    QByteArray windowLayout;   ///< splitters and columns
    bool welcomed = false;     ///< the three doors were passed once

    static QString defaultFile();
    /// Defaults for what is missing or damaged. Reads the disk: for the time before the window is there.
    static Preferences load(const QString &file);
    QByteArray toJson() const;
    /// What a new transfer begins with.
    TransferSettings transferSettings() const;
};

/// Writes @p preferences in a thread of the global pool.
void saveSoon(const Preferences &preferences, const QString &file);

} // namespace millrace
