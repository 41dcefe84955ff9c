// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/canvas.h"

namespace millrace {

double estimatedWidth(const QString &text, double size)
{
    double width = 0;
    for (const QChar c : text) {
        if (QStringView(u" .,:;'|!ijltfI()[]/").contains(c))
            width += 0.32;
        else if (QStringView(u"mwMW%@").contains(c))
            width += 0.90;
        else if (c.isUpper())
            width += 0.69;
        else
            width += 0.58;
    }
    return width * size;
}

} // namespace millrace
