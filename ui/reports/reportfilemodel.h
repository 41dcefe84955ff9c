// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/reports/openreport.h"

#include <QAbstractTableModel>

namespace millrace {

/// The files of a report, hundreds of thousands of them: sorts and filters an index of its own, since a proxy would take
/// too long.
class ReportFileModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Key, Size, Outcome, Verified, Speed, Time, Parts, Retries, Error, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    void setFiles(std::shared_ptr<const std::vector<ReportedFile>> files);
    void setFilter(const QString &text);
    void setOnlyFailed(bool only);
    const ReportedFile &at(int row) const { return (*m_files)[m_shown[size_t(row)]]; }
    qint64 count() const { return qint64(m_files->size()); }

private:
    void choose();
    void arrange();
    QVariant text(const ReportedFile &file, int column) const;

    std::shared_ptr<const std::vector<ReportedFile>> m_files = std::make_shared<std::vector<ReportedFile>>();
    std::vector<quint32> m_shown; ///< indexes of m_files
    QString m_filter;
    bool m_onlyFailed = false;
    int m_column = -1;            ///< -1: as in the report
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace millrace
