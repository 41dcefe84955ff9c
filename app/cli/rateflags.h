// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/optionvalues.h"
#include "transfer/ratekeeper.h"

#include <memory>

namespace millrace {

class RunView;

/// The flags that limit a verb's bandwidth.
OptionGroup rateOptions();
/// What they ask for; an error is left with @p values. Without them there is no limit at any time.
RateTimetable readRates(OptionValues &values);
/// Keeps a run to the timetable, and tells the view of every change. Lives as long as the run.
std::unique_ptr<RateKeeper> keepRates(const RateTimetable &timetable, RunView &view);

} // namespace millrace
