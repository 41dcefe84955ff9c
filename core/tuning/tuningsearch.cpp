// SPDX-License-Identifier: GPL-3.0-or-later
#include "tuning/tuningsearch.h"

#include "transfer/firstguess.h"
#include "transfer/sizing.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr double leastNoise = 0.02;    ///< of a single trial, whatever it says of itself
constexpr double worthIt = 0.03;       ///< a gain below this is none
constexpr double certainty = 1.96;     ///< standard errors on either side: 95 %
constexpr double hopeful = 0.5;        ///< of a standard error below the mark: worth measuring again
constexpr int confirmTrials = 4;       ///< at the end, present and best in turn
constexpr int fewestGuess = 8;
constexpr int mostGuess = 32;
constexpr ByteCount smallestPart = 4 * MiB;
constexpr ByteCount largestPart = 256 * MiB;
constexpr ByteCount smallestChunk = 256 * KiB;
constexpr ByteCount largestChunk = 16 * MiB;
constexpr int mostIoThreads = 64;
/// Files share the connections rather than one taking all of them, where there are enough.
constexpr int partsPerFile = 16;
/// Of the memory limit, for buffers of connections that are in use.
constexpr double memoryShare = 0.75;

QString percent(double share) { return QString::number(share * 100, 'f', std::abs(share) < 0.1 ? 1 : 0) + u" %"_s; }

} // namespace

ByteRate TuningSearch::Point::mean() const
{
    double sum = 0;
    for (const ByteRate rate : rates)
        sum += rate;
    return rates.empty() ? 0 : sum / double(rates.size());
}

/// Of the mean: what the trials say of themselves, and not less than how far trials of the same settings were apart.
ByteRate TuningSearch::Point::error(double noise) const
{
    if (rates.empty())
        return 0;
    const double n = double(rates.size());
    return std::max(std::sqrt(squaredErrors) / n, noise * mean() / std::sqrt(n));
}

TuningSearch::TuningSearch(const SearchSpace &space) : m_space(space)
{
    m_points.push_back({m_space.present, {}, 0, {}});
}

/// How far apart trials of the same settings were, relative to their means, over all settings tried more than once.
double TuningSearch::noise() const
{
    double squares = 0;
    int degrees = 0;
    for (const Point &point : m_points) {
        const double mean = point.mean();
        if (point.rates.size() < 2 || mean <= 0)
            continue;
        for (const ByteRate rate : point.rates)
            squares += (rate / mean - 1) * (rate / mean - 1);
        degrees += int(point.rates.size()) - 1;
    }
    return degrees > 0 ? std::max(leastNoise, std::sqrt(squares / degrees)) : leastNoise * 1.5;
}

TuningSearch::Verdict TuningSearch::compare(const Point &candidate, const Point &best) const
{
    const double base = std::max(1.0, best.mean());
    const double gain = candidate.mean() / base - 1;
    const double error = std::hypot(candidate.error(noise()), best.error(noise())) / base;
    const double mark = std::max(worthIt, error);
    if (gain >= mark)
        return Verdict::Better;
    return gain >= worthIt && gain > mark - hopeful * error ? Verdict::Unclear : Verdict::Worse;
}

TunedSettings TuningSearch::shaped(TunedSettings settings, int connections) const
{
    const auto parts = [&settings](ByteCount size) {
        return std::max<qint64>(1, (size + settings.partSize - 1) / settings.partSize);
    };
    const qint64 objects = std::max<qint64>(1, m_facts.objects);
    const auto perFile = std::min<qint64>(connections, objects == 1 ? parts(m_facts.largest) : parts(m_facts.typical));
    // Few files must take more each to use all connections.
    const qint64 needed = (connections + objects - 1) / objects;
    const qint64 concurrency = std::clamp(std::min<qint64>(perFile, partsPerFile), std::min(needed, parts(m_facts.largest)),
                                          qint64(connections));
    settings.concurrency = int(std::max<qint64>(1, concurrency));
    settings.fileParallelism = int(std::clamp<qint64>((connections + concurrency / 2) / concurrency, 1, connections));
    return settings;
}

