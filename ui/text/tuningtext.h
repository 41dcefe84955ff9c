// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tuning/tuningtrial.h"

namespace millrace {

/// Why a trial is made, in the user's language.
QString trialReason(const TuningTrial &trial);
/// How good what was found is beside the present settings, and why the search ended; empty where nothing was measured.
QString tuningVerdict(const TuningResult &result);

} // namespace millrace
