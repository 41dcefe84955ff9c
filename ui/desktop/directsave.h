// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace millrace {

// The X Direct Save protocol ("XDS", freedesktop.org): who drags names a file, and the file manager it is dropped on answers
// with the place it is to have. Only on X11 and only while a drag goes on; GUI thread.

/// What a drag offers besides other formats to speak XDS.
QString directSaveFormat();

/// Names the file that is dragged, on the window of the drag that has just begun. False: there is none, or no X11.
bool offerDirectSave(const QString &name);

/// Where the file manager wants it: "file://host/folder/name" as it told it; empty where it told nothing.
QByteArray directSaveAnswer();

/// The folder of such an address, if it is one of this machine. Pure.
std::optional<QString> folderOfAnswer(const QByteArray &address);

} // namespace millrace
