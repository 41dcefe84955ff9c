// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"
#include "ui/transfers/transferrow.h"

#include <QDeadlineTimer>
#include <QMutex>
#include <QObject>
#include <QSet>
#include <atomic>
#include <functional>
#include <memory>

namespace millrace {

/// Keeps a transfer's report while it runs, through pauses, and files it in the history at its end. Lives in the board's
/// thread; what a run of millions of files has to say goes to the disk as it comes, the report itself is written by a pool.
class RunRecorder
{
public:
    /// @p folder: of the history; empty: nothing is kept. @p name: of a transfer that may go on in another process, for what
    /// is kept of its report until then; empty: it ends with this one.
    explicit RunRecorder(QString folder, const QString &name = {});
    ~RunRecorder();

    /// A run begins; goes on with the report of a paused one. Error: there will be no report, and why.
    Result<> begin(const TransferOrder &order);
    /// Something was kept of an earlier process.
    bool isKept() const;
    /// The run was paused: keeps what there is, should this process end before it goes on.
    Result<> keep();
    /// The same while the run goes on, as it stands by @p soFar, should the program or the machine go down: written by the
    /// pool, and not so often that it would cost much. What is told now and then, tell it this.
    void keepSoFar(const RunResult &soFar);
    void add(const FileResult &file);
    void add(const RunResult &run);
    bool isOpen() const { return m_report != nullptr; }
    /// The transfer is over. @p done comes in this thread unless @p context is gone: the report's file, or why there is none.
    void finish(QObject *context, std::function<void(const Result<QString> &file)> done);
    /// Nobody wants it any more, nor what was kept of it.
    void drop();

private:
    /// What is kept is written by one at a time, and never by one who was overtaken.
    struct Gate
    {
        QMutex mutex;
        quint64 turn = 0;
        std::atomic<bool> busy = false;
    };
    void overtake();

    const QString m_folder;
    const QString m_part; ///< where keep() writes; empty: nowhere
    QString m_file;
    std::shared_ptr<Report> m_report;
    const std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();
    QDeadlineTimer m_nextKeeping{0};
    QSet<size_t> m_finished;        ///< hashes of keys of finished files: a later run skips them, which is no news
    QList<FileResult> m_unfinished; ///< cancelled by the last run: an end only if nothing follows
};

/// What a report says of an order before its first byte moves.
RunFacts factsOf(const TransferOrder &order);

} // namespace millrace
