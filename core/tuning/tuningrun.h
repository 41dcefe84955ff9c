// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/results.h"
#include "transfer/transferspec.h"
#include "tuning/tuningtrial.h"

#include <QObject>
#include <memory>

namespace millrace {

/// What to tune, and how much that may cost.
struct TuningRequest
{
    /// Where trials take their bytes from, and the present settings. Its targetFolder is where trials write to, each into
    /// a folder of its own that is removed again; empty: to memory. A targetFile or stream is ignored.
    DownloadSpec spec;
    int mostTrials = 25;
    double trialSeconds = 3;            ///< of one trial, at most
    ByteCount trialBytes = 2 * GiB;     ///< likewise
    int mostConnections = 128;          ///< beyond which nothing is tried
};

/// Measures a search for the settings with which a source is downloaded fastest: a warm-up, the present settings, the
/// formulas' first guess, then one parameter after another, each time by a short real download; at the end present and
/// best settings in turn. Lives in the thread that made it, which needs an event loop. One tuning per object.
class TuningRun : public QObject
{
    Q_OBJECT
public:
    explicit TuningRun(TuningRequest request, QObject *parent = nullptr);
    /// Stops and waits for what is under way.
    ~TuningRun() override;

    /// Begins; returns at once. `finished` follows in every case, exactly once.
    void start();
    /// Ends the trial under way, and the search with it; what was found so far is in the result.
    void cancel();
    const TuningRequest &request() const;

signals:
    /// A trial begins: its number, settings and reason are set.
    void trialStarted(const millrace::TuningTrial &trial);
    /// At 10 Hz during a trial. @p seconds of it have passed.
    void trialProgressed(int number, double seconds, double bytesPerSecond);
    /// A trial has ended, with its rate or failure.
    void trialFinished(const millrace::TuningTrial &trial);
    void noticed(const QString &text);
    /// The last signal.
    void finished(const millrace::TuningResult &result);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace millrace
