// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/queuerunner.h"

#include <QByteArray>
#include <QString>

namespace millrace {

/// "download s3://b/k -> /data", made safe for a terminal.
QString taskText(const QueueTask &task);
/// What became of an entry, for the line that tells of its end: "finished: 3 files, 1.20 GiB".
QString endText(const QueueEntry &entry);
/// The list as a table for people, with a heading.
QString queueTable(const QList<QueueEntry> &entries, int width);

/// {"millrace_queue":1,"file":...,"entries":[...]}, indented.
QByteArray queueJson(const QString &file, const QList<QueueEntry> &entries);
/// An event of "queue run --json": a line with the entry's fields behind {"event":...}.
QByteArray queueEvent(const char *event, const QueueEntry &entry, ByteCount bytesMoved);

} // namespace millrace
