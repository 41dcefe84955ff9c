// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/orderedjson.h"
#include "report/report.h"

namespace millrace {

/// The seed's summary object. Its keys, their order, meaning and formulas are those of the S3 High-Performance
/// Downloader; wall_clock_throughput (MiB/s) follows them.
OrderedJson seedSummary(const RunFacts &facts, const MachineInfo &machine, const RunResult &run,
                        const Distribution &throughput, ByteRate wallClockRate);

/// What a report says beyond the seed's summary: outcome, settings, machine, time series.
void addRunDetails(OrderedJson &json, const RunFacts &facts, const MachineInfo &machine, const RunResult &run,
                   const Report &report);

/// {"kind":..,"text":..,"advice":..,"evidence":{...}}; null where nothing was found.
OrderedJson bottleneckJson(const Bottleneck &bottleneck);
/// One step of --auto-optimize.
OrderedJson tuningStepJson(const TuningStep &step);

/// One element of "files".
OrderedJson fileEntry(const FileResult &file);

} // namespace millrace
