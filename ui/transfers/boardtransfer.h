// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/processsampler.h"
#include "transfer/transferengine.h"
#include "ui/transfers/transferboard.h"

#include <deque>
#include <memory>

namespace millrace {

/// One transfer of an EngineBoard: its engine while it runs, and what is kept of it for the views. Pausing ends the engine;
/// going on begins another, which takes up what the first left. Lives in the board's worker thread.
class BoardTransfer : public QObject
{
    Q_OBJECT
public:
    BoardTransfer(quint64 id, TransferOrder order, QObject *parent);
    ~BoardTransfer() override;

    const TransferRow &row() const { return m_row; }
    void setPosition(int position) { m_row.position = position; }
    bool isRunning() const { return m_engine != nullptr; }

    void start();
    void pause();
    void resume();  ///< back into the queue
    void cancel();
    void retry();   ///< likewise, from the start of its list; finished parts and files are kept on disk
    /// Ends the engine without a word; rows no longer matter.
    void abandon();

    TransferDetail detail() const;
    const QList<LogLine> &log() const { return m_log; }

signals:
    void rowChanged();
    void detailChanged();
    void logged(const millrace::LogLine &line);
    /// The engine is gone: another transfer may begin.
    void stopped();

private:
    enum class Ending { None, Pause, Cancel };
    void onProgressed(const Snapshot &snapshot);
    void remember(const Snapshot &snapshot);
    void onFileFinished(const FileResult &result);
    void onFinished(const RunResult &result);
    void setState(TransferState state);
    void say(LogLine::Level level, const QString &text);

    TransferOrder m_order;
    TransferRow m_row;
    std::unique_ptr<TransferEngine> m_engine;
    Ending m_ending = Ending::None;
    Snapshot m_last;
    QHash<quint64, FileProgress> m_inFlight; ///< last seen, until the file has ended
    std::deque<FileParts> m_finished;
    qint64 m_leftOut = 0;
    int m_finishedParts = 0;
    double m_secondsBefore = 0; ///< of earlier engines
    std::optional<Error> m_firstError;
    QList<LogLine> m_log;
    History m_history;
    ProcessSample m_lastProcess;
};

} // namespace millrace
