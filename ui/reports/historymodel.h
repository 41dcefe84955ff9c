// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/reports/reportarchive.h"

#include <QAbstractListModel>

namespace millrace {

/// The runs of the history, newest first.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { FileRole = Qt::UserRole, SubtitleRole, EndRole };
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    void setRuns(const QList<ArchivedRun> &runs);
    /// At its place; a run of the same file is replaced.
    void add(const ArchivedRun &run);
    void remove(const QStringList &files);
    const ArchivedRun &at(int row) const { return m_runs.at(row); }
    QModelIndex indexOf(const QString &file) const;

private:
    QList<ArchivedRun> m_runs;
};

} // namespace millrace
