// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exitcode.h"
#include "cli/tuneoptions.h"
#include "report/orderedjson.h"

#include <QObject>

namespace millrace {

/// "files 8 x parts 4, part 16.0 MiB, ..." or "as they are".
QString settingsText(const std::optional<TunedSettings> &settings, bool toDisk);
/// A trial and a result as --json and --report tell them.
OrderedJson trialJson(const TuningTrial &trial);
OrderedJson tuningJson(const TuningResult &result, const QString &command);

/// Runs a tuning and tells of it.
class TuneRun : public QObject
{
    Q_OBJECT
public:
    TuneRun(TuneRequest request, Console &console);
    /// `finished` follows in every case, exactly once.
    void start();
    void cancel();

signals:
    void finished(int exitCode);

private:
    void say(const OrderedJson &event);
    void onTrialStarted(const TuningTrial &trial);
    void onTrialProgressed(int number, double seconds, double rate);
    void onTrialFinished(const TuningTrial &trial);
    void onFinished(const TuningResult &result);
    void tell(const TuningResult &result);
    void clearLine();
    Result<> writeReport(const TuningResult &result) const;

    const TuneRequest m_request;
    Console &m_console;
    TuningRun m_run;
    bool m_lineOpen = false; ///< a line of progress is on the terminal
};

} // namespace millrace
