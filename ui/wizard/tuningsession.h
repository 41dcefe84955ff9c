// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tuning/tuningrun.h"

#include <QThread>

namespace millrace {

/// A TuningRun in a thread of its own, for the GUI thread: no call waits for it. One run at a time.
class TuningSession : public QObject
{
    Q_OBJECT
public:
    explicit TuningSession(QObject *parent = nullptr);
    ~TuningSession() override; ///< ends a run, and waits

    void start(const TuningRequest &request);
    /// `finished` follows with what was found so far.
    void cancel();
    bool isRunning() const { return m_running; }

signals:
    void trialStarted(const millrace::TuningTrial &trial);
    void trialProgressed(int number, double seconds, double bytesPerSecond);
    void trialFinished(const millrace::TuningTrial &trial);
    void finished(const millrace::TuningResult &result);

private:
    QThread m_thread;
    QObject *m_room;            ///< lives in the thread; the run is its child
    bool m_running = false;
};

} // namespace millrace
