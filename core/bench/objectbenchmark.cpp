// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/objectbenchmark.h"

#include "bench/workloadfiles.h"
#include "transfer/downloadengine.h"
#include "transfer/uploadengine.h"

#include <QDateTime>
#include <QDir>
#include <QRandomGenerator>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace millrace {

double BenchmarkPass::mibPerSecond() const
{
    return error || run.durationSeconds <= 0 ? 0 : double(run.bytesDone) / double(MiB) / run.durationSeconds;
}

ObjectBenchmark::ObjectBenchmark(BenchmarkSpec spec, QObject *parent)
    : QObject(parent), m_spec(std::move(spec)),
      m_stamp(u"millrace-benchmark-%1-%2"_s.arg(QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s))
                  .arg(QRandomGenerator::global()->bounded(0x10000), 4, 16, QLatin1Char('0')))
{
}

ObjectBenchmark::~ObjectBenchmark() = default;

QString ObjectBenchmark::place() const
{
    if (m_spec.existing)
        return u"s3://%1/%2"_s.arg(m_spec.bucket, m_spec.key.isEmpty() ? m_spec.prefix : m_spec.key);
    return u"s3://%1/%2%3/"_s.arg(m_spec.bucket, m_spec.prefix, m_stamp);
}

QString ObjectBenchmark::keyOf(int index) const
{
    return u"%1%2/%3"_s.arg(m_spec.prefix, m_stamp).arg(index, int(QString::number(m_spec.objects).size()), 10, QLatin1Char('0'));
}

QString ObjectBenchmark::fileOf(int index) const
{
    return u"%1/%2/%3"_s.arg(m_spec.folder, m_stamp).arg(index);
}

UploadSpec ObjectBenchmark::uploads(bool fromFiles) const
{
    UploadSpec spec;
    spec.connection = m_spec.connection;
    spec.bucket = m_spec.bucket;
    spec.resume = false;
    for (int i = 1; i <= m_spec.objects; ++i) {
        UploadItem item{keyOf(i), {}, {m_spec.objectSize, quint64(i)}};
        if (fromFiles)
            item.path = fileOf(i);
        spec.items += item;
    }
    return spec;
}

void ObjectBenchmark::prepare()
{
    if (m_spec.direction == BenchmarkDirection::Upload && !m_spec.folder.isEmpty()) {
        makeNextFile();
        return;
    }
    if (m_spec.existing || m_spec.direction == BenchmarkDirection::Upload) {
        QMetaObject::invokeMethod(this, [this] { emit prepared(m_cancelled ? std::optional(Error::cancelled()) : std::nullopt); },
                                  Qt::QueuedConnection);
        return;
    }
    UploadSpec spec = uploads(false);
    // What is measured later is not to shape this: only the limits are the user's.
    spec.settings.maxConnections = m_spec.settings.maxConnections;
    spec.settings.memoryLimit = m_spec.settings.memoryLimit;
    spec.settings.maxAttempts = m_spec.settings.maxAttempts;
    spec.settings.stallTimeout = m_spec.settings.stallTimeout;
    spec.settings.bandwidth = m_spec.settings.bandwidth;
    spec.settings.trace = m_spec.settings.trace;
    m_madeObjects = true;
    m_timed = false;
    start(std::make_unique<UploadEngine>(spec), &ObjectBenchmark::onUploaded);
}

/// One file a turn of the event loop, so that an interrupt is heard.
void ObjectBenchmark::makeNextFile()
{
    if (m_cancelled || m_filesMade == m_spec.objects) {
        emit prepared(m_cancelled ? std::optional(Error::cancelled()) : std::nullopt);
        return;
    }
    const int index = ++m_filesMade;
    const WorkloadTask task{WorkloadAction::Upload, u"%1/%2"_s.arg(m_stamp).arg(index), m_spec.objectSize};
    if (const Result<> made = makeUpload(task, m_spec.folder, false, quint64(index)); !made)
        emit prepared(made.error());
    else
        QTimer::singleShot(0, this, &ObjectBenchmark::makeNextFile);
}

void ObjectBenchmark::start(std::unique_ptr<TransferEngine> engine, void (ObjectBenchmark::*ended)(const RunResult &))
{
    m_pass = {};
    m_firstError.reset();
    m_engine = std::move(engine);
    connect(m_engine.get(), &TransferEngine::fileFinished, this, &ObjectBenchmark::onFile);
    connect(m_engine.get(), &TransferEngine::progressed, this, &ObjectBenchmark::progressed);
    connect(m_engine.get(), &TransferEngine::noticed, this, &ObjectBenchmark::noticed);
    // Queued: the handler ends the engine that is just sending the signal.
    connect(m_engine.get(), &TransferEngine::finished, this, ended, Qt::QueuedConnection);
    m_engine->start();
    if (m_cancelled)
        m_engine->cancel();
}

void ObjectBenchmark::onFile(const FileResult &file)
{
    if (m_timed)
        emit fileFinished(file);
    if (!m_timed || m_spec.direction == BenchmarkDirection::Upload)
        onSent(file);
    if (file.outcome == FileOutcome::Done && file.durationSeconds > 0)
        m_pass.fileRates.push_back(double(file.size) / double(MiB) / file.durationSeconds);
    if (file.error && !m_firstError) {
        m_firstError = file.error;
        if (m_firstError->key.isEmpty()) {
            m_firstError->bucket = file.bucket;
            m_firstError->key = file.key;
        }
    }
}

