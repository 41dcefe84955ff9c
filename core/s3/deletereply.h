// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace millrace {

/// What became of each key of a DeleteObjects request. Deleting a key that is not there counts as deleted.
struct DeleteReply
{
    struct Failure
    {
        QString key;
        QString versionId;
        Error error; ///< kind and cause as for a request of its own
    };

    QList<QString> deleted; ///< empty in quiet mode
    QList<Failure> failures;
};

/// Reads a DeleteResult document. Errors as XmlReply has them; single keys that failed are in the value.
Result<DeleteReply> parseDeleteResult(const QByteArray &body);

} // namespace millrace
