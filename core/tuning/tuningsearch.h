// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tuning/tuningtrial.h"

#include <functional>
#include <vector>

namespace millrace {

/// What the objects of a source are like, as far as they were seen.
struct SampleFacts
{
    qint64 objects = 0;
    ByteCount largest = 0;
    ByteCount typical = 0; ///< half of all bytes are in objects of this size or larger
};

/// What a search may choose from.
struct SearchSpace
{
    int cpus = 1;
    ByteCount memory = 0;              ///< of the machine, bytes
    ByteCount memoryLimit = 256 * MiB; ///< for buffers
    bool toDisk = false;               ///< else disk chunk and I/O threads are left alone
    int mostConnections = 128;
    int mostTrials = 25;
    std::optional<TunedSettings> present; ///< none: they leave it to the engine
};

/// The search behind `tune`, without the downloads: says what to try next and is told what came of it. One parameter
/// after another, in steps that grow while they gain; a step back where they do not; what is too close to call is
/// measured again. At the end the present settings and the best are measured in turn, so that drift of the network is
/// not taken for a gain. Pure.
class TuningSearch
{
public:
    explicit TuningSearch(const SearchSpace &space);

    /// The next trial: settings, number and reason. None when the search is over.
    std::optional<TuningTrial> next();
    /// What came of the trial that next() gave. @p facts: after the warm-up at the latest.
    void report(const TuningTrial &trial);
    void setFacts(const SampleFacts &facts) { m_facts = facts; }

    /// What is known so far.
    TuningResult result() const;

    /// Splits @p connections over files and parts as the objects allow.
    TunedSettings shaped(TunedSettings settings, int connections) const;

private:
    enum class Stage { WarmUp, Present, Guess, Up, Down, Shape, LargerParts, SmallerParts, Chunk, Threads, Refine, Confirm, Over };
    enum class Verdict { Better, Worse, Unclear };

    /// All trials with the same settings.
    struct Point
    {
        std::optional<TunedSettings> settings; ///< none: the present ones
        std::vector<ByteRate> rates;
        double squaredErrors = 0;
        Bottleneck bottleneck;

        ByteRate mean() const;
        ByteRate error(double noise) const;
    };
    std::optional<TuningTrial> propose();
    struct Option
    {
        TunedSettings settings;
        TrialStep step;
        QString reason;
    };
    std::optional<TuningTrial> trial(const std::optional<TunedSettings> &settings, TrialStep step, const QString &reason);
    std::optional<TuningTrial> tryOnce(const TunedSettings &settings, TrialStep step, const QString &reason);
    std::optional<TuningTrial> tryNextOf(const std::vector<Option> &options);
    std::optional<TuningTrial> confirm();
    void enter(Stage stage);
    void judge(size_t point);
    Verdict compare(const Point &candidate, const Point &best) const;
    double noise() const;
    bool isFeasible(const TunedSettings &settings) const;
    const Point *find(const std::optional<TunedSettings> &settings) const;
    const TunedSettings &best() const { return *m_points[m_best].settings; }
    QString because() const;

    const SearchSpace m_space;
    SampleFacts m_facts;
    Stage m_stage = Stage::WarmUp;
    std::vector<Point> m_points;   ///< the first is the present settings
    size_t m_best = 0;             ///< of those with settings; 0 until there is one
    size_t m_pending = 0;          ///< the point the trial under way belongs to
    bool m_repeating = false;      ///< it is there because the first time was too close to call
    int m_gains = 0;               ///< steps in the present stage that gained
    size_t m_option = 0;           ///< how many options of the present stage were looked at
    std::vector<Option> m_options;
    int m_confirmed = 0;
    bool m_settled = false;        ///< all parameters were looked at
    TuningResult m_result;
};

} // namespace millrace
