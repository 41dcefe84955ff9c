// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/xmlcontrolfilter.h"

#include <algorithm>

namespace millrace {

namespace {

constexpr char16_t firstPlaceholder = 0xFDD0;
constexpr qsizetype longestReference = 12; // "&#x0000001F;"

bool isForbidden(uint c)
{
    return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

void appendPlaceholder(QByteArray &out, uint c)
{
    // U+FDD0 + c in UTF-8: EF B7 90..AF.
    const char bytes[3] = {char(0xEF), char(0xB7), char(0x90 + c)};
    out.append(bytes, 3);
}

/// Code point of the body of a reference ("#x1", "#1"); -1 for anything else.
int codePointOf(QByteArrayView reference)
{
    if (reference.size() < 2 || reference[0] != '#')
        return -1;
    const bool hex = reference[1] == 'x';
    bool ok = false;
    const uint value = reference.sliced(hex ? 2 : 1).toByteArray().toUInt(&ok, hex ? 16 : 10);
    return ok && value <= 0x10FFFF ? int(value) : -1;
}

} // namespace

QByteArray XmlControlFilter::filter(const QByteArray &chunk)
{
    const bool clean = m_held.isEmpty() && !chunk.contains("&#") && !chunk.endsWith('&')
        && std::none_of(chunk.begin(), chunk.end(), [](char c) { return isForbidden(uchar(c)); });
    if (clean)
        return chunk;

    const QByteArray in = m_held + chunk;
    m_held.clear();
    QByteArray out;
    out.reserve(in.size());
    for (qsizetype i = 0; i < in.size(); ++i) {
        const uchar c = uchar(in[i]);
        if (isForbidden(c)) {
            appendPlaceholder(out, c);
            continue;
        }
        if (c == '&') {
            const qsizetype end = in.indexOf(';', i);
            if (end < 0 && in.size() - i < longestReference) {
                m_held = in.mid(i);
                break;
            }
            const int value = end < 0 || end - i > longestReference
                ? -1
                : codePointOf(QByteArrayView(in).sliced(i + 1, end - i - 1));
            if (value >= 0 && isForbidden(uint(value))) {
                appendPlaceholder(out, uint(value));
                i = end;
                continue;
            }
        }
        out += in[i];
    }
    return out;
}

QString XmlControlFilter::restore(const QString &text)
{
    QString out = text;
    for (QChar &c : out) {
        if (c.unicode() >= firstPlaceholder && c.unicode() < firstPlaceholder + 0x20)
            c = QChar(char16_t(c.unicode() - firstPlaceholder));
    }
    return out;
}

} // namespace millrace
