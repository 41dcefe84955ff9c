// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/journal.h"

#include <QIODevice>

namespace millrace {

/// A journal file as read: what it proves, and where writing may go on.
struct JournalContents
{
    LoadedJournal loaded;
    qint64 partLines = 0; ///< before validBytes
    qint64 validBytes = 0; ///< up to here every line counts; what follows is torn or lost
    bool sameBoot = false; ///< the last boot named is this one
};

/// Reads a journal, see Journal for the rules. Integrity error with the reason when it cannot be trusted.
Result<JournalContents> readJournal(QIODevice &file, const QString &bootId);

QJsonObject toJson(const JournalHeader &header, const QString &bootId);
QJsonObject toJson(const PartRecord &part);

} // namespace millrace