bool TuningSearch::isFeasible(const TunedSettings &s) const
{
    if (s.fileParallelism < 1 || s.concurrency < 1 || s.connections() > m_space.mostConnections)
        return false;
    if (s.partSize < smallestPart || s.partSize > largestPart || s.chunkSize < smallestChunk || s.chunkSize > largestChunk)
        return false;
    if (s.ioThreads < 1 || s.ioThreads > mostIoThreads || s.chunkSize > s.partSize)
        return false;
    return double(s.chunkSize) * (s.connections() + s.ioThreads / 2) <= double(m_space.memoryLimit) * memoryShare;
}

const TuningSearch::Point *TuningSearch::find(const std::optional<TunedSettings> &settings) const
{
    const auto point = std::find_if(m_points.begin(), m_points.end(),
                                    [&settings](const Point &p) { return p.settings == settings; });
    return point == m_points.end() ? nullptr : &*point;
}

std::optional<TuningTrial> TuningSearch::trial(const std::optional<TunedSettings> &settings, TrialStep step,
                                               const QString &reason)
{
    const Point *point = find(settings);
    if (!point) {
        m_points.push_back({settings, {}, 0, {}});
        point = &m_points.back();
    }
    m_pending = size_t(point - m_points.data());
    TuningTrial trial;
    trial.settings = settings;
    trial.step = step;
    const bool named = step >= TrialStep::TwiceTheConnections && step <= TrialStep::FewerThreads;
    trial.limitedBy = named ? m_points[m_best].bottleneck.kind : BottleneckKind::None;
    trial.reason = reason;
    return trial;
}

/// None where that cannot be tried or was.
std::optional<TuningTrial> TuningSearch::tryOnce(const TunedSettings &settings, TrialStep step, const QString &reason)
{
    if (!isFeasible(settings) || find(settings))
        return std::nullopt;
    return trial(settings, step, reason);
}

void TuningSearch::enter(Stage stage)
{
    m_stage = stage;
    m_gains = 0;
    m_option = 0;
    m_options.clear();
}

/// What the last trial of the best says, as the reason for the next step.
QString TuningSearch::because() const
{
    const Bottleneck &limit = m_points[m_best].bottleneck;
    return limit ? u" (limited by %1)"_s.arg(name(limit.kind)) : QString();
}

std::optional<TuningTrial> TuningSearch::next()
{
    const int made = int(m_result.trials.size());
    if (m_stage == Stage::Over || made >= m_space.mostTrials)
        return std::nullopt;
    // The last trials are for being sure.
    if (m_stage < Stage::Confirm && m_stage > Stage::Guess && made + confirmTrials >= m_space.mostTrials) {
        m_repeating = false;
        enter(Stage::Confirm);
    }
    std::optional<TuningTrial> trial;
    if (m_repeating) {
        trial = this->trial(m_points[m_pending].settings, TrialStep::Repeat, u"too close to call: the same again"_s);
    } else {
        trial = propose();
    }
    if (trial)
        trial->number = made + 1;
    return trial;
}

