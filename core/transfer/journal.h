// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "io/checksum.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <memory>
#include <optional>

class QFile;
class QJsonObject;

namespace millrace {

/// Which bytes a part file holds parts of.
struct JournalHeader
{
    QString source;    ///< journalSource() of what is downloaded
    QString versionId; ///< empty where there is none
    QByteArray etag;   ///< without quotes
    ByteCount size = 0;
    ByteCount partSize = 0;

    /// Why parts recorded under this header are of no use for @p now, as a short phrase; empty when they are.
    /// The part size may differ: records carry their own ranges.
    QString differenceFrom(const JournalHeader &now) const;
    bool operator==(const JournalHeader &) const = default;
};

/// A range whose bytes were all handed to the operating system.
struct PartRecord
{
    int index = 0; ///< 0-based, at the header's part size
    ByteCount offset = 0;
    ByteCount length = 0;
    /// Digests of exactly these bytes; several in a row where the part holds several segments of a composite checksum.
    QMap<ChecksumAlgorithm, QByteArray> sums;

    bool operator==(const PartRecord &) const = default;
};

/// What a journal proves to be on disk.
struct LoadedJournal
{
    JournalHeader header;
    QList<PartRecord> parts; ///< by offset, without overlap
    ByteCount bytes = 0;     ///< of all parts
    bool rebooted = false;   ///< the machine was started again since; parts not yet synced then are left out
};

/// "s3://bucket/key" as it is; an http(s) URL without its query, fragment and user, since a presigned query is a
/// credential.
QString journalSource(const QString &source);

/// Changes with every start of the machine (/proc/sys/kernel/random/boot_id); empty where the system tells none, and
/// then only synced parts are ever trusted.
QString currentBootId();

/// The resume journal beside a part file: JSON Lines, only ever appended to. A line is
///   {"millrace_journal":1,"source":...,"version_id":...,"etag":...,"size":...,"part_size":...,"boot_id":...}  first
///   {"part":index,"offset":...,"length":...,"sums":{"crc64nvme":base64,...}}  when a part's bytes are written, or when the run
///     ends with only its beginning written; of several with one offset the last counts
///   {"synced":n}  when the first n part lines, counted from the top of the file, are known to be on the disk itself
///   {"boot_id":...}  when the file is taken up again after a restart of the machine
/// A killed process leaves what it wrote with the operating system, so every part line counts; a power cut may lose
/// all that was not synced, so after a restart only the first n count. A torn last line is ignored; any other damage
/// makes the journal worthless. One thread at a time; moves, does not copy. Holds the file locked against other
/// processes, where the file system has locks.
class Journal
{
public:
    /// A mark to be taken before the data is synced: parts recorded after it are not covered by that sync.
    struct Mark
    {
        qint64 partLines = 0;
    };

    Journal(Journal &&) noexcept;
    Journal &operator=(Journal &&) noexcept;
    ~Journal();

    /// Starts afresh, over whatever is there. LocalFile errors; Conflict when another process holds the journal.
    static Result<Journal> create(const QString &path, const JournalHeader &header,
                                  const QString &bootId = currentBootId());
    /// What can be trusted. NotFound: there is no journal; Integrity: it is damaged, the message says how; LocalFile:
    /// it cannot be read. Compare the header with JournalHeader::differenceFrom() before use.
    static Result<LoadedJournal> load(const QString &path, const QString &bootId = currentBootId());
    /// load(), and then goes on behind the last line that counts. The loaded parts are stored in @p loaded.
    static Result<Journal> resume(const QString &path, LoadedJournal *loaded,
                                  const QString &bootId = currentBootId());

    /// Deletes a journal that an earlier run left, whatever is in it, and @p partFile with it; does nothing where there is
    /// none. Conflict when another process holds it.
    static Result<void> removeLeft(const QString &path, const QString &partFile = {});

    Result<void> partDone(const PartRecord &part);
    Mark mark() const { return Mark{m_partLines}; }
    /// Call after fdatasync() of the part file, with the mark taken before it. Syncs the journal as well.
    Result<void> synced(Mark mark);
    /// Deletes the file: the download is complete, or starts over.
    Result<void> remove();

private:
    Journal(std::unique_ptr<QFile> file, qint64 partLines);
    Result<void> append(const QJsonObject &line);

    std::unique_ptr<QFile> m_file;
    qint64 m_partLines = 0;
};

} // namespace millrace
