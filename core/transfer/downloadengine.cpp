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
    DownloadCoordinator *coordinator = nullptr; ///< lives and dies in thread
    Snapshot last;
    bool started = false;
};

DownloadEngine::DownloadEngine(DownloadSpec spec, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    qRegisterMetaType<FileResult>();
    qRegisterMetaType<Snapshot>();
    qRegisterMetaType<RunResult>();
    d->thread.setObjectName(u"coordinator"_s);
    d->coordinator = new DownloadCoordinator(std::move(spec));
    d->coordinator->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->coordinator, &QObject::deleteLater);
    connect(d->coordinator, &DownloadCoordinator::fileStarted, this, &DownloadEngine::fileStarted);
    connect(d->coordinator, &DownloadCoordinator::fileFinished, this, &DownloadEngine::fileFinished);
    connect(d->coordinator, &DownloadCoordinator::noticed, this, &DownloadEngine::noticed);
    connect(d->coordinator, &DownloadCoordinator::progressed, this, [this](const Snapshot &snapshot) {
        d->last = snapshot;
        emit progressed(snapshot);
    });
    connect(d->coordinator, &DownloadCoordinator::finished, this, &DownloadEngine::finished);
    connect(d->coordinator, &DownloadCoordinator::finished, &d->thread, &QThread::quit, Qt::DirectConnection);
}

DownloadEngine::~DownloadEngine()
{
    if (!d->started) {
        delete d->coordinator;
        return;
    }
    // The thread ends when the run has: parts and writes under way are waited for, and a cancel makes that short.
    cancel();
    d->thread.wait();
}

void DownloadEngine::start()
{
    if (std::exchange(d->started, true))
        return;
    d->thread.start();
    QMetaObject::invokeMethod(d->coordinator, &DownloadCoordinator::start, Qt::QueuedConnection);
}

void DownloadEngine::cancel()
{
    if (d->started)
        QMetaObject::invokeMethod(d->coordinator, &DownloadCoordinator::cancel, Qt::QueuedConnection);
}

Snapshot DownloadEngine::snapshot() const
{
    return d->last;
}

} // namespace millrace
