// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace millrace {

/// What an icon's colour says.
enum class IconTone { Plain, Muted, Accent, Good, Warn, Bad, OnAccent };

/// The drawing resources/icons/NAME.svg as an icon that takes its colour from the application's palette each time it is
/// painted, so that a change of theme needs nothing else.
QIcon themedIcon(const QString &name, IconTone tone = IconTone::Plain);

/// The application's own icon.
QIcon applicationIcon();

} // namespace millrace
