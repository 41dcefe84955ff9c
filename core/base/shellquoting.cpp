// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/shellquoting.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace millrace {

QString shellQuoted(const QString &word)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    if (plain.match(word).hasMatch())
        return word;
    QString quoted = word;
    return u'\'' + quoted.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace millrace
