// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/filesource.h"
#include "s3/multipartrequests.h"
#include "transfer/trackedpart.h"
#include "transfer/sendjob.h"
#include "transfer/transferkind.h"
#include "transfer/uploadjournal.h"
#include "transfer/uploadspec.h"
#include "transfer/verification.h"

#include <QElapsedTimer>
#include <atomic>
#include <optional>
#include <vector>

namespace millrace {

/// What the source of a run decided about one file.
struct PlannedUpload
{
    quint64 id = 0;
    QByteArray path;              ///< as the file system spells it; empty where no file is behind it
    QString key;
    FileIdentity identity;        ///< size for all; the rest for files
    std::shared_ptr<ByteSource> source; ///< instead of a file
    bool compare = false;         ///< the object may be there already: compare checksums first
    QString skipped;              ///< why there is nothing to upload
    std::optional<Error> refused; ///< it cannot be uploaded
};

/// What hooks are shown of a plan.
HookedFile hookedFile(const PlannedUpload &planned, const QString &bucket);

/// What all uploads of a run share. Outlives the tasks.
struct UploadShare
{
    const UploadSpec &spec;
    S3Client &client;
    DiskWriters &writers;
    std::shared_ptr<PartMemory> memory;
    std::shared_ptr<ServerTraits> traits;
    bool anyJournal = false; ///< earlier runs left uploads unfinished, of whatever
};

/// Takes one file from plan to confirmed object: in one PUT, or as a multipart upload that is created or taken up again,
/// sent in parallel parts, completed, and aborted when it came to nothing. Lives in the run's thread.
class FileUpload final : public FileTask
{
    Q_OBJECT
public:
    FileUpload(PlannedUpload planned, const UploadShare &share, QObject *parent = nullptr);
    ~FileUpload() override;

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
    enum class Stage { New, Comparing, Resuming, Creating, Sending, Checking, Completing, Confirming, Aborting, Ended };
    struct Part : TrackedPart
    {
        PartReceipt receipt;
        HeldBytes held;           ///< of a stream, until it is sent
    };

    // fileupload_compare.cpp: whether the object is there already
    void compareWithStored();
    void compareDigests(const VerificationPlan &plan);

    // fileupload.cpp: parts
    void begin();
    void cutParts();
    void beginSending();
    void endWith(FileOutcome outcome);
    void endWithError(Error error);
    void settle();
    void settleLater();

    // fileupload_feed.cpp: a stream
    bool allSent() const;
    void feedNext();
    void onFed(const std::shared_ptr<MemoryLease> &block, ByteCount size, const Result<ByteCount> &read);
    Result<void> checkFeedSize() const;

    // fileupload_begin.cpp: an upload id, new or from an earlier run
    QString journalTarget() const;
    bool hasJournal() const;
    void openUpload();
    void listParts(const UploadRecord &record, int marker);
    void takeUp(const QList<UploadedPart> &parts, bool untouched);
    void accept(Part &part, VerifiedBy how);
    void compareListed(size_t index, ChecksumAlgorithm algorithm, const QByteArray &expected);
    void sendTheRest();
    void create();
    void onCreated(const Result<S3Response> &response);
    void startOver(const QString &why);
    void askWhetherCompleted();
    void compareWithObject(const HeaderList &headers, const ObjectInfo &info);
    UploadRecord record() const;
    bool etagIsMd5() const;
    UploadName upload() const;

    // fileupload_finish.cpp: from the last part to the end
    void allPartsSent();
    void endWhole();
    void complete();
    void onCompleted(const Result<S3Response> &response);
    void confirm(const WrittenObject &object);
    void askObject(std::optional<Error> doubt);
    void onAsked(const Result<S3Response> &response, const std::optional<Error> &doubt);
    void finishMultipart();
    QByteArray wholeChecksum() const;
    QByteArray expectedEtag() const;
    VerifiedBy weakestPart() const;
    void abortUpload();
    void noticePartsRemain(const Error &why);

    const PlannedUpload m_planned;
    const UploadShare &m_share;
    const UploadSpec &m_spec;
    const QString m_path;

    Stage m_stage = Stage::New;
    QElapsedTimer m_clock;
    PartLayout m_layout;
    std::shared_ptr<ByteSource> m_source;
    std::shared_ptr<SendFile> m_file;
    HeaderList m_headers;         ///< of the object
    std::optional<ChecksumAlgorithm> m_checksum;
    QString m_uploadId;
    std::unique_ptr<UploadJournal> m_journal;
    QList<UploadedPart> m_listed;
    bool m_resumed = false;       ///< the upload id is an earlier run's

    ByteCount m_size;             ///< -1: not known yet
    ByteCount m_fed = 0;          ///< bytes of the stream so far
    bool m_feeding = false;       ///< a read is under way
    bool m_feedEnded = false;
    bool m_toldOfMemory = false;

    std::vector<Part> m_parts;
    int m_nextPart = 0;
    int m_active = 0;
    int m_partsDone = 0;
    ByteCount m_movedParts = 0;
    int m_commands = 0;           ///< answers and disk tasks whose end must be awaited
    WrittenObject m_written;      ///< what the server said of the whole
    bool m_committing = false;
    bool m_cancelled = false;
    const std::shared_ptr<std::atomic<bool>> m_stop = std::make_shared<std::atomic<bool>>(false); ///< for the disk
    bool m_restarting = false;
    std::optional<Error> m_error;
    FileResult m_result;
};

} // namespace millrace
