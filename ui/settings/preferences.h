// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/transferspec.h"
#include "transfer/uploadspec.h"
#include "ui/settings/bandwidth.h"
#include "ui/theme/colours.h"

#include <QByteArray>
#include <QString>

namespace millrace {

/// What the user chose, and how the window was left. A value; holds no secret.
struct Preferences
{
    ThemeChoice theme = ThemeChoice::System;
    QString language;          ///< "de", "zh_CN"; empty: the system's
    QString targetFolder;      ///< of downloads
    bool askForFolder = false; ///< with every download
    OverwritePolicy existing = OverwritePolicy::IfDifferent;
    int parallelTransfers = 3;
    int connectionsPerTransfer = 100;
    int attempts = 10;
    ByteCount memoryLimit = 256 * MiB; ///< of all transfers together
    Bandwidth bandwidth;
    bool verify = true;
    UploadChecksum uploadChecksum;
    bool notify = true;
    bool tray = true;
    bool closeToTray = false;  ///< closing the window leaves the program running
    bool keepAwake = true;
    QByteArray windowGeometry;
    QByteArray windowLayout;   ///< splitters and columns
    bool welcomed = false;     ///< the three doors were passed once

    static QString defaultFile();
    /// Defaults for what is missing or damaged. Reads the disk: for the time before the window is there.
    static Preferences load(const QString &file);
    static Preferences fromJson(const QByteArray &json);
    QByteArray toJson() const;
    /// What a new transfer begins with.
    TransferSettings transferSettings() const;
};

/// Writes @p preferences in a thread of the global pool.
void saveSoon(const Preferences &preferences, const QString &file);

/// "auto", "none" or an algorithm's name, as settings and the command line spell it; Auto for anything else.
QString name(const UploadChecksum &checksum);
UploadChecksum uploadChecksumFromName(const QString &name);
/// All of them, in the order to offer them in.
QStringList uploadChecksumNames();

} // namespace millrace
