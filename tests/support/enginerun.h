// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/downloadengine.h"
#include "transfer/uploadengine.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <chrono>
#include <functional>

namespace millrace {

/// One run of an engine with everything it said. The environment's MILLRACE_TEST_TRANSPORT (qt, curl) chooses the
/// transport; without it the engine does.
class EngineRun : public QObject
{
public:
    explicit EngineRun(const DownloadSpec &spec);
    explicit EngineRun(const UploadSpec &spec);
    ~EngineRun() override;

    /// Called for every snapshot, to cancel a run at a certain point.
    std::function<void(const Snapshot &)> onProgress;
    /// Called when a file begins.
    std::function<void()> onFileStarted;

    /// Starts and waits for the end. False when it did not come in time.
    bool run(std::chrono::milliseconds limit = std::chrono::seconds(60));
    void cancel() { m_engine->cancel(); }

    RunResult result;
    QList<FileResult> files;  ///< in the order of completion
    QStringList notices;
    int started = 0;
    int finishedCount = 0;
    Snapshot last;

    /// The result of @p key; a default one where there is none.
    FileResult file(const QString &key) const;
    FileResult only() const { return files.size() == 1 ? files.first() : FileResult(); }
    /// Why the only file, or the run, failed; for messages.
    QString why() const;

private:
    explicit EngineRun(std::unique_ptr<TransferEngine> engine);

    std::unique_ptr<TransferEngine> m_engine;
};

} // namespace millrace

/// Runs it in a test function: the end must come, and come once.
#define VERIFY_RUN(engineRun)                                                                                          \
    QVERIFY((engineRun).run());                                                                                        \
    QCOMPARE((engineRun).finishedCount, 1)
