// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/testobjectrun.h"

#include <QDateTime>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace millrace {

TestObjectRun::TestObjectRun(DownloadRequest request, RunView &view, QObject *parent)
    : QObject(parent), m_request(std::move(request)), m_view(view), m_connection(m_request.specs.first().connection),
      m_bucket(m_request.specs.first().bucket),
      m_key(u"download_source_"_s + QDateTime::currentDateTime().toString(u"yyyyMMdd_HHmmss"_s))
{
}

TestObjectRun::~TestObjectRun() = default;

void TestObjectRun::start()
{
    UploadSpec spec;
    spec.connection = m_connection;
    spec.bucket = m_bucket;
    spec.key = m_key;
    spec.generated = GeneratedObject{m_request.facts.objectSizeMb.value_or(1) * MiB,
                                     QRandomGenerator::global()->generate64()};
    spec.multipartThreshold = 1; // the original always uploads in parts
    spec.settings.maxConnections = m_request.facts.settings.maxConnections;
    spec.settings.memoryLimit = m_request.facts.settings.memoryLimit;
    spec.settings.maxAttempts = m_request.facts.settings.maxAttempts;
    spec.settings.stallTimeout = m_request.facts.settings.stallTimeout;
    spec.settings.bandwidth = m_request.facts.settings.bandwidth;
    m_view.noticed(u"uploading the test object s3://%1/%2 (%3)"_s.arg(m_bucket, m_key,
                                                                     formatBytes(spec.generated->size)));
    m_upload = std::make_unique<UploadEngine>(spec);
    connect(m_upload.get(), &UploadEngine::fileFinished, this, [this](const FileResult &file) { m_uploaded = file; });
    connect(m_upload.get(), &UploadEngine::noticed, this, [this](const QString &text) { m_view.noticed(text); });
    // Queued: the handler ends the engine that is just sending the signal.
    connect(m_upload.get(), &UploadEngine::finished, this, &TestObjectRun::onUploaded, Qt::QueuedConnection);
    m_upload->start();
}

void TestObjectRun::cancel()
{
    m_cancelled = true;
    if (m_download) {
        m_download->cancel();
        return;
    }
    m_view.interrupted();
    if (m_upload)
        m_upload->cancel();
}

void TestObjectRun::onUploaded(const RunResult &result)
{
    m_upload.reset();
    const bool there = m_uploaded.outcome == FileOutcome::Done;
    if (there && !m_cancelled) {
        m_view.noticed(u"uploaded in %1 (%2)"_s.arg(
            formatDuration(result.durationSeconds),
            formatRate(result.durationSeconds > 0 ? double(result.bytesDone) / result.durationSeconds : 0)));
        download();
        return;
    }
    const std::optional<Error> error = result.error ? result.error : m_uploaded.error;
    if (m_cancelled) {
        m_exitCode = int(ExitCode::Interrupted);
    } else if (error) {
        m_view.failed(*error);
        m_exitCode = int(exitCodeFor(*error));
    } else {
        m_exitCode = int(ExitCode::Failed);
    }
    removeObject();
}

void TestObjectRun::download()
{
    const int times = int(m_request.facts.iterations.value_or(1));
    DownloadSpec spec = m_request.specs.first();
    spec.keys = QStringList{m_key};
    spec.wholePrefix = false;
    spec.maxFiles = -1;
    spec.repeat = 1;
    m_request.specs.clear();
    if (m_request.toMemory()) {
        spec.repeat = times;
        m_request.specs += spec;
    } else {
        // On disk one copy would be in the other's way: one after another, each over the last.
        spec.overwrite = OverwritePolicy::Always;
        for (int i = 0; i < times; ++i)
            m_request.specs += spec;
    }
    m_download = std::make_unique<DownloadRun>(m_request, m_view);
    connect(m_download.get(), &DownloadRun::finished, this, [this](int exitCode) {
        m_exitCode = exitCode;
        removeObject();
    }, Qt::QueuedConnection);
    m_download->start();
}

void TestObjectRun::removeObject()
{
    const QString name = u"s3://%1/%2"_s.arg(m_bucket, m_key);
    if (m_request.keepTestObject) {
        if (m_uploaded.outcome == FileOutcome::Done)
            m_view.noticed(u"the test object %1 was kept"_s.arg(name));
        emit finished(m_exitCode);
        return;
    }
    auto session = std::make_shared<S3Session>(m_connection);
    const auto transport = session->transportOptions();
    if (!transport) {
        emit finished(m_exitCode);
        return;
    }
    m_client = std::make_unique<S3Client>(session, *transport);
    S3Request request;
    request.method = "DELETE";
    request.bucket = m_bucket;
    request.key = m_key;
    m_client->send(request, [this, name](const Result<S3Response> &response) {
        // Where the upload failed there may be nothing to delete, and the failure was told.
        if (!response && m_uploaded.outcome == FileOutcome::Done) {
            m_view.warned(u"the test object %1 could not be deleted: %2"_s.arg(name, response.error().message));
            if (m_exitCode == 0)
                m_exitCode = int(exitCodeFor(response.error()));
        }
        emit finished(m_exitCode);
    });
}

} // namespace millrace