void ObjectBenchmark::onSent(const FileResult &file)
{
    if (file.outcome == FileOutcome::Done)
        m_stored = true;
    else if (!file.error || (file.error->kind != ErrorKind::Auth && file.error->kind != ErrorKind::NotFound))
        m_refused = false; // it may have been stored all the same
}

/// What cannot be there is not left: in a bucket that does not exist, or where every upload was refused.
std::optional<Error> ObjectBenchmark::leftBehind(const RemovalResult &result) const
{
    const std::optional<Error> error = result.error ? result.error : m_removalError;
    if (error && (error->kind == ErrorKind::NotFound || (!m_stored && m_refused)))
        return std::nullopt;
    return error;
}

std::optional<Error> ObjectBenchmark::failure(const RunResult &run) const
{
    if (m_cancelled || run.cancelled)
        return Error::cancelled();
    if (run.error)
        return run.error;
    if (m_firstError)
        return m_firstError;
    if (run.filesFailed > 0)
        return Error::make(ErrorKind::Protocol, ErrorCause::None, u"an object could not be moved"_s);
    if (run.filesDone == 0) {
        Error error = Error::make(ErrorKind::NotFound, ErrorCause::None, u"there is nothing to measure with: no object was found"_s);
        error.bucket = m_spec.bucket;
        error.key = m_spec.prefix;
        return error;
    }
    return std::nullopt;
}

void ObjectBenchmark::onUploaded(const RunResult &run)
{
    const auto error = failure(run);
    m_engine.reset();
    emit prepared(error);
}

void ObjectBenchmark::pass(const TransferSettings &settings)
{
    m_timed = true;
    if (m_spec.direction == BenchmarkDirection::Upload) {
        UploadSpec spec = uploads(!m_spec.folder.isEmpty());
        spec.settings = settings;
        if (settings.partSize) // asked for parts of that size: an object in one piece would not measure them
            spec.multipartThreshold = std::min(spec.multipartThreshold, *settings.partSize);
        m_madeObjects = true;
        start(std::make_unique<UploadEngine>(spec), &ObjectBenchmark::onPassed);
        return;
    }
    removeFiles();
    DownloadSpec spec;
    spec.connection = m_spec.connection;
    spec.bucket = m_spec.bucket;
    if (!m_spec.key.isEmpty()) {
        spec.keys = QStringList{m_spec.key};
    } else if (m_spec.existing) {
        spec.wholePrefix = true;
        spec.prefix = m_spec.prefix;
        spec.maxFiles = m_spec.maxObjects;
    } else {
        spec.wholePrefix = true; // one listing is cheaper than a HEAD an object
        spec.prefix = u"%1%2/"_s.arg(m_spec.prefix, m_stamp);
    }
    if (!m_spec.folder.isEmpty())
        spec.targetFolder = u"%1/%2"_s.arg(m_spec.folder, m_stamp);
    spec.overwrite = OverwritePolicy::Always;
    spec.settings = settings;
    start(std::make_unique<DownloadEngine>(spec), &ObjectBenchmark::onPassed);
}

void ObjectBenchmark::onPassed(const RunResult &run)
{
    m_pass.run = run;
    m_pass.error = failure(run);
    m_engine.reset();
    emit passed(m_pass);
}

void ObjectBenchmark::cancel()
{
    m_cancelled = true;
    if (m_engine)
        m_engine->cancel();
}

void ObjectBenchmark::removeFiles()
{
    // Only ever the folder of this benchmark's own name.
    if (!m_spec.folder.isEmpty())
        QDir(u"%1/%2"_s.arg(m_spec.folder, m_stamp)).removeRecursively();
}

void ObjectBenchmark::cleanUp()
{
    removeFiles();
    const auto session = std::make_shared<S3Session>(m_spec.connection);
    session->setTrace(m_spec.settings.trace);
    const auto transport = session->transportOptions();
    if (!makesObjects() || !m_madeObjects || m_spec.keepObjects || !transport) {
        QMetaObject::invokeMethod(this, [this] { emit cleaned(std::nullopt); }, Qt::QueuedConnection);
        return;
    }
    RemovalSpec spec;
    spec.bucket = m_spec.bucket;
    spec.checkKeys = false; // one that was never stored is gone as well
    for (int i = 1; i <= m_spec.objects; ++i)
        spec.keys += keyOf(i);
    m_client = std::make_unique<S3Client>(session, *transport, 4);
    m_removal = std::make_unique<Removal>(spec, *m_client);
    connect(m_removal.get(), &Removal::failed, this, [this](const ObjectInfo &object, Error error) {
        if (error.key.isEmpty()) {
            error.bucket = m_spec.bucket;
            error.key = object.key;
        }
        if (!m_removalError)
            m_removalError = error;
    });
    connect(m_removal.get(), &Removal::finished, this, [this](const RemovalResult &result) {
        emit cleaned(leftBehind(result));
    }, Qt::QueuedConnection);
    m_removal->start();
}

} // namespace millrace