/// Goes through the stages until one has something to try.
std::optional<TuningTrial> TuningSearch::propose()
{
    for (;;) {
        std::optional<TuningTrial> found;
        Stage following = Stage::Over;
        switch (m_stage) {
        case Stage::WarmUp:
            found = trial(m_space.present, TrialStep::WarmUp, u"warm-up: connections, caches and the listing; not counted"_s);
            found->warmUp = true;
            return found;
        case Stage::Present:
            return trial(m_space.present, TrialStep::Present, u"the present settings, to compare with"_s);
        case Stage::Guess: {
            TunedSettings guess;
            const FirstGuess formula = FirstGuess::forMachine(m_space.cpus, m_space.memory);
            guess.ioThreads = std::max(guess.ioThreads, formula.ioThreads);
            if (m_space.present) {
                guess.chunkSize = m_space.present->chunkSize;
                guess.ioThreads = m_space.present->ioThreads;
                guess.partSize = m_space.present->partSize;
            }
            const int connections = std::min(m_space.mostConnections,
                                             std::clamp(formula.fileParallelism * formula.concurrency, fewestGuess, mostGuess));
            guess = shaped(guess, connections);
            return trial(guess, TrialStep::FirstGuess,
                         u"first guess for %1 CPUs and objects of %2"_s.arg(m_space.cpus).arg(formatBytes(m_facts.typical)));
        }
        case Stage::Up:
            if (m_gains == int(m_option)) { // the last step gained
                ++m_option;
                const int from = best().connections();
                found = tryOnce(shaped(best(), std::min(m_space.mostConnections, from * 2)),
                                TrialStep::TwiceTheConnections, u"twice the connections of the best so far%1"_s.arg(because()));
            }
            following = m_gains > 0 ? Stage::Shape : Stage::Down;
            break;
        case Stage::Down:
            if (m_gains == int(m_option)) {
                ++m_option;
                found = tryOnce(shaped(best(), std::max(1, best().connections() / 2)),
                                TrialStep::HalfTheConnections, u"half the connections of the best so far%1"_s.arg(because()));
            }
            following = Stage::Shape;
            break;
        case Stage::Shape:
            if (m_options.empty() && m_facts.objects > 1 && m_facts.largest > best().partSize) {
                TunedSettings wide = best(), deep = best();
                wide.fileParallelism *= 2;
                wide.concurrency = std::max(1, wide.concurrency / 2);
                deep.fileParallelism = std::max(1, deep.fileParallelism / 2);
                deep.concurrency *= 2;
                if (best().concurrency > 1)
                    m_options.push_back({wide, TrialStep::MoreFiles, u"the same connections over more files"_s});
                if (best().fileParallelism > 1)
                    m_options.push_back({deep, TrialStep::FewerFiles, u"the same connections over fewer files"_s});
            }
            found = tryNextOf(m_options);
            following = Stage::LargerParts;
            break;
        case Stage::LargerParts:
            if (m_gains == int(m_option) && m_facts.largest > best().partSize) {
                ++m_option;
                TunedSettings larger = best();
                larger.partSize *= 2;
                found = tryOnce(m_facts.objects > 1 ? larger : shaped(larger, larger.connections()),
                                TrialStep::LargerParts, u"parts of twice the size%1"_s.arg(because()));
            }
            following = m_gains > 0 ? Stage::Chunk : Stage::SmallerParts;
            break;
        case Stage::SmallerParts:
            if (m_gains == int(m_option) && m_facts.largest > best().partSize / 2) {
                ++m_option;
                TunedSettings smaller = best();
                smaller.partSize /= 2;
                found = tryOnce(shaped(smaller, smaller.connections()), TrialStep::SmallerParts,
                                u"parts of half the size%1"_s.arg(because()));
            }
            following = Stage::Chunk;
            break;
        case Stage::Chunk:
            if (m_options.empty() && m_space.toDisk) {
                TunedSettings larger = best(), smaller = best();
                larger.chunkSize *= 4;
                smaller.chunkSize /= 2;
                m_options = {{larger, TrialStep::LargerWrites, u"four times larger disk writes%1"_s.arg(because())},
                             {smaller, TrialStep::SmallerWrites, u"smaller disk writes"_s}};
            }
            found = tryNextOf(m_options);
            following = Stage::Threads;
            break;
        case Stage::Threads:
            if (m_options.empty() && m_space.toDisk) {
                TunedSettings more = best(), fewer = best();
                more.ioThreads *= 2;
                fewer.ioThreads /= 2;
                m_options = {{more, TrialStep::MoreThreads, u"twice the disk threads%1"_s.arg(because())},
                             {fewer, TrialStep::FewerThreads, u"half the disk threads"_s}};
            }
            found = tryNextOf(m_options);
            following = Stage::Refine;
            break;
        case Stage::Refine:
            if (m_options.empty()) {
                const int n = best().connections();
                m_options = {{shaped(best(), std::min(m_space.mostConnections, n * 3 / 2)), TrialStep::SomeMoreConnections,
                              u"half as many connections more"_s},
                             {shaped(best(), std::max(1, n * 3 / 4)), TrialStep::SomeFewerConnections,
                              u"a quarter fewer connections"_s}};
            }
            found = tryNextOf(m_options);
            m_settled = true;
            following = Stage::Confirm;
            break;
        case Stage::Confirm:
            return confirm();
        case Stage::Over:
            return std::nullopt;
        }
        if (found)
            return found;
        enter(following);
    }
}

