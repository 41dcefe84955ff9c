// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/dragdata.h"

#include "ui/desktop/directsave.h"

#include <QDBusConnection>
#include <QDir>
#include <QFileInfo>
#include <QTimer>
#include <QUrl>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace millrace {

static const QString busFormat = u"application/x-kde-ark-dndextract-service"_s;
static const QString pathFormat = u"application/x-kde-ark-dndextract-path"_s;

DragData::DragData(const QStringList &addresses, const QString &name) : m_name(name)
{
    setText(addresses.join(u'\n'));
    setData(keysFormat(), text().toUtf8());
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (bus.isConnected()) {
        // Another path for each drag, so that an answer to the last one means nothing.
        const QString path = u"/drag/"_s + QUuid::createUuid().toString(QUuid::Id128);
        if (bus.registerObject(path, new DropService(this), QDBusConnection::ExportScriptableSlots)) {
            m_busPath = path;
            setData(busFormat, bus.baseService().toUtf8());
            setData(pathFormat, path.toUtf8());
        }
    }
    // The drag's window is there once the drag has begun.
    QTimer::singleShot(0, this, [this] { offerDirectSave(m_name); });
}

DragData::~DragData()
{
    if (!m_busPath.isEmpty())
        QDBusConnection::sessionBus().unregisterObject(m_busPath);
}

QString DragData::keysFormat()
{
    return u"application/x-millrace-keys"_s;
}

/// File managers take the first they know; as text, keys would become a file of addresses.
QStringList DragData::formats() const
{
    return QStringList{directSaveFormat()} + QMimeData::formats();
}

QVariant DragData::retrieveData(const QString &format, QMetaType type) const
{
    if (format != directSaveFormat())
        return QMimeData::retrieveData(format, type);
    // "S": it is seen to; "E": it cannot be, and nothing else is to be tried.
    const std::optional<QString> folder = folderOfAnswer(directSaveAnswer());
    if (!folder)
        return QByteArray("E");
    take(*folder);
    return QByteArray("S");
}

/// Whoever answers has a folder in view: one that is not there is no place to put files.
void DragData::take(const QString &folder) const
{
    const QString clean = QDir::cleanPath(folder);
    if (QFileInfo(clean).isDir() && !std::exchange(m_taken, true))
        emit droppedInto(clean);
}

void DropService::extractSelectedFilesTo(const QString &folder)
{
    const QUrl url = QUrl::fromUserInput(folder);
    if (folder.startsWith(u'/'))
        m_data->take(folder);
    else if (url.isLocalFile() && url.host().isEmpty())
        m_data->take(url.toLocalFile());
}

} // namespace millrace
