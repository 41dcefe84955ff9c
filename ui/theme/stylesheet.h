// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/colours.h"

#include <QString>

namespace millrace {

/// The application's style sheet over Fusion, in the colours of @p colours. Widgets ask for a look by the dynamic
/// properties "role" (a button: "primary", "quiet"; a label: "title", "heading", "muted"; a frame: "card", "sidebar").
QString styleSheet(const Colours &colours);

} // namespace millrace
