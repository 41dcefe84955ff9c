// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/journal.h"

#include "io/lockedfile.h"
#include "transfer/journalreader.h"

#include <QBuffer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

/// Two runs on one part file would ruin it.
const QString heldElsewhere = u"another process is downloading this file"_s;

tl::unexpected<Error> missing(const QString &path)
{
    return fail(withPath(Error::make(ErrorKind::NotFound, ErrorCause::None, u"there is no resume journal"_s), path));
}

} // namespace

QString JournalHeader::differenceFrom(const JournalHeader &now) const
{
    if (source != now.source)
        return u"the earlier download was of another object"_s;
    if (size != now.size || etag != now.etag || versionId != now.versionId)
        return u"the object changed since the earlier download"_s;
    if (etag.isEmpty() && versionId.isEmpty())
        return u"the server names no ETag, so nothing tells whether the object changed"_s;
    return {};
}

QString journalSource(const QString &source)
{
    if (!source.startsWith(u"http:"_s, Qt::CaseInsensitive) && !source.startsWith(u"https:"_s, Qt::CaseInsensitive))
        return source;
    return QUrl(source).toString(QUrl::FullyEncoded | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
}

QString currentBootId()
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLatin1(file.readAll().trimmed());
}

Journal::Journal(std::unique_ptr<QFile> file, qint64 partLines) : m_file(std::move(file)), m_partLines(partLines) {}
Journal::Journal(Journal &&) noexcept = default;
Journal &Journal::operator=(Journal &&) noexcept = default;
Journal::~Journal() = default;

Result<Journal> Journal::create(const QString &path, const JournalHeader &header, const QString &bootId)
{
    auto file = openLocked(path, {}, heldElsewhere);
    if (!file)
        return fail(file.error());
    errno = 0;
    if (!(*file)->resize(0))
        return fileFailure(**file, u"empty the resume journal"_s);
    Journal journal(*std::move(file), 0);
    if (const auto written = journal.append(toJson(header, bootId)); !written)
        return fail(written.error());
    return journal;
}

Result<LoadedJournal> Journal::load(const QString &path, const QString &bootId)
{
    QFile file(path);
    errno = 0;
    if (!file.open(QIODevice::ReadOnly))
        return QFile::exists(path) ? fileFailure(file, u"open the resume journal"_s) : missing(path);
    Result<JournalContents> contents = readJournal(file, bootId);
    if (!contents)
        return fail(withPath(contents.error(), path));
    return std::move(contents->loaded);
}

Result<Journal> Journal::resume(const QString &path, LoadedJournal *loaded, const QString &bootId)
{
    auto file = openLocked(path, QIODevice::ExistingOnly, heldElsewhere);
    if (!file)
        return QFile::exists(path) ? fail(file.error()) : missing(path);
    QByteArray bytes = (*file)->readAll(); // in one go, since the file is not buffered
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    Result<JournalContents> contents = readJournal(buffer, bootId);
    if (!contents)
        return fail(withPath(contents.error(), path));
    // Cut off what does not count, or the next line would continue it.
    errno = 0;
    if (!(*file)->resize(contents->validBytes) || !(*file)->seek(contents->validBytes))
        return fileFailure(**file, u"shorten the resume journal"_s);
    Journal journal(*std::move(file), contents->partLines);
    if (!contents->sameBoot) {
        if (const auto written = journal.append(QJsonObject{{u"boot_id"_s, bootId}}); !written)
            return fail(written.error());
    }
    *loaded = std::move(contents->loaded);
    return journal;
}

Result<void> Journal::removeLeft(const QString &path, const QString &partFile)
{
    if (!QFile::exists(path))
        return {};
    auto file = openLocked(path, QIODevice::ExistingOnly, heldElsewhere);
    if (!file)
        return QFile::exists(path) ? fail(file.error()) : Result<void>();
    if (!partFile.isEmpty())
        QFile::remove(partFile);
    return Journal(*std::move(file), 0).remove();
}

Result<void> Journal::append(const QJsonObject &line)
{
    // One write of one whole line: a kill leaves it there or not.
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    errno = 0;
    if (m_file->write(text) != text.size())
        return fileFailure(*m_file, u"write the resume journal"_s);
    return {};
}

Result<void> Journal::partDone(const PartRecord &part)
{
    const Result<void> written = append(toJson(part));
    if (written)
        ++m_partLines;
    return written;
}

Result<void> Journal::synced(Mark mark)
{
    if (const auto written = append(QJsonObject{{u"synced"_s, mark.partLines}}); !written)
        return written;
    errno = 0;
    if (!syncToDisk(*m_file))
        return fileFailure(*m_file, u"sync the resume journal"_s);
    return {};
}

Result<void> Journal::remove()
{
    // The name goes while the lock is held, so that no other run can take up a finished journal in between.
    errno = 0;
    if (!QFile::remove(m_file->fileName()) && errno != ENOENT)
        return fileFailure(*m_file, u"delete the resume journal"_s);
    m_file->close();
    return {};
}

} // namespace millrace
