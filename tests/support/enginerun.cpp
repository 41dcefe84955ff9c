// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/enginerun.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

/// MILLRACE_TEST_TRANSPORT=qt, =curl or =builtin has every run of a test use that one.
template <typename Spec> Spec withTransport(Spec spec)
{
    const QByteArray wanted = qgetenv("MILLRACE_TEST_TRANSPORT");
    if (wanted == "qt")
        spec.settings.transport = TransportKind::Qt;
    else if (wanted == "curl")
        spec.settings.transport = TransportKind::Curl;
    else if (wanted == "builtin")
        spec.settings.transport = TransportKind::Builtin;
    return spec;
}

} // namespace

EngineRun::EngineRun(const DownloadSpec &spec) : EngineRun(std::make_unique<DownloadEngine>(withTransport(spec))) {}

EngineRun::EngineRun(const UploadSpec &spec) : EngineRun(std::make_unique<UploadEngine>(withTransport(spec))) {}

EngineRun::EngineRun(std::unique_ptr<TransferEngine> engine) : m_engine(std::move(engine))
{
    connect(m_engine.get(), &TransferEngine::fileStarted, this, [this] {
        ++started;
        if (onFileStarted)
            onFileStarted();
    });
    connect(m_engine.get(), &TransferEngine::fileFinished, this,
            [this](const FileResult &file) { files.append(file); });
    connect(m_engine.get(), &TransferEngine::noticed, this, [this](const QString &text) { notices.append(text); });
    connect(m_engine.get(), &TransferEngine::progressed, this, [this](const Snapshot &snapshot) {
        last = snapshot;
        if (onProgress)
            onProgress(snapshot);
    });
    connect(m_engine.get(), &TransferEngine::finished, this, [this](const RunResult &run) {
        result = run;
        ++finishedCount;
    });
}

EngineRun::~EngineRun() = default;

bool EngineRun::run(std::chrono::milliseconds limit)
{
    QSignalSpy ended(m_engine.get(), &TransferEngine::finished);
    m_engine->start();
    return finishedCount > 0 || ended.wait(int(limit.count()));
}

FileResult EngineRun::file(const QString &key) const
{
    for (const FileResult &one : files)
        if (one.key == key)
            return one;
    return {};
}

QString EngineRun::why() const
{
    QStringList reasons;
    if (result.error)
        reasons.append(u"run: %1 (%2)"_s.arg(result.error->message, name(result.error->cause)));
    for (const FileResult &file : files)
        if (file.error && reasons.size() < 5)
            reasons.append(u"%1: %2 (%3)"_s.arg(file.key, file.error->message, name(file.error->cause)));
    for (const QString &notice : notices)
        if (reasons.size() < 8)
            reasons.append(u"notice: "_s + notice);
    return reasons.join(u"; "_s);
}

} // namespace millrace
