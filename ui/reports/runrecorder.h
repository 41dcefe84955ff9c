// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"
#include "ui/transfers/transferrow.h"

#include <QObject>
#include <functional>
#include <memory>

namespace millrace {

/// Keeps a transfer's report while it runs, through pauses, and files it in the history at its end. Lives in the board's
/// thread; what a run of millions of files has to say goes to the disk as it comes, the report itself is written by a pool.
class RunRecorder
{
public:
    /// @p folder: of the history; empty: nothing is kept.
    explicit RunRecorder(QString folder) : m_folder(std::move(folder)) {}
    ~RunRecorder();

    /// A run begins; goes on with the report of a paused one. Error: there will be no report, and why.
    Result<> begin(const TransferOrder &order);
    void add(const FileResult &file);
    void add(const RunResult &run);
    bool isOpen() const { return m_report != nullptr; }
    /// The transfer is over. @p done comes in this thread unless @p context is gone: the report's file, or why there is none.
    void finish(QObject *context, std::function<void(const Result<QString> &file)> done);
    /// Nobody wants it any more.
    void drop();

private:
    const QString m_folder;
    QString m_file;
    std::shared_ptr<Report> m_report;
};

/// What a report says of an order before its first byte moves.
RunFacts factsOf(const TransferOrder &order);

} // namespace millrace
