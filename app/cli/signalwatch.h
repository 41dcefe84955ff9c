// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

namespace millrace {

/// SIGINT, SIGTERM, SIGHUP, SIGWINCH and SIGCONT as Qt signals, through a self-pipe. SIGPIPE is ignored. One at a time
/// in a process. The second interrupt ends the process from inside the handler, so that it works even when the event
/// loop does not: exit code 130, the cursor shown again.
class SignalWatch : public QObject
{
    Q_OBJECT
public:
    explicit SignalWatch(QObject *parent = nullptr);
    ~SignalWatch() override;

    /// Without it a second interrupt leaves the terminal alone.
    static void restoreCursorOnExit(bool restore);
    /// Whether the process was asked to end. Any thread, and at once: the signal may still be on its way.
    static bool wasInterrupted();

signals:
    /// The first SIGINT, SIGTERM or SIGHUP.
    void interrupted();
    /// The terminal has another size, or the process came back from the background.
    void terminalChanged();

private:
    void onReadable();
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace millrace
