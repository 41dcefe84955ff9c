// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/livedisplay.h"
#include "cli/rateflags.h"
#include "queue/queuerunner.h"

#include <QObject>
#include <memory>

namespace millrace {

/// "queue run": works off the queue and tells of it.
class QueueRun : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString file;
        int parallel = 2;
        bool watch = false; ///< wait for more when all is done
        bool json = false;
        RateTimetable rates; ///< for all that this process runs; downloads and uploads apart
    };

    QueueRun(Options options, Console &console);
    ~QueueRun() override;

    /// Begins; `finished` follows in every case, exactly once.
    void start();
    /// What is active goes back into the queue.
    void cancel();
    void redraw();

signals:
    void finished(int exitCode);

private:
    void onFailed(const Error &error);
    void onChanged(const QueueSnapshot &queue);
    void onEnded(const QueueEntry &entry, const RunResult &result);
    void onDrained(const QueueRest &rest);
    void say(qint64 id, const QString &text);
    void tell(const QString &text);
    void end();

    const Options m_options;
    Console &m_console;
    std::unique_ptr<RateKeeper> m_down, m_up;
    QueueRunner m_runner;
    std::unique_ptr<LiveDisplay> m_live; ///< only on a terminal
    QueueSnapshot m_last;
    ExitTally m_tally;
    qint64 m_ended = 0;
    bool m_opened = false;
    bool m_cancelled = false;
    bool m_over = false;
};

} // namespace millrace