/// The next of some alternatives to the best; one that gained makes the others moot.
std::optional<TuningTrial> TuningSearch::tryNextOf(const std::vector<Option> &options)
{
    while (m_gains == 0 && m_option < options.size()) {
        const auto &[settings, step, reason] = options[m_option++];
        if (auto trial = tryOnce(settings, step, reason))
            return trial;
    }
    return std::nullopt;
}

std::optional<TuningTrial> TuningSearch::confirm()
{
    if (m_confirmed >= confirmTrials || m_points[0].settings == m_points[m_best].settings) {
        m_stage = Stage::Over;
        return std::nullopt;
    }
    // Two rounds settle what is clear; where nothing was gained one of each is enough to say so.
    if (m_confirmed >= 2 && m_points[m_best].mean() < m_points[0].mean()) {
        m_stage = Stage::Over;
        return std::nullopt;
    }
    const bool present = m_confirmed++ % 2 == 0;
    return present ? trial(m_space.present, TrialStep::PresentAgain, u"the present settings once more, beside the best"_s)
                   : trial(m_points[m_best].settings, TrialStep::BestAgain, u"the best once more"_s);
}

void TuningSearch::report(const TuningTrial &trial)
{
    m_result.trials.append(trial);
    if (trial.warmUp) {
        enter(Stage::Present);
        return;
    }
    Point &point = m_points[m_pending];
    point.rates.push_back(trial.failure ? 0 : trial.rate);
    point.squaredErrors += trial.error * trial.error;
    point.bottleneck = trial.bottleneck;
    switch (m_stage) {
    case Stage::Present:
        enter(Stage::Guess);
        break;
    case Stage::Guess:
        m_best = m_pending;
        if (m_space.present && m_points[0].settings && compare(m_points[0], point) == Verdict::Better)
            m_best = 0;
        enter(Stage::Up);
        break;
    case Stage::Confirm:
    case Stage::Over:
        break;
    default:
        judge(m_pending);
    }
}

void TuningSearch::judge(size_t index)
{
    const Verdict verdict = compare(m_points[index], m_points[m_best]);
    if (verdict == Verdict::Unclear && !std::exchange(m_repeating, true))
        return;
    m_repeating = false;
    if (verdict != Verdict::Better)
        return;
    m_best = index;
    ++m_gains;
}

TuningResult TuningSearch::result() const
{
    TuningResult result = m_result;
    const Point &present = m_points[0];
    result.presentRate = present.mean();
    result.presentError = present.error(noise());
    result.rate = result.presentRate;
    result.rateError = result.presentError;
    result.bottleneck = present.bottleneck;
    const Point &best = m_points[m_best];
    if (best.settings) {
        result.recommended = *best.settings;
        const double base = std::max(1.0, present.mean());
        result.gain = best.mean() / base - 1;
        result.gainError = certainty * std::hypot(best.error(noise()), present.error(noise())) / base;
        result.better = m_best != 0 && result.gain >= std::max(worthIt, result.gainError);
    }
    if (result.better) {
        result.rate = best.mean();
        result.rateError = best.error(noise());
        result.bottleneck = best.bottleneck;
    }
    result.settled = m_settled;
    const QString ended = m_settled ? u"No further step gained more than noise."_s
                                    : u"The search ended early: these are the best of what was tried."_s;
    if (present.rates.empty())
        result.verdict.clear();
    else if (result.better)
        result.verdict = u"%1 faster than the present settings (give or take %2). %3"_s.arg(percent(result.gain),
                                                                                          percent(result.gainError), ended);
    else
        result.verdict = u"The present settings are as good as anything tried: the best differed by %1, give or take %2. %3"_s.arg(
            percent(result.gain), percent(result.gainError), ended);
    return result;
}

} // namespace millrace
