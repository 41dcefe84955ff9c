// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <functional>

class QWidget;

namespace millrace {

// Dialogs for files and folders that nobody waits for: they open, and what follows is called with what was chosen; not when
// the user gave up, and not if the parent is gone by then.

void chooseFolder(QWidget *parent, const QString &title, const QString &start, std::function<void(const QString &)> then);
void chooseFile(QWidget *parent, const QString &title, const QString &filter, std::function<void(const QString &)> then);
void chooseFiles(QWidget *parent, const QString &title, std::function<void(const QStringList &)> then);
/// @p name: what the file is called unless the user says otherwise; it has one of the @p filter's endings.
void chooseNewFile(QWidget *parent, const QString &title, const QString &name, const QString &filter,
                   std::function<void(const QString &)> then);

} // namespace millrace
