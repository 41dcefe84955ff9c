// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/orderedjson.h"

#include <QString>
#include <algorithm>

namespace millrace {

/// Whether @p value of a report's "settings" says that the choice was left to the engine and none was made: the run had
/// nothing to move, or ended before.
inline bool isAutomatic(const QString &setting, const OrderedJson &value)
{
    static const QLatin1StringView chosen[] = {QLatin1StringView("file_parallelism"), QLatin1StringView("concurrency"),
                                               QLatin1StringView("part_size"), QLatin1StringView("workers"),
                                               QLatin1StringView("io_threads"), QLatin1StringView("chunk_size"),
                                               QLatin1StringView("max_pool_connections")};
    return value.is_number() && value.get<double>() == 0 && std::find(std::begin(chosen), std::end(chosen), setting) != std::end(chosen);
}

} // namespace millrace
