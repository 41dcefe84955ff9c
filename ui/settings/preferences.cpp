// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferences.h"

#include "io/checksum.h"
#include "ui/theme/appearance.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace millrace {

static const QString existingNames[] = {u"always"_s, u"never"_s, u"if-different"_s};

QString Preferences::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/settings.json"_s;
}

Preferences Preferences::load(const QString &file)
{
    QFile in(file);
    return fromJson(in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray());
}

Preferences Preferences::fromJson(const QByteArray &text)
{
    Preferences p;
    p.targetFolder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    p.theme = themeChoice(json.value(u"theme"_s).toString());
    p.language = json.value(u"language"_s).toString();
    p.targetFolder = json.value(u"target_folder"_s).toString(p.targetFolder);
    p.askForFolder = json.value(u"ask_for_folder"_s).toBool(p.askForFolder);
    for (const auto policy : {OverwritePolicy::Always, OverwritePolicy::Never})
        if (json.value(u"existing_files"_s).toString() == existingNames[int(policy)])
            p.existing = policy;
    p.parallelTransfers = std::clamp(json.value(u"parallel_transfers"_s).toInt(p.parallelTransfers), 1, 50);
    p.connectionsPerTransfer = std::clamp(json.value(u"connections_per_transfer"_s).toInt(p.connectionsPerTransfer), 1, 1000);
    p.attempts = std::clamp(json.value(u"attempts"_s).toInt(p.attempts), 1, 100);
    p.memoryLimit = std::clamp<qint64>(json.value(u"memory_limit_mib"_s).toInteger(p.memoryLimit / MiB), 64, 65536) * MiB;
    p.bandwidth = Bandwidth::fromJson(json.value(u"bandwidth"_s).toObject());
    p.verify = json.value(u"verify"_s).toBool(p.verify);
    p.uploadChecksum = uploadChecksumFromName(json.value(u"upload_checksum"_s).toString());
    p.notify = json.value(u"notify"_s).toBool(p.notify);
    p.tray = json.value(u"tray"_s).toBool(p.tray);
    p.closeToTray = json.value(u"close_to_tray"_s).toBool(p.closeToTray);
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
        {u"language"_s, language},
        {u"target_folder"_s, targetFolder},
        {u"ask_for_folder"_s, askForFolder},
        {u"existing_files"_s, existingNames[std::min(int(existing), 2)]},
        {u"parallel_transfers"_s, parallelTransfers},
        {u"connections_per_transfer"_s, connectionsPerTransfer},
        {u"attempts"_s, attempts},
        {u"memory_limit_mib"_s, memoryLimit / MiB},
        {u"bandwidth"_s, bandwidth.toJson()},
        {u"verify"_s, verify},
        {u"upload_checksum"_s, name(uploadChecksum)},
        {u"notify"_s, notify},
        {u"tray"_s, tray},
        {u"close_to_tray"_s, closeToTray},
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
    static quint64 turns = 0; // GUI thread only
    QThreadPool::globalInstance()->start([json = preferences.toJson(), file, turn = ++turns] {
        // Threads of a pool may overtake each other: an older state never follows a newer one.
        static QMutex order;
        static QHash<QString, quint64> written;
        const QMutexLocker lock(&order);
        if (written.value(file) > turn)
            return;
        written.insert(file, turn);
        QDir().mkpath(QFileInfo(file).absolutePath());
        QSaveFile out(file);
        if (out.open(QIODevice::WriteOnly)) {
            out.write(json);
            out.commit();
        }
    });
}

QString name(const UploadChecksum &checksum)
{
    switch (checksum.mode) {
    case UploadChecksum::Mode::Auto: return u"auto"_s;
    case UploadChecksum::Mode::None: return u"none"_s;
    case UploadChecksum::Mode::Fixed: return name(checksum.algorithm);
    }
    return {};
}

UploadChecksum uploadChecksumFromName(const QString &text)
{
    UploadChecksum checksum;
    if (text == u"none") {
        checksum.mode = UploadChecksum::Mode::None;
    } else if (const auto algorithm = checksumAlgorithmFromName(text); algorithm && uploadChecksumNames().contains(text)) {
        checksum.mode = UploadChecksum::Mode::Fixed;
        checksum.algorithm = *algorithm;
    }
    return checksum;
}

QStringList uploadChecksumNames()
{
    return {u"auto"_s, u"crc64nvme"_s, u"crc32c"_s, u"crc32"_s, u"sha256"_s, u"none"_s};
}

} // namespace millrace
