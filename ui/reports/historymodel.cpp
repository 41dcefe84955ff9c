// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/historymodel.h"

#include "ui/reports/openreport.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

using namespace Qt::StringLiterals;

namespace millrace {

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_runs.size());
}

static QIcon iconOf(const RunReport &report)
{
    static const QIcon done = themedIcon(u"check-circle"_s, IconTone::Good);
    static const QIcon failed = themedIcon(u"error"_s, IconTone::Bad);
    static const QIcon cancelled = themedIcon(u"cancel"_s, IconTone::Muted);
    switch (endOf(report)) {
    case RunEnd::Done: return done;
    case RunEnd::Failed: return failed;
    case RunEnd::Cancelled: return cancelled;
    }
    return {};
}

static QString subtitle(const RunReport &report)
{
    QStringList parts{timeText(report.startedAt)};
    if (endOf(report) != RunEnd::Done)
        parts += endText(report);
    if (report.bytesMoved > 0)
        parts += bytesText(report.bytesMoved);
    if (const QString rate = rateText(report.wallClock * double(MiB)); !rate.isEmpty())
        parts += rate;
    return parts.join(u"  ·  "_s);
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ArchivedRun &run = m_runs.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return run.title;
    case SubtitleRole: return subtitle(run.report);
    case EndRole: return int(endOf(run.report));
    case FileRole: return run.file;
    case Qt::DecorationRole: return iconOf(run.report);
    case Qt::AccessibleTextRole: return u"%1, %2, %3"_s.arg(run.title, endText(run.report), subtitle(run.report));
    case Qt::ToolTipRole:
        return u"%1\n→ %2"_s.arg(run.report.sources.mid(0, 8).join(u'\n'),
                                 run.report.target.isEmpty() ? tr("memory") : run.report.target);
    default: return {};
    }
}

void HistoryModel::setRuns(const QList<ArchivedRun> &runs)
{
    beginResetModel();
    m_runs = runs;
    std::stable_sort(m_runs.begin(), m_runs.end(),
                     [](const ArchivedRun &a, const ArchivedRun &b) { return a.report.startedAt > b.report.startedAt; });
    endResetModel();
}

void HistoryModel::add(const ArchivedRun &run)
{
    remove({run.file});
    const auto place = std::find_if(m_runs.begin(), m_runs.end(), [&run](const ArchivedRun &other) {
        return other.report.startedAt <= run.report.startedAt;
    });
    const int row = int(place - m_runs.begin());
    beginInsertRows({}, row, row);
    m_runs.insert(row, run);
    endInsertRows();
}

void HistoryModel::remove(const QStringList &files)
{
    for (int row = int(m_runs.size()) - 1; row >= 0; --row) {
        if (!files.contains(m_runs.at(row).file))
            continue;
        beginRemoveRows({}, row, row);
        m_runs.removeAt(row);
        endRemoveRows();
    }
}

QModelIndex HistoryModel::indexOf(const QString &file) const
{
    for (int row = 0; row < m_runs.size(); ++row)
        if (m_runs.at(row).file == file)
            return index(row);
    return {};
}

} // namespace millrace
