// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/transferengine.h"

#include "base/cryptoexit.h"
#include "transfer/transfercoordinator.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace millrace {

class TransferEngine::Private
{
public:
    QThread thread;
    std::unique_ptr<TransferCoordinator> coordinator; ///< lives in thread; outlives it by a moment
    Snapshot last;
    bool started = false;
};

TransferEngine::TransferEngine(std::unique_ptr<TransferKind> kind, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>())
{
    leaveCryptoToTheSystem(); // the run's threads use OpenSSL
    qRegisterMetaType<FileResult>();
    qRegisterMetaType<Snapshot>();
    qRegisterMetaType<RunResult>();
    qRegisterMetaType<TuningStep>();
    d->thread.setObjectName(u"coordinator"_s);
    d->coordinator = std::make_unique<TransferCoordinator>(std::move(kind));
    d->coordinator->moveToThread(&d->thread);
    connect(d->coordinator.get(), &TransferCoordinator::fileStarted, this, &TransferEngine::fileStarted);
    connect(d->coordinator.get(), &TransferCoordinator::fileFinished, this, &TransferEngine::fileFinished);
    connect(d->coordinator.get(), &TransferCoordinator::noticed, this, &TransferEngine::noticed);
    connect(d->coordinator.get(), &TransferCoordinator::adjusted, this, &TransferEngine::adjusted);
    connect(d->coordinator.get(), &TransferCoordinator::progressed, this, [this](const Snapshot &snapshot) {
        d->last = snapshot;
        emit progressed(snapshot);
    });
    connect(d->coordinator.get(), &TransferCoordinator::finished, this, &TransferEngine::finished);
    connect(d->coordinator.get(), &TransferCoordinator::finished, &d->thread, &QThread::quit, Qt::DirectConnection);
}

TransferEngine::~TransferEngine()
{
    // The thread ends when the run has: parts and writes under way are waited for, and a cancel makes that short. By
    // then the coordinator has let go of all that is tied to its thread.
    cancel();
    d->thread.wait();
}

void TransferEngine::start()
{
    if (std::exchange(d->started, true))
        return;
    d->thread.start();
    QMetaObject::invokeMethod(d->coordinator.get(), &TransferCoordinator::start, Qt::QueuedConnection);
}

void TransferEngine::cancel()
{
    if (d->started)
        QMetaObject::invokeMethod(d->coordinator.get(), &TransferCoordinator::cancel, Qt::QueuedConnection);
}

Snapshot TransferEngine::snapshot() const
{
    return d->last;
}

} // namespace millrace
