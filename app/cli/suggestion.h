// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace millrace {

/// Edit distance between @p a and @p b where a swap of neighbours counts as one step (optimal string alignment).
int editDistance(QStringView a, QStringView b);

/// The one of @p candidates that @p word was most likely meant to be; empty where none is near.
QString nearest(const QString &word, const QStringList &candidates);

} // namespace millrace
