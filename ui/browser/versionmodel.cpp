// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/versionmodel.h"

#include "ui/text/format.h"
#include "ui/theme/colours.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QFont>

using namespace Qt::StringLiterals;

namespace millrace {

int VersionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_versions.size());
}

int VersionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString VersionModel::stateText(const ObjectVersion &version)
{
    if (version.deleteMarker)
        return version.latest ? tr("Deleted") : tr("Was deleted");
    return version.latest ? tr("Current") : tr("Older");
}

QVariant VersionModel::text(const ObjectVersion &version, int column) const
{
    switch (column) {
    case Name: return version.key.startsWith(m_strip) ? version.key.mid(m_strip.size()) : version.key;
    case State: return stateText(version);
    case Modified: return timeText(version.lastModified);
    case Size: return version.size < 0 ? QString() : bytesText(version.size);
    case Version: return version.versionId;
    case StorageClass: return version.storageClass;
    case Etag: return QString::fromLatin1(version.etag);
    default: return {};
    }
}

static QIcon stateIcon(const ObjectVersion &version)
{
    if (version.deleteMarker)
        return themedIcon(u"remove"_s, version.latest ? IconTone::Bad : IconTone::Muted);
    return version.latest ? themedIcon(u"check-circle"_s, IconTone::Good) : themedIcon(u"history"_s, IconTone::Muted);
}

QVariant VersionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ObjectVersion &version = m_versions.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(version, index.column());
    case Qt::DecorationRole: return index.column() == State ? QVariant(stateIcon(version)) : QVariant();
    case Qt::ForegroundRole: // what a plain request gets stands out
        return version.latest && !version.deleteMarker ? QVariant() : QVariant(Colours::of(QApplication::palette()).muted);
    case Qt::ToolTipRole:
        switch (index.column()) {
        case State:
            return version.deleteMarker ? tr("A delete marker: it hides the versions below it. Delete it to bring them back.")
                : version.latest        ? tr("What a download without a version gets")
                                        : tr("Replaced or hidden by a newer one");
        case Modified: return QLocale().toString(version.lastModified.toLocalTime(), QLocale::LongFormat);
        case Size: return version.size < 0 ? QString() : tr("%1 bytes").arg(numberText(version.size));
        default: return text(version, index.column());
        }
    case Qt::TextAlignmentRole: return int((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant VersionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Name");
    case State: return tr("State");
    case Modified: return tr("Modified");
    case Size: return tr("Size");
    case Version: return tr("Version");
    case StorageClass: return tr("Storage class");
    case Etag: return tr("ETag");
    default: return {};
    }
}

bool VersionModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_asked;
}

void VersionModel::fetchMore(const QModelIndex &)
{
    if (!m_more || m_asked)
        return;
    m_asked = true;
    emit moreWanted();
}

void VersionModel::reset(const QString &strip)
{
    beginResetModel();
    m_strip = strip;
    m_versions.clear();
    m_more = m_asked = m_keeps = false;
    endResetModel();
}

void VersionModel::append(const QList<ObjectVersion> &versions, bool more)
{
    m_more = more;
    m_asked = false;
    if (versions.isEmpty())
        return;
    beginInsertRows({}, int(m_versions.size()), int(m_versions.size() + versions.size()) - 1);
    m_versions += versions;
    for (const ObjectVersion &version : versions)
        m_keeps |= version.deleteMarker || (!version.versionId.isEmpty() && version.versionId != u"null");
    endInsertRows();
}

} // namespace millrace
