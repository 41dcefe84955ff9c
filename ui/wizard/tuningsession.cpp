// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/tuningsession.h"

using namespace Qt::StringLiterals;

namespace millrace {

TuningSession::TuningSession(QObject *parent) : QObject(parent), m_room(new QObject)
{
    qRegisterMetaType<TuningTrial>();
    qRegisterMetaType<TuningResult>();
    m_thread.setObjectName(u"tuning"_s);
    m_room->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_room, &QObject::deleteLater);
    m_thread.start();
}

TuningSession::~TuningSession()
{
    m_thread.quit();
    m_thread.wait();
}

void TuningSession::start(const TuningRequest &request)
{
    m_running = true;
    QMetaObject::invokeMethod(m_room, [this, room = m_room, request] {
        auto *run = new TuningRun(request, room);
        connect(run, &TuningRun::trialStarted, this, &TuningSession::trialStarted);
        connect(run, &TuningRun::trialProgressed, this, &TuningSession::trialProgressed);
        connect(run, &TuningRun::trialFinished, this, &TuningSession::trialFinished);
        connect(run, &TuningRun::finished, this, [this](const TuningResult &result) {
            m_running = false;
            emit finished(result);
        });
        connect(run, &TuningRun::finished, run, &QObject::deleteLater, Qt::QueuedConnection);
        run->start();
    });
}

void TuningSession::cancel()
{
    QMetaObject::invokeMethod(m_room, [room = m_room] {
        for (TuningRun *run : room->findChildren<TuningRun *>())
            run->cancel();
    });
}

} // namespace millrace
