// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/objectbenchmark.h"
#include "cli/connectionflags.h"
#include "report/orderedjson.h"

namespace millrace {

/// What a measuring verb moves: s3://BUCKET[/PREFIX/] as a word or --bucket-name, and the flags of test objects.
OptionGroup benchmarkObjectOptions();
/// Threads, buffers, transport, verification and retries.
OptionGroup benchmarkMachineryOptions();

/// Reads both. Config error; the connection and the settings of parallelism are not filled in.
Result<BenchmarkSpec> readBenchmark(const QStringList &words, OptionValues &values, const QString &verb);

/// The objects in a word or two: "4 test objects of 256 MiB", "what is under s3://b/p/".
QString describe(const BenchmarkSpec &spec);

/// How it was moved: what the flags of the machinery set and rates depend on, those of a sweep's ranges excepted.
OrderedJson machineryJson(const TransferSettings &settings);

/// What was measured, for reports: direction, objects, sizes, target. Holds no secret.
OrderedJson workloadJson(const BenchmarkSpec &spec);

} // namespace millrace
