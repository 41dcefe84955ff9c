// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

#include <QAbstractTableModel>
#include <QHash>

namespace millrace {

/// The transfers as a table. Copies values and owns nothing else; text in DisplayRole, what sorts in SortRole.
class TransferModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Size, Progress, State, Rate, Eta, Parts, Files, Retries, Connection, Added, ColumnCount };
    enum Role { SortRole = Qt::UserRole, IdRole, StateRole, FractionRole, RowRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Takes new and changed rows.
    void take(const QList<TransferRow> &rows);
    void remove(const QList<quint64> &ids);

    const TransferRow *row(quint64 id) const;
    const TransferRow &at(int row) const { return m_rows.at(row); }
    QModelIndex indexOf(quint64 id) const;

    static QString stateText(const TransferRow &row);
    /// Share done, 0 to 1; -1 where the size is not known yet.
    static double fraction(const TransferRow &row);

private:
    void change(int place, const TransferRow &row, bool wholly);
    QString text(const TransferRow &row, int column) const;
    QVariant sortValue(const TransferRow &row, int column) const;
    QString toolTip(const TransferRow &row) const;

    QList<TransferRow> m_rows;
    QHash<quint64, int> m_places;
};

} // namespace millrace
