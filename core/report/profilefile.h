// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "transfer/results.h"

#include <QFile>
#include <memory>

namespace millrace {

/// Writes what a run costs while it runs: a JSON object a line, ten a second, each line whole as soon as it is there.
/// One thread.
class ProfileFile
{
public:
    /// LocalFile error where the file cannot be made.
    static Result<std::unique_ptr<ProfileFile>> open(const QString &path);

    void add(const Snapshot &snapshot);
    /// The first thing that went wrong with the file, if any.
    Result<> close();

private:
    ProfileFile() = default;
    QFile m_file;
    std::optional<Error> m_error;
};

/// One line, its end included. Pure but for the time of day, which is @p time.
QByteArray profileLine(const Snapshot &snapshot, const QDateTime &time);

} // namespace millrace
