// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/filedownload.h"

#include "io/filesink.h"
#include "io/pacedsink.h"
#include "transfer/rereading.h"
#include "transfer/urlprobe.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

// The part of FileDownload before the first byte: is the local copy current, what is the object, where do its bytes go?
namespace millrace {
namespace {

/// From this size on bypassing the page cache gains more than its set-up costs.
constexpr ByteCount directFrom = 1 * MiB;

bool sameSecond(const QDateTime &a, const QDateTime &b)
{
    return a.isValid() && b.isValid() && a.toSecsSinceEpoch() == b.toSecsSinceEpoch();
}

} // namespace

void FileDownload::start()
{
    m_clock.start();
    if (m_planned.refused) {
        endWithError(*m_planned.refused);
        return;
    }
    if (isVetoed()) {
        endWith(FileOutcome::Skipped);
        return;
    }
    if (m_planned.folderMarker && m_spec.dryRun) {
        endWith(FileOutcome::Planned);
        return;
    }
    if (m_planned.folderMarker) {
        if (auto made = makeFolder(m_planned.path); !made) {
            endWithError(made.error());
            return;
        }
        m_result.note = u"a folder"_s;
        m_result.verifiedBy = VerifiedBy::SizeOnly;
        endWith(FileOutcome::Done);
        return;
    }
    if (m_spec.stream && !m_spec.dryRun)
        openStream();
    m_stage = Stage::CheckingLocal;
    checkLocalCopy();
}

void FileDownload::checkLocalCopy()
{
    const QFileInfo local(m_planned.path);
    if (m_planned.path.isEmpty() || !local.exists()) {
        askServer();
        return;
    }
    if (local.isDir()) {
        Error e = Error::make(ErrorKind::LocalFile, ErrorCause::BadPath, u"a folder is in the way of the file"_s);
        e.path = m_planned.path;
        endWithError(e);
        return;
    }
    if (!local.isFile()) { // /dev/null would become a file of this name
        Error e = Error::make(ErrorKind::LocalFile, ErrorCause::BadPath, u"a device or pipe is in the way of the file"_s);
        e.path = m_planned.path;
        endWithError(e);
        return;
    }
    if (m_spec.overwrite == OverwritePolicy::Never) {
        m_result.note = u"there is a file of this name already"_s;
        endWith(FileOutcome::Skipped);
        return;
    }
    if (m_spec.overwrite != OverwritePolicy::Always && local.size() == m_object.size) {
        if (m_spec.overwrite == OverwritePolicy::IfDifferent && sameSecond(local.lastModified(), m_object.lastModified)) {
            m_result.note = u"already current (size and time)"_s;
            removeLeftovers();
            endWith(FileOutcome::Skipped);
            return;
        }
        const VerificationPlan plan = planVerification(m_object.etag, m_headers, m_object.size);
        if (m_spec.settings.validate && plan.shape != VerificationPlan::Shape::None) {
            hashLocalCopy(plan);
            return;
        }
    }
    askServer();
}

/// A process that was killed between giving the file its name and deleting its journal leaves the journal behind.
void FileDownload::removeLeftovers()
{
    (void)Journal::removeLeft(m_planned.journalPath, m_planned.partPath); // or another process is at it
}

/// Same size, other time: the checksum decides, which costs a read of the disk and no transfer.
void FileDownload::hashLocalCopy(const VerificationPlan &plan)
{
    ++m_tasks;
    auto value = std::make_shared<QByteArray>();
    m_writers.run([path = m_planned.path, plan, value, stop = m_stop]() -> Result<void> {
        auto read = hashFile(path, plan, [stop] { return stop->load(); });
        if (!read)
            return fail(read.error());
        *value = *read;
        return {};
    }, this, [this, plan, value](const Result<void> &result) {
        --m_tasks;
        if (m_cancelled) {
            settle();
        } else if (result && *value == plan.expected) {
            m_result.note = u"already current (%1)"_s.arg(name(plan.verifiedBy));
            m_result.verifiedBy = plan.verifiedBy;
            m_result.checksum = *value;
            removeLeftovers();
            endWith(FileOutcome::Skipped);
        } else {
            askServer();
        }
    });
}

void FileDownload::askServer()
{
    if (m_spec.dryRun) {
        endWith(FileOutcome::Planned);
        return;
    }
    m_stage = Stage::AskingServer;
    const bool headed = !m_headers.isEmpty() || !m_planned.plainUrl.isEmpty();
    if (m_planned.noRanges || headed || comesWhole()) {
        askFirstPart();
        return;
    }
    ++m_tasks;
    m_client.head(m_planned.bucket, m_object.key, m_object.versionId, 0, [this](Result<ObjectHead> head) {
        --m_tasks;
        if (m_cancelled) {
            settle();
            return;
        }
        if (!head) {
            endWithError(head.error());
            return;
        }
        // A versioned bucket names the version of every object; pinning it keeps all parts to one.
        m_object = head->info;
        m_headers = head->headers;
        m_result.size = m_object.size;
        askFirstPart();
    });
}

void FileDownload::askFirstPart()
{
    if (!m_spec.settings.validate || m_planned.noRanges || comesWhole()) {
        prepare();
        return;
    }
    m_plan = planVerification(m_object.etag, m_headers, m_object.size);
    if (m_plan.shape == VerificationPlan::Shape::Whole && dropsBytes()) {
        m_plan = {};
        m_plan.note = u"its checksum needs the bytes in order, and they were dropped as they came"_s;
    }
    if (m_plan.shape != VerificationPlan::Shape::Segmented || m_plan.segmentSizeCertain
        || !m_planned.plainUrl.isEmpty()) {
        prepare();
        return;
    }
    ++m_tasks;
    m_client.head(m_planned.bucket, m_object.key, m_object.versionId, 1, [this](const Result<ObjectHead> &head) {
        --m_tasks;
        if (m_cancelled) {
            settle();
            return;
        }
        // A server that does not know partNumber answers for the whole object, or with an error: then the size of the
        // parts is derived.
        if (head && head->info.size > 0 && head->info.size < m_object.size && head->info.etag == m_object.etag)
            m_plan = planVerification(m_object.etag, m_headers, m_object.size, head->info.size);
        prepare();
    });
}

void FileDownload::prepare()
{
    m_stage = Stage::Preparing;
    if (m_planned.noRanges) {
        m_layout.whole = true;
        m_layout.count = 1;
    } else {
        m_layout = layOutParts();
    }
    cutParts();

    bool resume = false;
    if (m_planned.path.isEmpty()) {
        m_sink = std::make_shared<NullSink>();
    } else {
        // In one GET there is nothing to resume: what an earlier run in parts left would stay behind for ever.
        if (!m_layout.whole)
            resume = loadJournal();
        else if (auto removed = Journal::removeLeft(m_planned.journalPath);
                 !removed && removed.error().kind == ErrorKind::Conflict)
            m_journalError = removed.error();
        if (m_journalError) {
            endWithError(*m_journalError);
            return;
        }
        FileSink::Options options;
        options.finalPath = m_planned.path;
        options.partPath = m_planned.partPath;
        options.size = m_object.size;
        options.resume = resume;
        options.direct = m_spec.settings.directIo != DirectIo::Off && m_object.size >= directFrom;
        options.mustDirect = m_spec.settings.directIo == DirectIo::On && m_object.size >= blockSize;
        m_sink = std::make_shared<FileSink>(options);
        if (m_writers.pace())
            m_sink = std::make_shared<PacedSink>(std::move(m_sink), m_writers.pace());
    }
    m_onTheFly = hashesOnTheFly(m_layout, m_plan);
    if (!m_onTheFly || m_plan.shape == VerificationPlan::Shape::None)
        m_unchecked.clear(); // all of the file is read back in the end, or nothing tells what it should be
    if (!m_onTheFly && m_plan.shape == VerificationPlan::Shape::Segmented && dropsBytes()) {
        m_plan = {};
        m_plan.note = u"its checksum does not fit the part size, and the bytes were dropped as they came"_s;
        m_onTheFly = true;
    }
    if (!m_onTheFly && m_plan.shape == VerificationPlan::Shape::Whole && !m_spec.stream)
        m_follower = std::make_shared<Checksum>(m_plan.algorithm);

    m_file = std::make_shared<FetchFile>();
    m_file->id = m_planned.id;
    m_file->bucket = m_planned.bucket;
    m_file->key = m_object.key;
    m_file->versionId = m_spec.versionId;
    m_file->plainUrl = m_planned.plainUrl;
    m_file->etag = m_object.etag;
    if (!m_planned.plainUrl.isEmpty())
        m_file->validator = validatorOf(m_headers);
    m_file->size = m_object.size;
    m_file->sink = m_sink;
    m_file->stop = m_stop;
    m_file->keepsBytes = !dropsBytes();
    m_file->stream = m_spec.stream;
    m_file->streamObject = m_streamObject.value_or(0);
    m_file->validate = m_spec.settings.validate;
    m_file->plan = m_onTheFly ? m_plan : VerificationPlan();
    observeStream();

    const bool small = m_layout.whole && m_object.size < directFrom && m_object.size >= 0;
    if (small && !m_planned.path.isEmpty())
        m_file->smallFolder = QFileInfo(m_planned.path).path();
    if (m_planned.path.isEmpty() || small) {
        beginFetching();
        return;
    }
    ++m_tasks;
    m_writers.run([sink = m_sink] { return sink->prepare(); }, this, [this](const Result<void> &result) {
        --m_tasks;
        if (m_cancelled)
            settle();
        else if (!result)
            endWithError(result.error());
        else
            beginFetching();
    });
}

void FileDownload::cutParts()
{
    m_parts.assign(size_t(m_layout.count), {});
    for (int i = 0; i < m_layout.count; ++i) {
        Part &part = m_parts[size_t(i)];
        part.offset = i * m_layout.partSize;
        part.size = m_planned.noRanges ? m_object.size : std::min(m_layout.partSize, m_object.size - part.offset);
    }
}

void FileDownload::beginFetching()
{
    m_stage = Stage::Fetching;
    m_sinceSync.start();
    if (finishIfWhole())
        return;
    if (m_follower)
        followInOrder();
    checkNextResumed();
    emit partsReady();
}

} // namespace millrace
