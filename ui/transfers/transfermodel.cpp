// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/transfermodel.h"

#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

using namespace Qt::StringLiterals;

namespace millrace {

int TransferModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TransferModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

double TransferModel::fraction(const TransferRow &row)
{
    if (row.state == TransferState::Done)
        return 1;
    const ByteCount size = row.knownSize();
    return size < 0 ? -1 : std::min(1.0, double(row.done) / double(size));
}

QString TransferModel::stateText(const TransferRow &row)
{
    switch (row.state) {
    case TransferState::Queued: return tr("Queued");
    case TransferState::Active:
        return row.listing && row.filesTotal == 0 ? tr("Listing") : row.upload ? tr("Uploading") : tr("Downloading");
    case TransferState::Pausing: return tr("Pausing");
    case TransferState::Paused: return tr("Paused");
    case TransferState::Done: return row.filesDone == 0 && row.filesSkipped > 0 ? tr("Already current") : tr("Finished");
    case TransferState::Failed: return row.error ? errorSentence(*row.error).what : tr("Failed");
    case TransferState::Cancelled: return tr("Cancelled");
    }
    return {};
}

QString TransferModel::text(const TransferRow &row, int column) const
{
    switch (column) {
    case Name: return row.name;
    case Size:
        return row.knownSize() < 0 ? QString() : row.listing ? tr("%1 +").arg(bytesText(row.size)) : bytesText(row.size);
    case Progress: {
        const double done = fraction(row);
        return done < 0 ? QString() : QLocale().toString(std::floor(done * 1000) / 10, 'f', 1) + u" %"_s;
    }
    case State: return stateText(row);
    case Rate: return rateText(row.rate);
    case Eta: return row.state == TransferState::Active ? durationText(row.etaSeconds) : QString();
    case Parts:
        return row.partsTotal == 0
                   ? QString()
                   : u"%1 / %2"_s.arg(numberText(row.partsDone),
                                      row.partsOpen && !row.isOver() ? tr("%1 +").arg(numberText(row.partsTotal)) : numberText(row.partsTotal));
    case Files:
        return row.filesTotal == 0
                   ? QString()
                   : u"%1 / %2"_s.arg(numberText(row.filesDone + row.filesSkipped), numberText(row.filesTotal));
    case Retries: return row.retries == 0 ? QString() : numberText(row.retries);
    case Connection: return row.connectionName;
    case Added: return timeText(row.addedAt);
    default: return {};
    }
}

QVariant TransferModel::sortValue(const TransferRow &row, int column) const
{
    switch (column) {
    case Size: return row.knownSize();
    case Progress: return fraction(row);
    case State: return int(row.state);
    case Rate: return row.rate;
    case Eta: return row.etaSeconds < 0 ? 1e18 : row.etaSeconds;
    case Parts: return row.partsTotal;
    case Files: return row.filesTotal;
    case Retries: return row.retries;
    case Added: return row.addedAt;
    default: return text(row, column);
    }
}

QString TransferModel::toolTip(const TransferRow &row) const
{
    QString tip = u"<b>%1</b><br>%2<br>→ %3"_s.arg(row.name.toHtmlEscaped(), row.source.toHtmlEscaped(),
                                                    row.target.toHtmlEscaped());
    if (row.error)
        tip += u"<br><br>%1"_s.arg(errorSentence(*row.error).line().toHtmlEscaped());
    return tip;
}

QVariant TransferModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TransferRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Progress && fraction(row) < 0 ? tr("size not known yet") : text(row, index.column());
    case Qt::ToolTipRole: return toolTip(row);
    case Qt::DecorationRole:
        if (index.column() == Name)
            return themedIcon(row.upload ? u"upload"_s : u"download"_s, IconTone::Muted);
        return {};
    case Qt::TextAlignmentRole:
        switch (index.column()) {
        case Size:
        case Rate:
        case Eta:
        case Parts:
        case Files:
        case Retries: return int(Qt::AlignRight | Qt::AlignVCenter);
        default: return int(Qt::AlignLeft | Qt::AlignVCenter);
        }
    case SortRole: return sortValue(row, index.column());
    case IdRole: return row.id;
    case StateRole: return int(row.state);
    case FractionRole: return fraction(row);
    case RowRole: return QVariant::fromValue(row);
    default: return {};
    }
}

QVariant TransferModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool right = section == Size || (section >= Rate && section <= Retries);
        return int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Name");
    case Size: return tr("Size");
    case Progress: return tr("Progress");
    case State: return tr("Status");
    case Rate: return tr("Rate");
    case Eta: return tr("Time left");
    case Parts: return tr("Parts");
    case Files: return tr("Files");
    case Retries: return tr("Retries");
    case Connection: return tr("Connection");
    case Added: return tr("Added");
    default: return {};
    }
}

void TransferModel::change(int place, const TransferRow &row, bool wholly)
{
    const TransferRow before = std::exchange(m_rows[place], row);
    if (wholly || before.state != row.state) {
        emit dataChanged(index(place, 0), index(place, ColumnCount - 1));
        return;
    }
    for (int column = 0; column < ColumnCount; ++column)
        if (sortValue(before, column) != sortValue(row, column) || text(before, column) != text(row, column))
            emit dataChanged(index(place, column), index(place, column));
}

void TransferModel::take(const QList<TransferRow> &rows)
{
    constexpr qsizetype mostByCell = 100; // beyond, comparing costs more than painting what is in view
    for (const TransferRow &row : rows) {
        const auto place = m_places.constFind(row.id);
        if (place != m_places.cend()) {
            change(*place, row, rows.size() > mostByCell);
            continue;
        }
        const int end = int(m_rows.size());
        beginInsertRows({}, end, end);
        m_rows.append(row);
        m_places.insert(row.id, end);
        endInsertRows();
    }
}

void TransferModel::remove(const QList<quint64> &ids)
{
    for (const quint64 id : ids) {
        const auto place = m_places.constFind(id);
        if (place == m_places.cend())
            continue;
        const int row = *place;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        m_places.remove(id);
        for (int &other : m_places)
            other -= other > row ? 1 : 0;
        endRemoveRows();
    }
}

const TransferRow *TransferModel::row(quint64 id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : &m_rows.at(*place);
}

QModelIndex TransferModel::indexOf(quint64 id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? QModelIndex() : index(*place, 0);
}

} // namespace millrace
