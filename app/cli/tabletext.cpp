// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/tabletext.h"

#include "cli/console.h"
#include "cli/printable.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace millrace {

static QString padded(const QString &text, int width, bool toTheRight)
{
    const QString cut = displayWidth(text) > width ? elided(text, width) : text;
    const QString blanks(std::max(0, width - displayWidth(cut)), u' ');
    return toTheRight ? blanks + cut : cut + blanks;
}

/// Values of a table of names and values that are sentences go on in further rows rather than lose their middle.
static QList<QStringList> wrapped(const QList<QStringList> &rows, int width)
{
    int names = 0;
    for (const QStringList &row : rows)
        names = std::max(names, displayWidth(row.value(0)));
    const int room = std::max(20, width - names - 4);
    QList<QStringList> result;
    for (const QStringList &row : rows) {
        if (row.size() != 2 || displayWidth(row.at(1)) <= room) {
            result += row;
            continue;
        }
        QString name = row.at(0), line;
        for (const QString &word : row.at(1).split(u' ')) {
            if (!line.isEmpty() && displayWidth(line) + 1 + displayWidth(word) > room)
                result += QStringList{std::exchange(name, QString()), std::exchange(line, QString())};
            line += (line.isEmpty() ? QString() : u" "_s) + word;
        }
        result += QStringList{name, line};
    }
    return result;
}

/// As wide as their cells, and narrower where the line would not fit: the widest text gives way first.
static QList<int> columnWidths(const QList<QStringList> &rows, const QList<bool> &numeric, int width)
{
    QList<int> widths;
    for (const QStringList &row : rows)
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (widths.size() <= i)
                widths += 0;
            widths[i] = std::max(widths.at(i), displayWidth(row.at(i)));
        }
    constexpr int indent = 2, between = 2, narrowest = 12;
    int over = indent - width;
    for (const int w : std::as_const(widths))
        over += w + between;
    while (over > 0) {
        qsizetype widest = -1;
        for (qsizetype i = 0; i < widths.size(); ++i)
            if (!numeric.value(i) && widths.at(i) > narrowest && (widest < 0 || widths.at(i) > widths.at(widest)))
                widest = i;
        if (widest < 0)
            break;
        const int less = std::min(over, widths.at(widest) - narrowest);
        widths[widest] -= less;
        over -= less;
    }
    return widths;
}

QStringList tableLines(const ReportTable &table, int width, bool colour)
{
    QList<QStringList> rows;
    if (!table.head.isEmpty())
        rows += table.head;
    rows += table.rows;
    for (QStringList &row : rows)
        for (QString &cell : row)
            cell = printable(cell);
    if (table.head.isEmpty())
        rows = wrapped(rows, width);
    const QList<int> widths = columnWidths(rows, table.numeric, width);
    QStringList lines{painted(Tone::Accent, table.title, colour)};
    for (qsizetype r = 0; r < rows.size(); ++r) {
        const bool head = r == 0 && !table.head.isEmpty();
        QString line = u"  "_s;
        for (qsizetype i = 0; i < rows.at(r).size(); ++i) {
            const QString cell = padded(rows.at(r).at(i), widths.value(i), table.numeric.value(i));
            const bool dim = head || (i == 0 && table.head.isEmpty());
            line += (dim ? painted(Tone::Dim, cell, colour) : cell) + (i + 1 < rows.at(r).size() ? u"  "_s : QString());
        }
        while (line.endsWith(u' '))
            line.chop(1);
        lines += line;
    }
    return lines;
}

} // namespace millrace
