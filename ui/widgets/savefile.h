// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>
#include <functional>

class QObject;

namespace millrace {

/// Makes bytes and writes them to @p path, whole or not at all, both in a thread of the global pool. @p done comes in the
/// caller's thread unless @p context is gone by then: empty, or what went wrong in words.
void saveFileLater(const QString &path, std::function<Result<QByteArray>()> make, QObject *context,
                   std::function<void(const QString &trouble)> done);
/// The same, with the error as data.
void saveFileLater(const QString &path, std::function<Result<QByteArray>()> make, QObject *context,
                   std::function<void(const Result<> &)> done);

} // namespace millrace
