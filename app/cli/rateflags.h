// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/optionvalues.h"
#include "transfer/ratekeeper.h"

#include <functional>
#include <memory>

namespace millrace {

/// The flags that limit a verb's bandwidth.
OptionGroup rateOptions();
/// What they ask for; an error is left with @p values. Without them there is no limit at any time.
RateTimetable readRates(OptionValues &values);
/// Keeps a run to the timetable, and says what holds and every change of it. Lives as long as the run.
std::unique_ptr<RateKeeper> keepRates(const RateTimetable &timetable, std::function<void(const QString &)> say);

} // namespace millrace
