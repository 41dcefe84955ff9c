// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/diskwriters.h"
#include "s3/s3client.h"
#include "transfer/journal.h"
#include "transfer/filetask.h"
#include "transfer/trackedpart.h"
#include "transfer/sizing.h"

#include <QElapsedTimer>
#include <QObject>
#include <atomic>
#include <optional>
#include <vector>

namespace millrace {

/// What the planner decided about one object.
struct PlannedFile
{
    quint64 id = 0;
    ObjectInfo object;
    QString bucket;
    QByteArray plainUrl;
    HeaderList headers;          ///< of the HEAD that described the object; empty where a listing did
    bool folderMarker = false;   ///< stands for a folder: make it, there are no bytes
    bool noRanges = false;       ///< a plain URL whose server does not serve ranges
    QString path;                ///< absolute final path; empty: to memory
    QString partPath;
    QString journalPath;
    QString renamedBecause;
    QString vetoed;              ///< why a hook leaves it out
    std::optional<Error> refused; ///< no local path could be given
};

/// Takes one object from plan to verified file: looks at the local copy and at what an earlier run left, asks the server
/// for checksums, hands out parts, puts their digests together, names the file. Lives in the run's thread.
class FileDownload final : public FileTask
{
    Q_OBJECT
public:
    /// @p partSize: where the settings leave it open.
    FileDownload(PlannedFile planned, const DownloadSpec &spec, S3Client &client, DiskWriters &writers,
                 ByteCount partSize, QObject *parent = nullptr);
    ~FileDownload() override;

    quint64 id() const override { return m_planned.id; }
    void start() override;
    void cancel() override;

    bool hasWaitingPart() const override;
    PartTask takePart() override;
    void onPartFinished(const PartOutcome &outcome) override;
    void onTick(const PartTick &tick) override;

    int wantedConnections() const override;
    bool isCommitting() const override { return m_committing; }
    FileProgress progress() const override;
    ByteCount delivered() const override;
    ByteCount moved() const override;
    int concurrency() const override { return m_layout.concurrency; }
    ByteCount partSize() const override { return m_layout.partSize; }

private:
    enum class Stage { New, CheckingLocal, AskingServer, Preparing, Fetching, Verifying, Committing, Ended };
    struct Part : TrackedPart
    {
        QList<PieceDigest> pieces;
    };

    void checkLocalCopy();
    void removeLeftovers();
    void hashLocalCopy(const VerificationPlan &plan);
    void askServer();
    void askFirstPart();
    void prepare();
    bool loadJournal();
    bool takeRecords(const LoadedJournal &loaded);
    void checkNextResumed();
    void onResumedChecked(const QList<PieceDigest> &found);
    void cutParts();
    void beginFetching();
    bool finishIfWhole();
    TransportKind transport() const;
    void noteResumed();
    void recordPart(int index);
    void keepBeginning(const PartOutcome &outcome);
    void syncJournal();
    void followInOrder();
    bool dropsBytes() const { return m_planned.path.isEmpty() && !m_spec.stream; }
    bool comesWhole() const;
    PartLayout layOutParts() const;
    // filedownload_stream.cpp: bytes that leave in order
    void openStream();
    void observeStream();
    bool streamHasRoom() const;
    void closeStream();
    void onDrained();
    void allPartsFinished();
    void reread(const VerificationPlan &plan);
    void judge(const VerificationPlan &plan, const QByteArray &value);
    void askSegmentSize(const VerificationPlan &plan, const QByteArray &value);
    // filedownload_hooks.cpp: what hooks make of it
    HookedFile hooked() const;
    bool isVetoed();
    void transform(TransformChain chain);
    void onTransformed(const Result<ByteCount> &written, std::shared_ptr<ByteSink> made);
    void commit();
    void giveName();
    void endCommitted();
    void restart(const QString &why);
    void endWith(FileOutcome outcome);
    void endWithError(Error error);
    void settle();
    void settleIfEnding();
    void beginAgain();

    const PlannedFile m_planned;
    const DownloadSpec &m_spec;
    S3Client &m_client;
    DiskWriters &m_writers;
    const ByteCount m_openPartSize;

    Stage m_stage = Stage::New;
    QElapsedTimer m_clock;
    ObjectInfo m_object;
    HeaderList m_headers;
    VerificationPlan m_plan;
    PartLayout m_layout;
    bool m_onTheFly = true;
    std::optional<quint64> m_streamObject; ///< our place in the stream
    std::shared_ptr<PieceHasher> m_inOrder; ///< hashes what the stream's reader takes
    bool m_drained = false;     ///< the stream's reader has taken all of it
    std::shared_ptr<ByteSink> m_sink;
    std::shared_ptr<ByteSink> m_wire; ///< the object's own bytes, where m_sink holds what was made of them
    std::shared_ptr<FetchFile> m_file;
    std::optional<Journal> m_journal;
    std::vector<Part> m_parts;
    int m_nextPart = 0;
    int m_active = 0;
    int m_partsDone = 0;
    bool m_recorded = false;     ///< the journal proves something
    bool m_journalFull = false;  ///< it took no more
    ByteCount m_movedParts = 0;
    QList<int> m_unchecked;     ///< parts of an earlier run that have yet to be read back
    bool m_restarted = false;
    bool m_cancelled = false;
    bool m_committing = false;
    bool m_committed = false;   ///< the file has its name
    std::optional<Error> m_error;

    /// A hash that needs the bytes in order follows the finished parts from behind, reading them back.
    std::shared_ptr<Checksum> m_follower;
    int m_followedParts = 0;
    bool m_following = false;
    int m_tasks = 0;            ///< disk tasks whose end must be awaited
    bool m_syncing = false;
    int m_segmentGuesses = 0;
    bool m_askedSegmentSize = false;
    std::optional<Error> m_journalError;
    /// Set to have reading back given up; shared with the disk task.
    std::shared_ptr<std::atomic<bool>> m_stop = std::make_shared<std::atomic<bool>>(false);
    QElapsedTimer m_sinceSync;
    FileResult m_result;
};

} // namespace millrace
