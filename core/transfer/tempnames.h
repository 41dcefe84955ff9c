// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace millrace {

/// Longest name of one file or folder, in bytes of UTF-8 (NAME_MAX of Linux; other systems allow at least as much).
constexpr qsizetype longestName = 255;
/// By how much a temporary file's path can be longer than the path of the file it becomes, in bytes.
constexpr qsizetype longestTempSuffix = 24;

/// Where a file's bytes gather until it is whole: the path (or bare name) with ".millrace-part" behind it. A name too
/// long to take that is cut short and told apart by its SHA-256, under a suffix of its own, so that it cannot meet the
/// temporary file of any shorter name.
QString partFileName(const QString &finalName);
/// The resume journal of the same file: ".millrace-journal", likewise.
QString journalFileName(const QString &finalName);

/// Where what a transform makes of the file gathers: ".millrace-made", likewise.
QString transformedFileName(const QString &finalName);

/// True for names that the functions above produce, in any case; LocalNames gives no key such a name.
bool looksLikeTempFile(QStringView name);

} // namespace millrace
