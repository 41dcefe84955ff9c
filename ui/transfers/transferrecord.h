// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/processsampler.h"
#include "ui/transfers/transferrow.h"

#include <deque>

namespace millrace {

/// What is kept of one transfer for the views: its row, parts, history and log. Fed with what an engine says; knows no
/// thread and no queue.
class TransferRecord
{
public:
    TransferRow row;

    /// Name, source, target and direction.
    void describe(const std::variant<DownloadSpec, UploadSpec> &spec);
    void begin();
    void take(const Snapshot &snapshot);
    void take(const FileResult &result);
    void end(const RunResult &result);
    /// Why the transfer failed: the run's own error, else the first file's.
    std::optional<Error> failure(const RunResult &result) const;
    void say(LogLine::Level level, const QString &text);
    /// How it ended, for the log; the row has its new state.
    void sayEnd(const RunResult &result);

    /// The run under way as if it had been cut off now: what a report can tell of it should nobody get to end it.
    RunResult soFar() const;
    TransferDetail detail(bool running) const;
    const QList<LogLine> &log() const { return m_log; }
    /// Lines since the last call.
    QList<LogLine> takeNewLines() { return std::exchange(m_newLines, {}); }

private:
    void remember(const Snapshot &snapshot);
    void sayRetries(const Snapshot &snapshot, bool last);
    void countConnections(const Snapshot &snapshot);
    void addToConnection(int number, ByteCount bytes);

    Snapshot m_last;
    QHash<quint64, FileProgress> m_inFlight; ///< last seen, until the file has ended
    std::deque<FileParts> m_finished;
    qint64 m_leftOut = 0;
    int m_finishedParts = 0;
    int m_keptParts = 0;        ///< of those, the ones whose file is in m_finished
    int m_wholeParts = 0;       ///< of those, the ones that arrived
    QList<ByteCount> m_byConnection; ///< bytes each connection brought since the last point of the history
    double m_secondsBefore = 0; ///< of earlier runs
    ByteCount m_bytesFailed = 0;   ///< size of the files that failed in this run
    ByteCount m_bytesOfFailed = 0; ///< what had come of them
    qint64 m_saidRetries = 0;   ///< of this run, told in the log so far
    qint64 m_saidThrottles = 0;
    double m_saidAt = -1;       ///< when, in seconds of this run; -1: not yet
    QDateTime m_begun;          ///< of this run
    std::optional<Error> m_firstError;
    QList<LogLine> m_log;
    QList<LogLine> m_newLines;
    History m_history;
    ProcessSample m_lastProcess;
};

} // namespace millrace
