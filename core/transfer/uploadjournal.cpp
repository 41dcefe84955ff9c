// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/uploadjournal.h"

#include "io/lockedfile.h"
#include "s3/sigv4.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr int journalVersion = 1;

QString stateFolder()
{
    // QStandardPaths knows the state folder from Qt 6.7 on only.
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(base))
        base = QDir::homePath() + u"/.local/state"_s;
    return base + u"/millrace/uploads"_s;
}

/// Named by a digest: paths and keys may hold what a name may not.
QString pathOf(const QString &folder, const QString &sourcePath, const QString &target)
{
    const QByteArray digest = sha256Hex((sourcePath + u'\n' + target).toUtf8()).left(32);
    return (folder.isEmpty() ? stateFolder() : folder) + u'/' + QString::fromLatin1(digest) + u".json"_s;
}

QJsonObject readJson(QFile &file)
{
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace

UploadJournal::UploadJournal(std::unique_ptr<QFile> file, QString source, QString target)
    : m_file(std::move(file)), m_source(std::move(source)), m_target(std::move(target))
{
}

UploadJournal::~UploadJournal()
{
    if (!m_removed && m_file->size() == 0)
        remove();
}

bool UploadJournal::exists(const QString &folder, const QString &sourcePath, const QString &target)
{
    return QFile::exists(pathOf(folder, sourcePath, target));
}

Result<std::unique_ptr<UploadJournal>> UploadJournal::take(const QString &folder, const QString &sourcePath,
                                                           const QString &target)
{
    const QString path = pathOf(folder, sourcePath, target), where = QFileInfo(path).path();
    if (!QDir().mkpath(where))
        return fail(ErrorKind::LocalFile, ErrorCause::PermissionDenied, u"the folder %1 cannot be made"_s.arg(where));
    auto file = openLocked(path, {}, u"another process is uploading this file to this key"_s);
    if (!file)
        return fail(file.error());
    return std::unique_ptr<UploadJournal>(new UploadJournal(*std::move(file), sourcePath, target));
}

QString UploadJournal::target(const Connection &connection, const QString &bucket, const QString &key)
{
    return connection.endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery) + u" s3://"_s + bucket + u'/' + key;
}

QList<JournaledUpload> UploadJournal::list(const QString &folder)
{
    QList<JournaledUpload> uploads;
    QDirIterator files(folder.isEmpty() ? stateFolder() : folder, {u"*.json"_s}, QDir::Files);
    while (files.hasNext()) {
        QFile file(files.next());
        const QJsonObject json = file.open(QIODevice::ReadOnly) ? readJson(file) : QJsonObject();
        if (json["millrace_upload"_L1].toInt() == journalVersion)
            uploads.append({json["source"_L1].toString(), json["target"_L1].toString()});
    }
    return uploads;
}

std::optional<UploadRecord> UploadJournal::load() const
{
    m_file->seek(0);
    const QJsonObject json = readJson(*m_file);
    // The name is a digest only; the content says what it is of.
    if (json["millrace_upload"_L1].toInt() != journalVersion || json["source"_L1].toString() != m_source
        || json["target"_L1].toString() != m_target)
        return std::nullopt;
    UploadRecord record;
    record.uploadId = json["upload_id"_L1].toString();
    record.partSize = json["part_size"_L1].toInteger();
    record.checksum = json["checksum"_L1].toString();
    record.source.size = json["size"_L1].toInteger();
    record.source.modifiedNs = json["modified_ns"_L1].toString().toLongLong();
    record.source.changedNs = json["changed_ns"_L1].toString().toLongLong();
    record.source.inode = json["inode"_L1].toString().toULongLong();
    record.terms = json["terms"_L1].toString().toLatin1();
    if (record.uploadId.isEmpty() || record.partSize <= 0)
        return std::nullopt;
    return record;
}

Result<void> UploadJournal::save(const UploadRecord &record)
{
    // 64-bit values as text: a JSON number keeps 53 bits in many readers.
    const QJsonObject json{{u"millrace_upload"_s, journalVersion},
                           {u"source"_s, m_source},
                           {u"target"_s, m_target},
                           {u"upload_id"_s, record.uploadId},
                           {u"part_size"_s, record.partSize},
                           {u"checksum"_s, record.checksum},
                           {u"size"_s, record.source.size},
                           {u"modified_ns"_s, QString::number(record.source.modifiedNs)},
                           {u"changed_ns"_s, QString::number(record.source.changedNs)},
                           {u"inode"_s, QString::number(record.source.inode)},
                           {u"terms"_s, QString::fromLatin1(record.terms)}};
    const QByteArray text = QJsonDocument(json).toJson();
    // In place: the lock is on this very file. A half-written note is as good as none.
    errno = 0;
    if (!m_file->resize(0) || !m_file->seek(0) || m_file->write(text) != text.size() || !syncToDisk(*m_file))
        return fileFailure(*m_file, u"write the journal"_s);
    return {};
}

void UploadJournal::remove()
{
    m_removed = QFile::remove(m_file->fileName());
}

} // namespace millrace
