// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"
#include "ui/transfers/transferrow.h"

#include <QObject>
#include <QSet>
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
    void add(const FileResult &file);
    void add(const RunResult &run);
    bool isOpen() const { return m_report != nullptr; }
    /// The transfer is over. @p done comes in this thread unless @p context is gone: the report's file, or why there is none.
    void finish(QObject *context, std::function<void(const Result<QString> &file)> done);
    /// Nobody wants it any more, nor what was kept of it.
    void drop();

private:
    const QString m_folder;
    const QString m_part; ///< where keep() writes; empty: nowhere
    QString m_file;
    std::shared_ptr<Report> m_report;
    QSet<size_t> m_finished;        ///< hashes of keys of finished files: a later run skips them, which is no news
    QList<FileResult> m_unfinished; ///< cancelled by the last run: an end only if nothing follows
};

/// What a report says of an order before its first byte moves.
RunFacts factsOf(const TransferOrder &order);

} // namespace millrace
