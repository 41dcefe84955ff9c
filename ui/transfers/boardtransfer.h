// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/transferengine.h"
#include "ui/reports/runrecorder.h"
#include "ui/transfers/transferrecord.h"

#include <memory>

namespace millrace {

/// One transfer of an EngineBoard: its engine while it runs, and its record. Pausing ends the engine; going on begins
/// another, which takes up what the first left. Lives in the board's worker thread.
class BoardTransfer : public QObject
{
    Q_OBJECT
public:
    /// @p reportFolder: where its report goes; empty: nowhere.
    BoardTransfer(quint64 id, TransferOrder order, const QString &reportFolder, QObject *parent);
    ~BoardTransfer() override;

    const TransferRow &row() const { return m_record.row; }
    TransferRecord &record() { return m_record; }
    bool isRunning() const { return m_engine != nullptr; }

    void start();
    void pause();
    void resume();  ///< back into the queue
    void cancel();
    void retry();   ///< likewise; what is on the disk is kept
    /// From now on; an engine under way ends, and another one takes up what it left. The bandwidth stays as it is.
    void setSettings(const TransferSettings &settings);
    /// Ends the engine without a word; the record no longer matters.
    void abandon();

signals:
    /// The record has something new.
    void changed();
    /// The engine is gone: another transfer may begin.
    void stopped();
    void reported(const QString &file);

private:
    enum class Ending { None, Pause, Cancel, Restart };
    void onFinished(const RunResult &result);
    void setState(TransferState state);
    void fileReport();

    TransferOrder m_order;
    TransferRecord m_record;
    RunRecorder m_report;
    std::unique_ptr<TransferEngine> m_engine;
    Ending m_ending = Ending::None;
};

} // namespace millrace
