// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "io/filesource.h"
#include "s3/connection.h"

#include <QFile>
#include <QList>
#include <QString>
#include <memory>
#include <optional>

namespace millrace {

/// An unfinished multipart upload, as the next run needs to know it. The server itself tells which parts it has.
struct UploadRecord
{
    QString uploadId;
    ByteCount partSize = 0;
    QString checksum;      ///< algorithm its parts carry; empty: none
    FileIdentity source;
    QByteArray terms;      ///< digest of the headers the upload was begun with: metadata, encryption, ...
};

/// Which upload a journal is of.
struct JournaledUpload
{
    QString source; ///< the file's absolute path
    QString target; ///< as UploadJournal::target() spells it
};

/// The note of one upload in the user's state folder: a small JSON file named by a digest of source and target. Holds no
/// secret. The file is locked against other processes for this one's life, and goes with it when nothing was noted. One
/// thread.
class UploadJournal
{
public:
    /// Takes the journal of @p sourcePath -> @p target; @p folder empty: $XDG_STATE_HOME/millrace/uploads. Conflict
    /// where another process has it, LocalFile where the folder cannot be used.
    static Result<std::unique_ptr<UploadJournal>> take(const QString &folder, const QString &sourcePath,
                                                       const QString &target);
    /// Whether there is a note of that upload. Cheap.
    static bool exists(const QString &folder, const QString &sourcePath, const QString &target);
    ~UploadJournal();
    UploadJournal(const UploadJournal &) = delete;
    UploadJournal &operator=(const UploadJournal &) = delete;
    /// Names an object at an endpoint, without user or query.
    static QString target(const Connection &connection, const QString &bucket, const QString &key);
    /// All uploads that have a journal in @p folder, in no order; what cannot be read is left out.
    static QList<JournaledUpload> list(const QString &folder);
    /// What an earlier run left; none where there is nothing or it is not readable.
    std::optional<UploadRecord> load() const;
    Result<void> save(const UploadRecord &record);
    void remove();

private:
    UploadJournal(std::unique_ptr<QFile> file, QString source, QString target);

    const std::unique_ptr<QFile> m_file; ///< open and locked
    const QString m_source;
    const QString m_target;
    bool m_removed = false;
};

} // namespace millrace
