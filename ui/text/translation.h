// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;
class QString;

namespace millrace {

/// Has the texts of the application shown in @p language ("de", "zh_CN"; empty: the system's), or in English where there is
/// no translation. Before the first widget.
void installTranslation(QCoreApplication &application, const QString &language);

} // namespace millrace
