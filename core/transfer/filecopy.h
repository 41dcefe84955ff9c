// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/objectrequests.h"
#include "s3/s3client.h"
#include "transfer/copyspec.h"
#include "transfer/filetask.h"

#include <QElapsedTimer>
#include <optional>
#include <vector>

namespace millrace {

/// What the source of a run decided about one object.
struct PlannedCopy
{
    quint64 id = 0;
    ObjectInfo source;
    HeaderList headers;           ///< of a HEAD of the source; empty where there was none
    QString key;                  ///< of the copy
    QString skipped;              ///< why there is nothing to copy
    std::optional<Error> refused; ///< it cannot be copied
};

/// What all copies of a run share. Outlives the tasks.
struct CopyShare
{
    const CopySpec &spec;
    S3Client &client;
    int limit = 1;              ///< parts in flight over all objects
    std::shared_ptr<int> busy;  ///< parts in flight; the run's thread only
};

/// Copies one object on the server: by CopyObject, or as a multipart upload whose parts the server copies. The source is
/// pinned by its ETag, so that an object that changes meanwhile is never mixed; the copy is confirmed before it counts;
/// what came to nothing is aborted. For a move the source is removed at the very end. Lives in the run's thread.
class FileCopy final : public FileTask
{
    Q_OBJECT
public:
    FileCopy(PlannedCopy planned, const CopyShare &share, QObject *parent = nullptr);
    ~FileCopy() override;

    quint64 id() const override { return m_planned.id; }
    void start() override;
    void cancel() override;

    // The bytes stay on the server: there is no part for a worker.
    bool hasWaitingPart() const override { return false; }
    PartTask takePart() override { return {}; }
    void onPartFinished(const PartOutcome &) override {}
    void onTick(const PartTick &) override {}
    int wantedConnections() const override { return 1; }
    bool isCommitting() const override { return false; }
    FileProgress progress() const override;
    ByteCount delivered() const override { return m_copied; }
    ByteCount moved() const override { return 0; }
    int concurrency() const override { return m_concurrency; }
    ByteCount partSize() const override { return m_partSize; }

private:
    struct Part
    {
        ByteCount offset = 0;
        ByteCount size = 0;
        PartState state = PartState::Waiting;
        QByteArray etag;
        QByteArray checksum; ///< base64
    };
    using Reply = std::function<void(const Result<S3Response> &)>;

    // filecopy.cpp
    void send(const S3Request &request, Reply done);
    void askSource(std::function<void()> then);
    void copyWhole();
    void confirm();
    void onConfirmed(const ObjectHead &copy);
    std::optional<Error> compare(const ObjectHead &copy);
    void afterConfirmed();
    void removeIfUnchanged();
    void removeSource();
    CopyOrigin origin() const;
    HeaderList targetHeaders() const;
    void endWithError(Error error);
    void settle();
    void abortUpload();
    void endWith(FileOutcome outcome);

    // filecopy_parts.cpp
    void copyInParts();
    void askTags();
    void create(const TagList &tags);
    void pump();
    void sendPart(size_t index);
    void complete();
    void checkTags();
    QByteArray expectedEtag() const;
    UploadName upload() const { return {m_spec.bucket, m_planned.key, m_uploadId, {}}; }

    const PlannedCopy m_planned;
    const CopyShare &m_share;
    const CopySpec &m_spec;
    ObjectInfo m_source;
    HeaderList m_sourceHeaders;
    QByteArray m_etag;            ///< of the copy, as the command that made it said; may be empty
    std::optional<Error> m_doubt; ///< completing failed, or its answer was lost
    std::optional<ChecksumAlgorithm> m_checksum; ///< over the whole source; asked of the copy too
    TagList m_tags;               ///< of the source, for a copy in parts
    QString m_uploadId;
    std::vector<Part> m_parts;
    size_t m_nextPart = 0;
    size_t m_partsDone = 0;
    int m_active = 0;
    int m_commands = 0;
    int m_concurrency = 1;
    ByteCount m_partSize = 0;
    ByteCount m_copied = 0;
    bool m_cancelled = false;
    bool m_aborting = false;
    bool m_ended = false;
    std::optional<Error> m_error;
    QElapsedTimer m_clock;
    FileResult m_result;
};

} // namespace millrace
