// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>
#include <QString>

namespace millrace {

/// @p path with a leading "~/" replaced by HOME (USERPROFILE on Windows) of @p environment. Empty where the home is not
/// known: the real home folder is never guessed, so that a test or a service sees only what it was given.
QString expandHome(const QString &path, const QProcessEnvironment &environment);

} // namespace millrace
