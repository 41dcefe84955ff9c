// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/browser/browserentry.h"

#include <QAbstractTableModel>
#include <vector>

namespace millrace {

/// The entries at a path, page by page as they come; sorts and filters by itself, since a proxy would take too long over a
/// hundred thousand keys. Folders stay before objects.
class KeyModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Size, Modified, StorageClass, Etag, ColumnCount };
    enum Role { SortRole = Qt::UserRole };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    void sort(int column, Qt::SortOrder order) override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QStringList mimeTypes() const override;
    /// Whether @p data was dragged out of such a model.
    static bool isKeys(const QMimeData *data);
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

    /// Empties the model for another path.
    void reset(const BrowserPath &path);
    void append(const BrowserListing &listing);
    void setFilter(const QString &text);
    void setSize(const QString &folderKey, ByteCount bytes); ///< of a folder, once measured

    const BrowserPath &path() const { return m_path; }
    const BrowserEntry &at(int row) const { return m_entries[size_t(m_shown[size_t(row)])]; }
    bool hasMore() const { return m_more; }
    qint64 loaded() const { return qint64(m_entries.size()); }
    ByteCount loadedBytes() const { return m_bytes; }
    /// Sorting or filtering asks for all entries, not only those in view.
    bool wantsAll() const { return m_more && (!m_filter.isEmpty() || m_column != Name || m_order != Qt::AscendingOrder); }

signals:
    void moreWanted();
    /// What was dragged out of the view is wanted in this folder, outside the program.
    void droppedInto(const millrace::BrowserPath &from, const QList<millrace::BrowserEntry> &entries, const QString &folder) const;

private:
    bool matches(const BrowserEntry &entry) const;
    bool less(const BrowserEntry &a, const BrowserEntry &b) const;
    void rearrange();

    BrowserPath m_path;
    std::vector<BrowserEntry> m_entries; ///< in the server's order
    std::vector<int> m_shown;            ///< indexes of m_entries
    QString m_filter;
    int m_column = Name;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    ByteCount m_bytes = 0;
    bool m_more = false;
    bool m_asked = false;
};

} // namespace millrace
