// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QFileDevice>
#include <memory>

namespace millrace {

/// A file for a user to keep, which replaces what has its name only once it is whole. What has the name and is no regular
/// file, a device or a pipe, cannot be replaced: it is written to. One thread.
class WholeFile
{
public:
    explicit WholeFile(const QString &path);

    bool open();
    QFileDevice &device() { return *m_file; }
    /// Gives it its name. Without it nothing of what was written to a regular file stays.
    bool commit();

    /// LocalFile, "cannot DOING: ...", of what failed last.
    Error error(const QString &doing) const;

    /// Whether @p path may be replaced: nothing is there, or a regular file.
    static bool isReplaceable(const QString &path);

private:
    const QString m_path;
    const bool m_replaces;
    std::unique_ptr<QFileDevice> m_file;
};

/// That such a file could be written, before the work that fills it. LocalFile errors, "cannot write WHAT: ...".
Result<> checkWritable(const QString &path, const QString &what);
/// @p bytes into such a file. LocalFile errors, "cannot write WHAT: ...".
Result<> writeWhole(const QString &path, const QByteArray &bytes, const QString &what);

} // namespace millrace
