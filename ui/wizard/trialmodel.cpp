// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/trialmodel.h"

#include "ui/text/bottlenecktext.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/text/tuningtext.h"
#include "ui/theme/icons.h"

using namespace Qt::StringLiterals;

namespace millrace {

int TrialModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_trials.size());
}

int TrialModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TrialModel::settingsText(const std::optional<TunedSettings> &settings)
{
    if (!settings)
        return tr("Present settings");
    return u"%1 × %2"_s.arg(tr("%n file(s)", nullptr, settings->fileParallelism),
                            tr("%n part(s) of %1", nullptr, settings->concurrency).arg(bytesText(settings->partSize)));
}

int TrialModel::best() const
{
    int best = -1;
    for (int row = 0; row < m_trials.size(); ++row)
        if (const TuningTrial &t = m_trials.at(row); !t.warmUp && !t.failure && !isRunning(row) && t.rate > 0
            && (best < 0 || t.rate > m_trials.at(best).rate))
            best = row;
    return best;
}

ByteRate TrialModel::presentRate() const
{
    for (int row = 0; row < m_trials.size(); ++row)
        if (const TuningTrial &t = m_trials.at(row); !t.warmUp && !t.settings && !isRunning(row))
            return t.rate;
    return 0;
}

QVariant TrialModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TuningTrial &trial = m_trials.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Number: return trial.number;
        case Settings: return settingsText(trial.settings);
        case Rate:
            if (trial.failure)
                return tr("failed");
            if (trial.error > 0 && trial.rate > 0)
                return tr("%1 ± %2 %").arg(rateText(trial.rate)).arg(QLocale().toString(100 * trial.error / trial.rate, 'f', 0));
            return rateText(trial.rate);
        case Reason: return trialReason(trial);
        default: return {};
        }
    case Qt::DecorationRole:
        if (index.column() != Rate)
            return {};
        if (trial.failure)
            return themedIcon(u"error"_s, IconTone::Bad);
        if (isRunning(index.row()))
            return themedIcon(u"play-circle"_s, IconTone::Accent);
        return index.row() == best() ? QVariant(themedIcon(u"check-circle"_s, IconTone::Good)) : QVariant();
    case Qt::ToolTipRole:
        if (trial.failure)
            return errorSentence(*trial.failure).line();
        return trial.bottleneck ? bottleneckText(trial.bottleneck) : trialReason(trial);
    case Qt::TextAlignmentRole: return int((index.column() == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant TrialModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number: return tr("No.");
    case Settings: return tr("Settings");
    case Rate: return tr("Rate");
    case Reason: return tr("Why");
    default: return {};
    }
}

void TrialModel::clear()
{
    beginResetModel();
    m_trials.clear();
    m_running = false;
    endResetModel();
}

void TrialModel::begin(const TuningTrial &trial)
{
    beginInsertRows({}, int(m_trials.size()), int(m_trials.size()));
    m_trials += trial;
    m_running = true;
    endInsertRows();
}

void TrialModel::progress(int number, double seconds, ByteRate rate)
{
    if (!m_running || m_trials.last().number != number)
        return;
    m_trials.last().seconds = seconds;
    m_trials.last().rate = rate;
    const int row = int(m_trials.size()) - 1;
    emit dataChanged(index(row, Rate), index(row, Rate));
}

void TrialModel::end(const TuningTrial &trial)
{
    const int row = int(m_trials.size()) - 1;
    if (row < 0 || m_trials.at(row).number != trial.number)
        return;
    m_trials[row] = trial;
    m_running = false;
    emit dataChanged(index(0, 0), index(row, ColumnCount - 1)); // another one may be the best
}

} // namespace millrace
