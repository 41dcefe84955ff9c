// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/directsave.h"

#include <QGuiApplication>
#include <QSysInfo>
#include <QUrl>
#include <cstdlib>
#include <memory>
#include <xcb/xcb.h>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr const char *property = "XdndDirectSave0";
constexpr uint32_t longestAnswer = 4096; ///< in units of four bytes
constexpr xcb_atom_t noAtom = XCB_ATOM_NONE;
constexpr xcb_window_t noWindow = XCB_WINDOW_NONE;

template <typename Reply> using Owned = std::unique_ptr<Reply, decltype(&std::free)>;

xcb_connection_t *server()
{
    auto *x11 = qGuiApp ? qGuiApp->nativeInterface<QNativeInterface::QX11Application>() : nullptr;
    return x11 ? x11->connection() : nullptr;
}

xcb_atom_t atom(xcb_connection_t *x, const char *name)
{
    const Owned<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(x, xcb_intern_atom(x, 0, uint16_t(qstrlen(name)), name), nullptr), &std::free);
    return reply ? reply->atom : noAtom;
}

/// Qt has one of its own for what is dragged: the owner of the selection.
xcb_window_t dragWindow(xcb_connection_t *x)
{
    const Owned<xcb_get_selection_owner_reply_t> reply(
        xcb_get_selection_owner_reply(x, xcb_get_selection_owner(x, atom(x, "XdndSelection")), nullptr), &std::free);
    return reply ? reply->owner : noWindow;
}


} // namespace

QString directSaveFormat()
{
    return QString::fromLatin1(property);
}

bool offerDirectSave(const QString &name)
{
    xcb_connection_t *x = server();
    const xcb_window_t window = x ? dragWindow(x) : noWindow;
    if (window == noWindow)
        return false;
    const QByteArray bytes = name.toUtf8();
    xcb_change_property(x, XCB_PROP_MODE_REPLACE, window, atom(x, property), atom(x, "text/plain"), 8, uint32_t(bytes.size()), bytes.constData());
    xcb_flush(x);
    return true;
}

QByteArray directSaveAnswer()
{
    xcb_connection_t *x = server();
    const xcb_window_t window = x ? dragWindow(x) : noWindow;
    if (window == noWindow)
        return {};
    const Owned<xcb_get_property_reply_t> reply(
        xcb_get_property_reply(x, xcb_get_property(x, 0, window, atom(x, property), XCB_GET_PROPERTY_TYPE_ANY, 0, longestAnswer), nullptr),
        &std::free);
    if (!reply || reply->format != 8)
        return {};
    return QByteArray(static_cast<const char *>(xcb_get_property_value(reply.get())), xcb_get_property_value_length(reply.get()));
}

std::optional<QString> folderOfAnswer(const QByteArray &address)
{
    const QUrl url = QUrl::fromEncoded(address.trimmed());
    const QString host = url.host();
    const bool here = host.isEmpty() || host == u"localhost" || host.compare(QSysInfo::machineHostName(), Qt::CaseInsensitive) == 0;
    const QString path = url.path(QUrl::FullyDecoded);
    const qsizetype slash = path.lastIndexOf(u'/');
    if (url.scheme() != u"file" || !here || slash < 0)
        return std::nullopt;
    return slash == 0 ? u"/"_s : path.left(slash);
}

} // namespace millrace
