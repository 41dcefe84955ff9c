// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/filesource.h"
#include "operations/objectpages.h"
#include "operations/removal.h"
#include "operations/targetindex.h"
#include "transfer/copyspec.h"
#include "transfer/results.h"

#include <QSet>
#include <QThreadPool>
#include <memory>

namespace millrace {

class TransferEngine;

/// How many deletions a sync may want before it refuses them all.
struct DeletionLimit
{
    qint64 count = -1;    ///< -1: as percent says
    double percent = 50;  ///< of what would be at the target without them
};

/// What to make like what. Exactly one side may be a local folder. A value.
struct SyncSpec
{
    Connection connection;
    QString sourceFolder;      ///< local; empty: sourceBucket and sourcePrefix
    QString sourceBucket;
    QString sourcePrefix;      ///< empty, or ends in "/"
    QString targetFolder;      ///< local; empty: targetBucket and targetPrefix
    QString targetBucket;
    QString targetPrefix;      ///< empty, or ends in "/"

    QStringList include;       ///< globs on the name below the source; empty: everything
    QStringList exclude;       ///< what they leave out is neither moved nor deleted
    bool byChecksum = false;   ///< do not trust times
    bool deleteExtra = false;  ///< also delete at the target what the source does not have
    DeletionLimit limit;
    bool dryRun = false;
    UploadSpec upload;         ///< threshold, checksum, metadata, ... of uploads; places are filled in
    ByteCount copyThreshold = 5 * GiB;
    TransferSettings settings;
};

/// Makes a target like its source, one way: moves what is missing or different with the engine of that direction, and
/// only after all of it succeeded deletes what the source does not have. Never deletes anything when the source listed
/// nothing, a listing failed or was cut short, a file failed, or there is more to delete than the limit allows.
/// Lives in the thread that made it, which needs an event loop. One run an object.
class Sync : public QObject
{
    Q_OBJECT
public:
    explicit Sync(SyncSpec spec, QObject *parent = nullptr);
    ~Sync() override;

    /// Begins; `finished` follows in every case, exactly once.
    void start();
    void cancel();

signals:
    // As TransferEngine has them.
    void fileStarted(quint64 id, const QString &key, const QString &path, qint64 size);
    void fileFinished(const millrace::FileResult &result);
    void progressed(const millrace::Snapshot &snapshot);
    void noticed(const QString &text);
    void adjusted(const millrace::TuningStep &step);
    /// Deleted at the target; with dryRun: would be. @p name is below the target.
    void deleted(const QString &name);
    void deletionFailed(const QString &name, const millrace::Error &error);
    /// The last signal. An error of the run is also one that kept deletions from being done.
    void finished(const millrace::RunResult &result);

private:
    bool isDownload() const { return !m_spec.targetFolder.isEmpty(); }
    bool isUpload() const { return !m_spec.sourceFolder.isEmpty(); }
    Result<> prepare();
    void listTarget();
    void transfer();
    std::unique_ptr<TransferEngine> makeEngine();
    UploadNeed uploadNeed(const QString &key, const FileIdentity &file) const;
    UploadNeed copyNeed(const ObjectInfo &source, const QString &key) const;
    void onFile(const FileResult &file);
    void onTransferred(const RunResult &result);
    void findExtra();
    void findExtraObjects();
    void findExtraFiles();
    void considerExtra(QString name);
    bool isSeenOtherwise(const QString &name) const;
    void deleteFound();
    void deleteObjects();
    void deleteFiles();
    void end(std::optional<Error> error = std::nullopt);
    static quint64 hashOf(const QString &name) { return qHash(name, size_t(7)); }
    /// The same for all spellings that a file system may take for one name.
    static quint64 foldedHashOf(const QString &name)
    {
        return hashOf(name.normalized(QString::NormalizationForm_C).toCaseFolded());
    }

    const SyncSpec m_spec;
    KeyFilter m_filter;         ///< on names below the target
    std::shared_ptr<S3Session> m_session;
    std::unique_ptr<S3Client> m_client;
    std::unique_ptr<ObjectPages> m_pages;
    std::shared_ptr<TargetIndex> m_index = std::make_shared<TargetIndex>();
    std::unique_ptr<TransferEngine> m_engine;
    std::unique_ptr<Removal> m_removal;
    /// Hashes of the names the source has: two that meet by chance keep a file that could go, and never the reverse.
    QSet<quint64> m_seen;
    QSet<quint64> m_seenFolded; ///< of a download
    QStringList m_extra;
    qint64 m_sourceFiles = 0;
    bool m_cancelled = false;
    bool m_ended = false;
    RunResult m_result;
    QThreadPool m_pool; ///< for the walk; last, so that it is waited for before anything else goes
};

} // namespace millrace
