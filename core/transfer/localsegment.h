// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace millrace {

/// One name of a path: what stands between two slashes of a key, made fit for a file system.
struct LocalSegment
{
    QString name;
    QString readable;       ///< the name without the "~" and hash of a renamed one
    QString renamedBecause; ///< empty where the name is the key's own
};

/// The name for @p segment. Depends on nothing but the arguments: @p keySoFar is the key up to and including the
/// segment (with its "/" for a folder), whose hash tells renamed names apart.
LocalSegment localSegment(const QString &segment, QStringView keySoFar, bool windowsReserved);

/// "readable~1a2b3c4d": @p readable cut to fit, "~" and the first 8 hex digits of SHA-256 of @p keySoFar.
/// For @p attempt above 1 a counter follows: "readable~1a2b3c4d-2".
QString renamedForm(const QString &readable, QStringView keySoFar, int attempt = 1);

/// The longest beginning of @p text that takes at most @p bytes of UTF-8 and cuts no character apart.
QString firstBytes(const QString &text, qsizetype bytes);

/// @p name for the inside of a sentence: in backquotes, and not longer than a line.
QString quoted(const QString &name);

} // namespace millrace
