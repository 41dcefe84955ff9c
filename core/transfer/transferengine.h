// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/results.h"

#include <QObject>
#include <memory>

namespace millrace {

class TransferKind;

/// Runs one spec, whichever direction: finds the files, moves them, verifies. Lives in the thread that made it, which
/// needs an event loop; the work happens in threads of its own. One run per engine.
class TransferEngine : public QObject
{
    Q_OBJECT
public:
    ~TransferEngine() override;

    /// Begins the run; returns at once. `finished` follows in every case, exactly once.
    void start();
    /// Stops cleanly: no new part begins; a download keeps what is written, with its journal; an upload is taken back
    /// unless its spec says otherwise. `finished` follows.
    void cancel();
    /// The state right now.
    Snapshot snapshot() const;

signals:
    void fileStarted(quint64 id, const QString &key, const QString &path, qint64 size);
    /// Once for every object that was planned, in the order of completion. Not kept by the engine.
    void fileFinished(const millrace::FileResult &result);
    /// At 10 Hz while running.
    void progressed(const millrace::Snapshot &snapshot);
    /// Something the user should read that is no failure (a region redirect followed, the clock corrected).
    void noticed(const QString &text);
    /// --auto-optimize changed something, or decided not to.
    void adjusted(const millrace::TuningStep &step);
    /// The last signal.
    void finished(const millrace::RunResult &result);

protected:
    explicit TransferEngine(std::unique_ptr<TransferKind> kind, QObject *parent = nullptr);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace millrace
