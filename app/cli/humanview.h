// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/livedisplay.h"
#include "cli/runview.h"

#include <QElapsedTimer>
#include <memory>
#include <optional>

namespace millrace {

/// The seed's lines on stdout; on stderr a live display where it is a terminal, a line every few seconds where not, and
/// at the end what a human wants to know.
class HumanView : public RunView
{
public:
    HumanView(const OutputOptions &options, Console &console, bool toMemory);
    void begin(const RunFacts &facts) override;
    void fileStarted(quint64 id, const QString &key, const QString &path, ByteCount size) override;
    void fileFinished(const FileResult &file) override;
    void progressed(const Snapshot &snapshot) override;
    void redraw() override;
    void adjusted(const TuningStep &step) override;
    void noticed(const QString &text) override;
    void warned(const QString &text) override;
    void failed(const Error &error) override;
    void deleted(const QString &name, bool planned) override;
    void interrupted() override;
    void end(const Report &report, const RunNotes &notes, const SummaryContext &context, ExitCode code) override;

private:
    void draw();
    QString way(const FileResult &file) const;

    const OutputOptions m_options;
    Console &m_console;
    const bool m_toMemory;
    std::unique_ptr<LiveDisplay> m_live; ///< only on a terminal
    Snapshot m_last;
    QElapsedTimer m_sinceDraw;
    bool m_stopping = false;
    QString m_mode;
    bool m_upload = false;     ///< to a bucket
    bool m_toStdout = false;
};

} // namespace millrace
