// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/uploadspec.h"

#include <QString>
#include <optional>

namespace millrace {

/// The key @p spec gives the file that is called @p name below its sources; @p singleFile: it is the only source itself.
QString uploadKey(const UploadSpec &spec, bool singleFile, const QString &name);

/// The key under which @p spec uploads the file at @p path, an absolute path; none where that is none of its files. Looks
/// at names only: the file may be gone. Hooks that rename are not asked.
std::optional<QString> uploadKeyOfPath(const UploadSpec &spec, const QString &path);

} // namespace millrace
