// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/downloadengine.h"

#include "transfer/downloadcoordinator.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace millrace {

class DownloadEngine::Private
{
public:
    QThread thread;
    std::unique_ptr<DownloadCoordinator> coordinator; ///< lives in thread; outlives it by a moment
    Snapshot last;
    bool started = false;
};

DownloadEngine::DownloadEngine(DownloadSpec spec, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    qRegisterMetaType<FileResult>();
    qRegisterMetaType<Snapshot>();
    qRegisterMetaType<RunResult>();
    d->thread.setObjectName(u"coordinator"_s);
    d->coordinator = std::make_unique<DownloadCoordinator>(std::move(spec));
    d->coordinator->moveToThread(&d->thread);
    connect(d->coordinator.get(), &DownloadCoordinator::fileStarted, this, &DownloadEngine::fileStarted);
    connect(d->coordinator.get(), &DownloadCoordinator::fileFinished, this, &DownloadEngine::fileFinished);
    connect(d->coordinator.get(), &DownloadCoordinator::noticed, this, &DownloadEngine::noticed);
    connect(d->coordinator.get(), &DownloadCoordinator::progressed, this, [this](const Snapshot &snapshot) {
        d->last = snapshot;
        emit progressed(snapshot);
    });
    connect(d->coordinator.get(), &DownloadCoordinator::finished, this, &DownloadEngine::finished);
    connect(d->coordinator.get(), &DownloadCoordinator::finished, &d->thread, &QThread::quit, Qt::DirectConnection);
}

DownloadEngine::~DownloadEngine()
{
    // The thread ends when the run has: parts and writes under way are waited for, and a cancel makes that short. By
    // then the coordinator has let go of all that is tied to its thread.
    cancel();
    d->thread.wait();
}

void DownloadEngine::start()
{
    if (std::exchange(d->started, true))
        return;
    d->thread.start();
    QMetaObject::invokeMethod(d->coordinator.get(), &DownloadCoordinator::start, Qt::QueuedConnection);
}

void DownloadEngine::cancel()
{
    if (d->started)
        QMetaObject::invokeMethod(d->coordinator.get(), &DownloadCoordinator::cancel, Qt::QueuedConnection);
}

Snapshot DownloadEngine::snapshot() const
{
    return d->last;
}

} // namespace millrace
