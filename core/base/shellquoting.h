// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace millrace {

/// @p word as a POSIX shell reads it back: as it is where nothing in it is special, in single quotes otherwise. Pure.
QString shellQuoted(const QString &word);

} // namespace millrace
