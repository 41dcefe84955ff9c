// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace millrace {

/// @p text with everything that could move the cursor, ring the bell or turn the writing direction spelt out as \n, \t
/// or \u{...}: keys come from strangers and go to a terminal.
QString printable(const QString &text);

/// Terminal cells @p text takes: 2 for wide East Asian characters and emoji, 0 for combining marks.
int displayWidth(const QString &text);

/// @p text cut to at most @p cells, with "..." in the middle so that both the folder and the file name's end show.
QString elided(const QString &text, int cells);

/// elided() and filled with blanks to exactly @p cells.
QString fitted(const QString &text, int cells);

/// "1,204".
QString grouped(qint64 number);

/// "1 file", "1,204 files".
QString counted(qint64 number, const QString &singular, const QString &plural);

} // namespace millrace
