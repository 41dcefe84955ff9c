// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/versionlist.h"

#include <QAbstractTableModel>

namespace millrace {

/// Versions and delete markers in the server's order: by key, the newest first. Pages come as they are asked for.
class VersionModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, State, Modified, Size, Version, StorageClass, Etag, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// Empties the model. Names are shown without @p strip at their front.
    void reset(const QString &strip);
    void append(const QList<ObjectVersion> &versions, bool more);
    const ObjectVersion &at(int row) const { return m_versions.at(row); }
    /// Whether any of them tells that the bucket keeps versions.
    bool keepsVersions() const { return m_keeps; }
    bool hasMore() const { return m_more; }

    static QString stateText(const ObjectVersion &version);

signals:
    void moreWanted();

private:
    QVariant text(const ObjectVersion &version, int column) const;
    QString m_strip;
    QList<ObjectVersion> m_versions;
    bool m_more = false;
    bool m_asked = false;
    bool m_keeps = false;
};

} // namespace millrace
