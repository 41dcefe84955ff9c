// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/printable.h"

#include <QLocale>
#include <cwchar>

using namespace Qt::StringLiterals;

namespace millrace {

static bool isUnsafe(char32_t c)
{
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfeff)
        return true;
    // Line and paragraph separators, and the marks that turn the direction of writing.
    return (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
        || (c >= 0xd800 && c <= 0xdfff);
}

QString printable(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const char32_t c : text.toUcs4()) {
        if (c == U'\n')
            result += u"\\n"_s;
        else if (c == U'\t')
            result += u"\\t"_s;
        else if (c == U'\r')
            result += u"\\r"_s;
        else if (isUnsafe(c))
            result += u"\\u{%1}"_s.arg(uint(c), 0, 16);
        else
            result += QString::fromUcs4(&c, 1);
    }
    return result;
}

static int cellsOf(char32_t c)
{
    if (c < 0x7f)
        return 1;
#ifdef Q_OS_UNIX
    // The C library knows what the terminal's fonts do; it needs the UTF-8 locale that main() sets.
    const int cells = ::wcwidth(wchar_t(c));
    return cells < 0 ? 1 : cells;
#else
    return 1;
#endif
}

int displayWidth(const QString &text)
{
    int cells = 0;
    for (const char32_t c : text.toUcs4())
        cells += cellsOf(c);
    return cells;
}

QString elided(const QString &text, int cells)
{
    if (cells <= 0)
        return {};
    if (displayWidth(text) <= cells)
        return text;
    // Whole characters, so that no surrogate pair is cut in two.
    std::u32string points;
    for (const char32_t c : text.toUcs4())
        points += c;
    const int dots = std::min(cells, 3);
    const int forHead = (cells - dots) / 3;
    const int forTail = cells - dots - forHead;
    QString head;
    int used = 0;
    for (std::size_t i = 0; i < points.size() && used + cellsOf(points[i]) <= forHead; ++i) {
        used += cellsOf(points[i]);
        head += QString::fromUcs4(&points[i], 1);
    }
    std::size_t from = points.size();
    used = 0;
    while (from > 0 && used + cellsOf(points[from - 1]) <= forTail)
        used += cellsOf(points[--from]);
    return head + QString(dots, u'.') + QString::fromStdU32String(points.substr(from));
}

QString fitted(const QString &text, int cells)
{
    const QString cut = elided(text, cells);
    return cut + QString(std::max(0, cells - displayWidth(cut)), u' ');
}

QString grouped(qint64 number)
{
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    return locale.toString(number);
}

QString counted(qint64 number, const QString &singular, const QString &plural)
{
    return grouped(number) + u' ' + (number == 1 ? singular : plural);
}

} // namespace millrace
