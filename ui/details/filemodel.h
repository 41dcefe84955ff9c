// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

#include <QAbstractTableModel>

namespace millrace {

/// The files of the watched transfer.
class FileModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Size, Progress, Rate, Parts, Retries, Status, ColumnCount };
    enum Role { SortRole = Qt::UserRole };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setDetail(const TransferDetail &detail);
    const FileParts &at(int row) const { return m_files.at(row); }

private:
    QVariant text(const FileParts &file, int column) const;
    quint64 m_id = 0;
    QList<FileParts> m_files;
};

} // namespace millrace
