// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QStringList>

namespace millrace {

/// The words that the process was started with, the first one its name; secrets among them are overwritten in @p argv
/// afterwards. Config error for one that is no UTF-8: read as something near it, it would be the name of another object.
Result<QStringList> programArguments(int argc, char **argv);

} // namespace millrace
