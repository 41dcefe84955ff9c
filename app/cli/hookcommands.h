// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/hookflags.h"
#include "transfer/results.h"

#include <QObject>
#include <QProcess>
#include <QTimer>
#include <deque>
#include <functional>
#include <memory>

namespace millrace {

class RunView;

/// Starts a run's hook programs, a few at a time, and tells the view of those that fail. A transfer waits for none of
/// them, but begins no new files while too many wait (HookLines::holdBack). The end of the run waits for all. Lives in the
/// thread of the view.
class HookCommands : public QObject
{
    Q_OBJECT
public:
    /// @p direction: "download" or "upload", for the programs.
    HookCommands(HookLines lines, const QString &direction, RunView &view, QObject *parent = nullptr);
    ~HookCommands() override;

    /// Of the outcomes, done and failed have a program started. To be told of every file of a run that is held back.
    void fileEnded(const FileResult &file);
    /// The run was cancelled: what waits for its turn is not started any more.
    void cancel();
    /// The run has ended with @p exitCode: once the files' programs have, starts the last one; @p then is called at the
    /// end of all, at once where there is nothing to wait for.
    void runEnded(const RunResult &run, int exitCode, std::function<void()> then);
    bool anyFailed() const { return m_failed; }

private:
    struct Call
    {
        QString flag;
        QStringList line;
        QString about;           ///< what it is about, for messages
        QProcessEnvironment environment;
        QByteArray input;
    };
    Call call(const QString &flag, const QStringList &line) const;
    Call callFor(const FileResult &file) const;
    void proceed();
    void dealtWith(qsizetype files);
    void start(const Call &call);
    void onEnded(QProcess *process, const QString &flag, const QString &about, const QByteArray &output);
    void sayWhatIsWaitedFor();

    const HookLines m_lines;
    const QString m_direction;
    RunView &m_view;
    std::deque<FileResult> m_waiting;
    std::function<Call()> m_last;
    std::function<void()> m_then;
    QTimer m_patience;          ///< runs once the run waits for nothing but programs
    int m_running = 0;
    bool m_failed = false;
};

} // namespace millrace
