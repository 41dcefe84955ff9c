// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/keymodel.h"

#include "ui/browser/dragdata.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

#include <QLocale>
#include <QMimeData>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

int KeyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int KeyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

static QIcon iconOf(BrowserEntry::Kind kind)
{
    static const QIcon bucket = themedIcon(u"bucket"_s, IconTone::Accent);
    static const QIcon folder = themedIcon(u"folder"_s, IconTone::Accent);
    static const QIcon file = themedIcon(u"file"_s, IconTone::Muted);
    return kind == BrowserEntry::Kind::Bucket ? bucket : kind == BrowserEntry::Kind::Folder ? folder : file;
}

QVariant KeyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const BrowserEntry &entry = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Name: return entry.name;
        case Size: return entry.size < 0 ? QString() : bytesText(entry.size);
        case Modified:
            return entry.modified ? timeText(QDateTime::fromMSecsSinceEpoch(entry.modified, Qt::UTC)) : QString();
        case StorageClass: return entry.storageClass;
        case Etag: return QString::fromLatin1(entry.etag);
        default: return {};
        }
    case Qt::AccessibleTextRole:
        if (index.column() == Name)
            return entry.kind == BrowserEntry::Kind::Object ? entry.name
                : entry.kind == BrowserEntry::Kind::Folder  ? tr("Folder %1").arg(entry.name)
                                                            : tr("Bucket %1").arg(entry.name);
        return data(index, Qt::DisplayRole);
    case Qt::DecorationRole: return index.column() == Name ? iconOf(entry.kind) : QVariant();
    case Qt::ToolTipRole: return entry.key;
    case Qt::TextAlignmentRole: return int((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case SortRole:
        switch (index.column()) {
        case Size: return entry.size;
        case Modified: return entry.modified;
        default: return data(index, Qt::DisplayRole);
        }
    default: return {};
    }
}

QVariant KeyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Name");
    case Size: return tr("Size");
    case Modified: return tr("Modified");
    case StorageClass: return tr("Storage class");
    case Etag: return tr("ETag");
    default: return {};
    }
}

Qt::ItemFlags KeyModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.isValid() ? usual | Qt::ItemNeverHasChildren | Qt::ItemIsDragEnabled : usual;
}

bool KeyModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_asked;
}

void KeyModel::fetchMore(const QModelIndex &)
{
    if (!m_more || m_asked)
        return;
    m_asked = true;
    emit moreWanted();
}

QStringList KeyModel::mimeTypes() const
{
    return {DragData::keysFormat(), u"text/plain"_s};
}

bool KeyModel::isKeys(const QMimeData *data)
{
    return data->hasFormat(DragData::keysFormat());
}

QMimeData *KeyModel::mimeData(const QModelIndexList &indexes) const
{
    QStringList addresses;
    QList<BrowserEntry> entries;
    for (const QModelIndex &index : indexes) {
        if (index.column() != Name)
            continue;
        const BrowserEntry &entry = at(index.row());
        entries += entry;
        addresses += entry.kind == BrowserEntry::Kind::Bucket ? u"s3://%1/"_s.arg(entry.key) : u"s3://%1/%2"_s.arg(m_path.bucket, entry.key);
    }
    QString name = entries.isEmpty() ? QString() : entries.first().name;
    auto *data = new DragData(addresses, name.remove(u'/'));
    connect(data, &DragData::droppedInto, this,
            [this, from = m_path, entries](const QString &folder) { emit droppedInto(from, entries, folder); });
    return data;
}

bool KeyModel::matches(const BrowserEntry &entry) const
{
    return m_filter.isEmpty() || entry.name.contains(m_filter, Qt::CaseInsensitive);
}

bool KeyModel::less(const BrowserEntry &a, const BrowserEntry &b) const
{
    if (a.kind != b.kind)
        return a.kind < b.kind;
    const auto compare = [&](const auto &x, const auto &y) { return m_order == Qt::AscendingOrder ? x < y : y < x; };
    switch (m_column) {
    case Size: return compare(a.size, b.size);
    case Modified: return compare(a.modified, b.modified);
    case StorageClass: return compare(a.storageClass, b.storageClass);
    case Etag: return compare(a.etag, b.etag);
    default: return compare(a.name, b.name);
    }
}

void KeyModel::rearrange()
{
    // Rows are told apart by key, so that the selection stays on what was selected.
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> entries;
    entries.reserve(size_t(before.size()));
    for (const QModelIndex &index : before)
        entries.push_back(m_shown[size_t(index.row())]);
    m_shown.clear();
    for (int i = 0; i < int(m_entries.size()); ++i)
        if (matches(m_entries[size_t(i)]))
            m_shown.push_back(i);
    std::stable_sort(m_shown.begin(), m_shown.end(),
                     [this](int a, int b) { return less(m_entries[size_t(a)], m_entries[size_t(b)]); });
    QModelIndexList after;
    if (!entries.empty()) {
        std::vector<int> rows(m_entries.size(), -1);
        for (int row = 0; row < int(m_shown.size()); ++row)
            rows[size_t(m_shown[size_t(row)])] = row;
        for (qsizetype i = 0; i < before.size(); ++i) {
            const int row = rows[size_t(entries[size_t(i)])];
            after += row < 0 ? QModelIndex() : index(row, before.at(i).column());
        }
        changePersistentIndexList(before, after);
    }
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void KeyModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_column && order == m_order)
        return;
    m_column = column < 0 ? int(Name) : column;
    m_order = order;
    rearrange();
    if (wantsAll())
        fetchMore({});
}

void KeyModel::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    m_filter = text;
    rearrange();
    if (wantsAll())
        fetchMore({});
}

void KeyModel::reset(const BrowserPath &path)
{
    beginResetModel();
    m_path = path;
    m_entries.clear();
    m_shown.clear();
    m_filter.clear();
    m_bytes = 0;
    m_more = false;
    m_asked = false;
    endResetModel();
}

void KeyModel::append(const BrowserListing &listing)
{
    m_more = !listing.continuation.isEmpty();
    m_asked = false;
    for (const BrowserEntry &entry : listing.entries)
        m_bytes += std::max<ByteCount>(0, entry.size);
    const int first = int(m_entries.size());
    m_entries.insert(m_entries.end(), listing.entries.begin(), listing.entries.end());
    // In the server's own order a page goes to the end, as long as no folder comes after an object.
    std::vector<int> fresh;
    for (int i = first; i < int(m_entries.size()); ++i)
        if (matches(m_entries[size_t(i)]))
            fresh.push_back(i);
    std::stable_sort(fresh.begin(), fresh.end(),
                     [this](int a, int b) { return less(m_entries[size_t(a)], m_entries[size_t(b)]); });
    const bool atEnd = m_shown.empty() || fresh.empty()
        || !less(m_entries[size_t(fresh.front())], m_entries[size_t(m_shown.back())]);
    if (!atEnd) {
        rearrange();
    } else if (!fresh.empty()) {
        beginInsertRows({}, int(m_shown.size()), int(m_shown.size() + fresh.size()) - 1);
        m_shown.insert(m_shown.end(), fresh.begin(), fresh.end());
        endInsertRows();
    }
    if (wantsAll())
        fetchMore({});
}

void KeyModel::setSize(const QString &folderKey, ByteCount bytes)
{
    for (int row = 0; row < int(m_shown.size()); ++row) {
        BrowserEntry &entry = m_entries[size_t(m_shown[size_t(row)])];
        if (entry.key != folderKey)
            continue;
        entry.size = bytes;
        emit dataChanged(index(row, Size), index(row, Size));
        return;
    }
}

} // namespace millrace
