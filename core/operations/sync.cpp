// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/sync.h"

#include "io/filesource.h"
#include "transfer/copyengine.h"
#include "transfer/downloadengine.h"
#include "transfer/uploadengine.h"

#include <QDir>
#include <QFileInfo>
#include <QTimer>
#include <filesystem>

using namespace Qt::StringLiterals;

// Sync up to the end of the transfers; what follows is in sync_delete.cpp.
namespace millrace {
namespace {

/// @p patterns on names below @p prefix as patterns on whole keys.
QStringList below(const QString &prefix, const QStringList &patterns)
{
    QString literal;
    for (const QChar c : prefix) {
        if (u"*?[]\\"_s.contains(c))
            literal += u'\\';
        literal += c;
    }
    QStringList keys;
    for (const QString &pattern : patterns)
        keys += literal + pattern;
    return keys;
}

/// What a path means is decided once: "link/.." is one folder to who follows the link and another to who does not, and
/// files must not be deleted in a folder other than the one they are written to.
QString realFolder(const QString &folder)
{
    std::error_code error;
    const auto path = std::filesystem::weakly_canonical(std::filesystem::absolute(QFile::encodeName(folder).toStdString()),
                                                        error);
    return error ? folder : QFile::decodeName(QByteArray::fromStdString(path.string()));
}

SyncSpec onRealFolders(SyncSpec spec)
{
    for (QString *folder : {&spec.sourceFolder, &spec.targetFolder})
        if (!folder->isEmpty())
            *folder = realFolder(*folder);
    return spec;
}

} // namespace

Sync::Sync(SyncSpec spec, QObject *parent) : QObject(parent), m_spec(onRealFolders(std::move(spec))) { }

Sync::~Sync() = default;

void Sync::start()
{
    m_result.startedAt = QDateTime::currentDateTimeUtc();
    if (const auto ready = prepare(); !ready) {
        end(ready.error());
        return;
    }
    if (isDownload())
        transfer(); // the engine looks at each local copy itself
    else
        listTarget();
}

void Sync::cancel()
{
    m_cancelled = true;
    if (m_engine)
        m_engine->cancel();
    else if (m_removal)
        m_removal->cancel();
    else if (m_client)
        m_client->cancelAll();
}

Result<> Sync::prepare()
{
    auto filter = KeyFilter::make(m_spec.include, m_spec.exclude);
    if (!filter)
        return fail(filter.error());
    m_filter = std::move(*filter);
    if (isUpload() && !QFileInfo(m_spec.sourceFolder).isDir()) {
        Error error = Error::make(ErrorKind::LocalFile, ErrorCause::BadPath, u"the source is no folder"_s);
        error.path = m_spec.sourceFolder;
        return fail(std::move(error));
    }
    const bool overlap = m_spec.sourceBucket == m_spec.targetBucket
        && (m_spec.sourcePrefix.startsWith(m_spec.targetPrefix) || m_spec.targetPrefix.startsWith(m_spec.sourcePrefix));
    if (!isUpload() && !isDownload() && overlap)
        return fail(ErrorKind::Config, ErrorCause::None, u"source and target lie in one another"_s);
    m_session = std::make_shared<S3Session>(m_spec.connection);
    m_session->setTrace(m_spec.settings.trace);
    const auto transport = m_session->transportOptions();
    if (!transport)
        return fail(transport.error());
    m_client = std::make_unique<S3Client>(m_session, *transport, m_spec.settings.maxAttempts, m_spec.settings.stallTimeout);
    connect(m_client.get(), &S3Client::noticed, this, &Sync::noticed);
    return {};
}

void Sync::listTarget()
{
    if (!m_pages)
        m_pages = std::make_unique<ObjectPages>(*m_client, m_spec.targetBucket, m_spec.targetPrefix);
    m_pages->next([this](const Result<QList<ObjectInfo>> &objects) {
        if (!objects) {
            Error error = objects.error();
            error.bucket = m_spec.targetBucket;
            end(std::move(error));
            return;
        }
        for (const ObjectInfo &object : *objects)
            m_index->add(object);
        if (m_cancelled)
            end(Error::cancelled());
        else if (!m_pages->atEnd())
            listTarget();
        else
            transfer();
    });
}

/// A file that was moved here or whose time was set back may be older than the object and differ: it has not been touched
/// since the object was made, or it is the object's own download, which has its time to the whole second.
UploadNeed Sync::uploadNeed(const QString &key, const FileIdentity &file) const
{
    constexpr qint64 toMs = 1'000'000, toSeconds = 1'000'000'000;
    const auto there = m_index->find(key);
    if (!there || there->size != file.size)
        return UploadNeed::Send;
    // By the server's clock, which may be ahead of the one that the file's times are of; answers tell it to a second.
    const qint64 uploadedMs = there->modifiedMs - 1000 * (m_session->serverAhead().count() + 1);
    const bool untouched = uploadedMs >= (std::max(file.modifiedNs, file.changedNs) + toMs - 1) / toMs;
    const bool sameTime = file.modifiedNs % toSeconds == 0 && there->modifiedMs / 1000 == file.modifiedNs / toSeconds;
    return !m_spec.byChecksum && (untouched || sameTime) ? UploadNeed::Skip : UploadNeed::Compare;
}

UploadNeed Sync::copyNeed(const ObjectInfo &source, const QString &key) const
{
    const auto there = m_index->find(key);
    if (!there || there->size != source.size)
        return UploadNeed::Send;
    const bool sameEtag = there->etag == TargetIndex::etagHash(source.etag);
    const bool sameTime = !m_spec.byChecksum && there->modifiedMs > source.lastModified.toMSecsSinceEpoch();
    return sameEtag || sameTime ? UploadNeed::Skip : UploadNeed::Send;
}

std::unique_ptr<TransferEngine> Sync::makeEngine()
{
    if (isUpload()) {
        UploadSpec spec = m_spec.upload;
        spec.connection = m_spec.connection;
        spec.paths = QStringList{m_spec.sourceFolder};
        spec.bucket = m_spec.targetBucket;
        spec.key = m_spec.targetPrefix;
        spec.include = m_spec.include;
        spec.exclude = m_spec.exclude;
        spec.dryRun = m_spec.dryRun;
        spec.settings = m_spec.settings;
        spec.need = [this](const QString &key, const FileIdentity &file) { return uploadNeed(key, file); };
        return std::make_unique<UploadEngine>(std::move(spec));
    }
    if (isDownload()) {
        DownloadSpec spec;
        spec.connection = m_spec.connection;
        spec.bucket = m_spec.sourceBucket;
        spec.wholePrefix = true;
        spec.prefix = m_spec.sourcePrefix;
        spec.include = below(m_spec.sourcePrefix, m_spec.include);
        spec.exclude = below(m_spec.sourcePrefix, m_spec.exclude);
        spec.targetFolder = m_spec.targetFolder;
        spec.overwrite = m_spec.byChecksum ? OverwritePolicy::ByChecksum : OverwritePolicy::IfDifferent;
        spec.dryRun = m_spec.dryRun;
        spec.settings = m_spec.settings;
        return std::make_unique<DownloadEngine>(std::move(spec));
    }
    CopySpec spec;
    spec.connection = m_spec.connection;
    spec.sourceBucket = m_spec.sourceBucket;
    spec.wholePrefix = true;
    spec.prefix = spec.stripPrefix.emplace(m_spec.sourcePrefix);
    spec.include = below(m_spec.sourcePrefix, m_spec.include);
    spec.exclude = below(m_spec.sourcePrefix, m_spec.exclude);
    spec.bucket = m_spec.targetBucket;
    spec.key = m_spec.targetPrefix;
    spec.storageClass = m_spec.upload.storageClass;
    spec.acl = m_spec.upload.acl;
    spec.dryRun = m_spec.dryRun;
    spec.multipartThreshold = m_spec.copyThreshold;
    spec.settings = m_spec.settings;
    spec.need = [this](const ObjectInfo &source, const QString &key) { return copyNeed(source, key); };
    return std::make_unique<CopyEngine>(std::move(spec));
}

void Sync::transfer()
{
    m_pages.reset();
    m_engine = makeEngine();
    connect(m_engine.get(), &TransferEngine::fileStarted, this, &Sync::fileStarted);
    connect(m_engine.get(), &TransferEngine::fileFinished, this, &Sync::onFile);
    connect(m_engine.get(), &TransferEngine::progressed, this, &Sync::progressed);
    connect(m_engine.get(), &TransferEngine::noticed, this, &Sync::noticed);
    connect(m_engine.get(), &TransferEngine::adjusted, this, &Sync::adjusted);
    // Queued: the handler ends the engine that is just sending the signal.
    connect(m_engine.get(), &TransferEngine::finished, this, &Sync::onTransferred, Qt::QueuedConnection);
    m_engine->start();
}

void Sync::onFile(const FileResult &file)
{
    ++m_sourceFiles;
    if (m_spec.deleteExtra) {
        QString name;
        if (isUpload())
            name = file.key.mid(m_spec.targetPrefix.size());
        else if (isDownload())
            name = QDir(QFileInfo(m_spec.targetFolder).absoluteFilePath()).relativeFilePath(file.path);
        else
            name = file.path.mid(u"s3:///"_s.size() + m_spec.targetBucket.size() + m_spec.targetPrefix.size());
        m_seen.insert(hashOf(name));
        if (isDownload())
            m_seenFolded.insert(foldedHashOf(name));
    }
    emit fileFinished(file);
}

void Sync::onTransferred(const RunResult &result)
{
    const QDateTime begun = m_result.startedAt;
    m_result = result;
    m_result.startedAt = begun;
    m_engine.reset();
    m_cancelled = m_cancelled || result.cancelled;
    const bool clean = !result.error && result.filesFailed == 0 && result.filesCancelled == 0 && !m_cancelled;
    if (!m_spec.deleteExtra) {
        end();
    } else if (!clean) {
        emit noticed(u"nothing was deleted at the target, since not all transfers succeeded"_s);
        end();
    } else if (m_sourceFiles == 0 || result.filesTotal != m_sourceFiles) {
        end(Error::make(ErrorKind::Conflict, ErrorCause::None,
                        u"the source holds nothing (that the filters let through), so nothing was deleted at the "
                        "target; to empty it, use \"remove\""_s));
    } else {
        findExtra();
    }
}

void Sync::end(std::optional<Error> error)
{
    if (m_ended)
        return;
    m_ended = true;
    if (error && error->kind == ErrorKind::Cancelled)
        m_cancelled = true;
    else if (error)
        m_result.error = std::move(error);
    m_result.cancelled = m_cancelled;
    m_result.endedAt = QDateTime::currentDateTimeUtc();
    m_result.durationSeconds = double(m_result.startedAt.msecsTo(m_result.endedAt)) / 1000;
    // From the event loop: whoever hears of the end may destroy this.
    QTimer::singleShot(0, this, [this] { emit finished(m_result); });
}

} // namespace millrace
