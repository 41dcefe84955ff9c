// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace millrace {

/// What core says in English (a note on a file, a step of the connection test, a row of a report) in the user's language:
/// found by the pattern it was made from, with its figures in place. Unchanged where no pattern is known: what a server or
/// the system said stays as they said it. @p figures: false where those are in the user's form already.
QString coreText(const QString &english, bool figures = true);

/// A field or word of a report ("max_pool_connections", "auto") in the user's language: "max pool connections".
QString fieldText(const QString &field);
/// The same where a line begins: "Max pool connections".
QString fieldTitle(const QString &field);

/// How a file was verified ("size only", "crc32c"), likewise.
QString verifiedText(const QString &how);

/// The patterns of coreText(), as core has them in its sources: tests/checks/coretexts.sh looks for each.
QStringList coreTextPatterns();

} // namespace millrace
