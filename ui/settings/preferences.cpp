// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferences.h"

#include "ui/theme/appearance.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace millrace {

QString Preferences::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/settings.json"_s;
}

Preferences Preferences::load(const QString &file)
{
    Preferences p;
    p.targetFolder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return p;
    const QJsonObject json = QJsonDocument::fromJson(in.readAll()).object();
    p.theme = themeChoice(json.value(u"theme"_s).toString());
    p.targetFolder = json.value(u"target_folder"_s).toString(p.targetFolder);
    p.parallelTransfers = std::clamp(json.value(u"parallel_transfers"_s).toInt(p.parallelTransfers), 1, 50);
    p.connectionsPerTransfer = std::clamp(json.value(u"connections_per_transfer"_s).toInt(p.connectionsPerTransfer), 1, 1000);
    p.attempts = std::clamp(json.value(u"attempts"_s).toInt(p.attempts), 1, 100);
    p.memoryLimit = std::clamp<qint64>(json.value(u"memory_limit_mib"_s).toInteger(p.memoryLimit / MiB), 16, 65536) * MiB;
    p.verify = json.value(u"verify"_s).toBool(p.verify);
    p.notify = json.value(u"notify"_s).toBool(p.notify);
    p.tray = json.value(u"tray"_s).toBool(p.tray);
    p.keepAwake = json.value(u"keep_awake"_s).toBool(p.keepAwake);
    p.welcomed = json.value(u"welcomed"_s).toBool();
    p.windowGeometry = QByteArray::fromBase64(json.value(u"window_geometry"_s).toString().toLatin1());
    p.windowLayout = QByteArray::fromBase64(json.value(u"window_layout"_s).toString().toLatin1());
    return p;
}

QByteArray Preferences::toJson() const
{
    const QJsonObject json{
        {u"theme"_s, name(theme)},
        {u"target_folder"_s, targetFolder},
        {u"parallel_transfers"_s, parallelTransfers},
        {u"connections_per_transfer"_s, connectionsPerTransfer},
        {u"attempts"_s, attempts},
        {u"memory_limit_mib"_s, memoryLimit / MiB},
        {u"verify"_s, verify},
        {u"notify"_s, notify},
        {u"tray"_s, tray},
        {u"keep_awake"_s, keepAwake},
        {u"welcomed"_s, welcomed},
        {u"window_geometry"_s, QString::fromLatin1(windowGeometry.toBase64())},
        {u"window_layout"_s, QString::fromLatin1(windowLayout.toBase64())},
    };
    return QJsonDocument(json).toJson();
}

TransferSettings Preferences::transferSettings() const
{
    TransferSettings settings;
    settings.maxConnections = connectionsPerTransfer;
    settings.maxAttempts = attempts;
    settings.memoryLimit = memoryLimit;
    settings.validate = verify;
    return settings;
}

void saveSoon(const Preferences &preferences, const QString &file)
{
    QThreadPool::globalInstance()->start([json = preferences.toJson(), file] {
        static QMutex order; // two savings must not cross
        const QMutexLocker lock(&order);
        QDir().mkpath(QFileInfo(file).absolutePath());
        QSaveFile out(file);
        if (out.open(QIODevice::WriteOnly)) {
            out.write(json);
            out.commit();
        }
    });
}

} // namespace millrace
