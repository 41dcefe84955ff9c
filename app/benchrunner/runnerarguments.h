// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QStringList>

namespace millrace {

/// RUNNER S3_CLIENT WORKLOAD BUCKET REGION TARGET_THROUGHPUT [--verbose]
struct RunnerArguments
{
    QString client;
    QString workload;          ///< path of a *.run.json
    QString bucket;
    QString region;
    double targetGigabits = 0; ///< Gb/s
    bool verbose = false;

    /// @p words without the program. Config error that names the argument.
    static Result<RunnerArguments> parse(const QStringList &words);
    static QStringList clientNames();
    static QString help();
};

} // namespace millrace
