// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/runview.h"

#include <QElapsedTimer>

namespace millrace {

/// Events on stdout (jsonevents.h). Warnings still go to stderr, for whoever watches.
class JsonView : public RunView
{
public:
    JsonView(const OutputOptions &options, Console &console);
    void begin(const RunFacts &facts) override;
    void fileStarted(quint64 id, const QString &key, const QString &path, ByteCount size) override;
    void fileFinished(const FileResult &file) override;
    void progressed(const Snapshot &snapshot) override;
    void redraw() override {}
    void adjusted(const TuningStep &step) override;
    void noticed(const QString &text) override;
    void warned(const QString &text) override;
    void failed(const Error &error) override;
    void deleted(const QString &name, bool planned) override;
    void interrupted() override;
    void end(const Report &report, const RunNotes &notes, const SummaryContext &context, ExitCode code) override;

private:
    void send(const QByteArray &event);

    const OutputOptions m_options;
    Console &m_console;
    QElapsedTimer m_sinceProgress;
    QElapsedTimer m_sinceFlush;
};

} // namespace millrace
