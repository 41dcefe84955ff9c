// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "transfer/bottleneck.h"
#include "transfer/transferspec.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <optional>

namespace millrace {

/// One choice of everything that tuning chooses. A value.
struct TunedSettings
{
    int fileParallelism = 4;
    int concurrency = 8;             ///< parts in flight per file
    ByteCount partSize = 16 * MiB;
    ByteCount chunkSize = 1 * MiB;   ///< of one disk write
    int ioThreads = 8;

    int connections() const { return fileParallelism * concurrency; }
    void applyTo(TransferSettings &settings) const;
    /// "--file-parallelism 4 --concurrency 8 --multipart-size-mb 16 --max-pool-connections 32 --io-threads 8
    /// --chunk-size-kb 1024"
    QString flags() const;
    friend bool operator==(const TunedSettings &a, const TunedSettings &b) = default;
};

/// Why a trial is made.
enum class TrialStep {
    WarmUp, Present, FirstGuess, TwiceTheConnections, HalfTheConnections, MoreFiles, FewerFiles, LargerParts, SmallerParts,
    LargerWrites, SmallerWrites, MoreThreads, FewerThreads, SomeMoreConnections, SomeFewerConnections, Repeat,
    PresentAgain, BestAgain,
};

/// One short download with certain settings, and what came of it.
struct TuningTrial
{
    int number = 0;                        ///< from 1
    std::optional<TunedSettings> settings; ///< none: the present ones, with whatever they leave to the engine
    TrialStep step = TrialStep::Present;   ///< why it was made
    BottleneckKind limitedBy = BottleneckKind::None; ///< what limited the best so far, where that was the reason
    QString reason;                        ///< both as a sentence without a full stop
    bool warmUp = false;                   ///< does not count

    ByteRate rate = 0;                     ///< bytes per second
    ByteRate error = 0;                    ///< standard error of the rate
    double seconds = 0;
    ByteCount bytes = 0;
    qint64 throttles = 0;
    Bottleneck bottleneck;
    std::optional<Error> failure;          ///< why it did not come to a rate
};

/// What a tuning came to.
struct TuningResult
{
    QList<TuningTrial> trials;
    bool better = false;                   ///< the recommendation is faster than the present settings, beyond noise
    TunedSettings recommended;             ///< the best found; of use where `better`
    ByteRate presentRate = 0;
    ByteRate presentError = 0;
    ByteRate rate = 0;                     ///< with the recommended settings; the present rate where they are as good
    ByteRate rateError = 0;
    double gain = 0;                       ///< of the best found over the present: 0.25 is 25 % faster
    double gainError = 0;                  ///< how far that may be off (95 %)
    Bottleneck bottleneck;                 ///< with the settings that are recommended, or the present ones
    bool settled = false;                  ///< nothing was left that might gain; else the search ended early
    QString verdict;                       ///< two sentences for humans: how good, and why the search ended
    bool cancelled = false;
    std::optional<Error> error;            ///< what ended it as a whole
};

} // namespace millrace

Q_DECLARE_METATYPE(millrace::TuningTrial)
Q_DECLARE_METATYPE(millrace::TuningResult)
