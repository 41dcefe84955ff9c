// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/tuningtext.h"

#include "ui/text/bottlenecktext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Tuning)
public:
    static QString step(TrialStep step);
};

QString Words::step(TrialStep step)
{
    switch (step) {
    case TrialStep::WarmUp: return tr("Warm-up, does not count");
    case TrialStep::Present: return tr("The present settings, to compare with");
    case TrialStep::FirstGuess: return tr("First guess for this machine and these objects");
    case TrialStep::TwiceTheConnections: return tr("Twice the connections of the best so far");
    case TrialStep::HalfTheConnections: return tr("Half the connections of the best so far");
    case TrialStep::MoreFiles: return tr("The same connections over more files");
    case TrialStep::FewerFiles: return tr("The same connections over fewer files");
    case TrialStep::LargerParts: return tr("Parts of twice the size");
    case TrialStep::SmallerParts: return tr("Parts of half the size");
    case TrialStep::LargerWrites: return tr("Four times larger disk writes");
    case TrialStep::SmallerWrites: return tr("Smaller disk writes");
    case TrialStep::MoreThreads: return tr("Twice the disk threads");
    case TrialStep::FewerThreads: return tr("Half the disk threads");
    case TrialStep::SomeMoreConnections: return tr("Half as many connections more");
    case TrialStep::SomeFewerConnections: return tr("A quarter fewer connections");
    case TrialStep::Repeat: return tr("Too close to call: the same again");
    case TrialStep::PresentAgain: return tr("The present settings once more, beside the best");
    case TrialStep::BestAgain: return tr("The best once more");
    }
    return {};
}

QString percent(double share)
{
    return QLocale().toString(share * 100, 'f', std::abs(share) < 0.1 ? 1 : 0);
}

} // namespace

QString trialReason(const TuningTrial &trial)
{
    const QString step = Words::step(trial.step);
    return trial.limitedBy == BottleneckKind::None ? step
                                                   : Words::tr("%1 (limited so far by: %2)").arg(step, bottleneckName(trial.limitedBy));
}

QString tuningVerdict(const TuningResult &result)
{
    if (result.presentRate <= 0)
        return {};
    const QString ended = result.settled ? Words::tr("No further step gained more than noise.")
                                         : Words::tr("The search ended early: these are the best of what was tried.");
    if (result.better)
        return ended;
    return Words::tr("The best of what was tried differed by %1 %, give or take %2 %. %3")
        .arg(percent(result.gain), percent(result.gainError), ended);
}

} // namespace millrace
