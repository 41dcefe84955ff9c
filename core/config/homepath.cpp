// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/homepath.h"

using namespace Qt::StringLiterals;

namespace millrace {

QString expandHome(const QString &path, const QProcessEnvironment &environment)
{
    if (path != u"~"_s && !path.startsWith(u"~/"_s))
        return path;
    QString home = environment.value(u"HOME"_s);
    if (home.isEmpty())
        home = environment.value(u"USERPROFILE"_s);
    return home.isEmpty() ? QString() : home + path.mid(1);
}

} // namespace millrace
