// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/localsegment.h"
#include "io/checksum.h"
#include "transfer/tempnames.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

constexpr qsizetype hashDigits = 8;
constexpr qsizetype roomForCounter = 12;

bool isControl(QChar c)
{
    return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
}

/// Characters no Windows file name may hold ("/" cannot occur here).
bool isReservedOnWindows(QChar c)
{
    return QStringView(u"<>:\"\\|?*").contains(c);
}

/// Device names that Windows finds behind any extension and any case, also with superscript digits.
/// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
bool isWindowsDevice(const QString &name)
{
    static const QRegularExpression device(
        u"\\A(?:CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3])\\x{20}*(?:\\.|\\z)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return device.match(name).hasMatch();
}

} // namespace

LocalSegment localSegment(const QString &segment, QStringView keySoFar, bool windowsReserved)
{
    QString name = segment;
    QString because;
    const auto blame = [&because](const QString &reason) {
        if (because.isEmpty())
            because = reason;
    };

    if (name.isEmpty()) {
        blame(keySoFar == u"/" ? u"a leading `/` would leave the folder"_s : u"a name between slashes is empty"_s);
        name = u"_"_s;
    } else if (name == u"."_s) {
        blame(u"`.` is no name of its own"_s);
        name = u"_"_s;
    } else if (name == u".."_s) {
        blame(u"`..` would leave the folder"_s);
        name = u"__"_s;
    }

    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name[i];
        if (isControl(c)) {
            blame(u"it holds a control character"_s);
            name[i] = u'_';
        } else if (c.isHighSurrogate() && i + 1 < name.size() && name[i + 1].isLowSurrogate()) {
            ++i;
        } else if (c.isSurrogate()) {
            blame(u"it is not valid Unicode"_s);
            name[i] = u'_';
        } else if (windowsReserved && isReservedOnWindows(c)) {
            blame(u"`%1` is not allowed in file names"_s.arg(c));
            name[i] = u'_';
        }
    }
    if (windowsReserved) {
        if (name.endsWith(u'.') || name.endsWith(u' ')) {
            blame(u"a name cannot end in a dot or a space"_s);
            name.back() = u'_';
        }
        if (isWindowsDevice(name)) {
            blame(u"%1 is the name of a device"_s.arg(quoted(name)));
            name.prepend(u'_');
        }
    }
    if (looksLikeTempFile(name))
        blame(u"the name is kept for unfinished downloads"_s);
    // UTF-8 takes at most three bytes a UTF-16 unit, so short names need no conversion.
    if (name.size() * 3 > longestName && name.toUtf8().size() > longestName)
        blame(u"the name is longer than %1 bytes"_s.arg(longestName));

    if (because.isEmpty())
        return {name, name, {}};
    return {renamedForm(name, keySoFar), name, because};
}

QString renamedForm(const QString &readable, QStringView keySoFar, int attempt)
{
    const QByteArray hash =
        Checksum::of(ChecksumAlgorithm::Sha256, keySoFar.toUtf8()).toHex().first(hashDigits);
    QString name = firstBytes(readable, longestName - 1 - hashDigits - roomForCounter) + u'~' + QLatin1StringView(hash);
    if (attempt > 1)
        name += u'-' + QString::number(attempt);
    return name;
}

QString firstBytes(const QString &text, qsizetype bytes)
{
    qsizetype units = 0;
    for (qsizetype used = 0; units < text.size();) {
        const QChar c = text[units];
        const bool pair = c.isHighSurrogate() && units + 1 < text.size() && text[units + 1].isLowSurrogate();
        used += pair ? 4 : c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 ? 2 : 3;
        if (used > bytes)
            break;
        units += pair ? 2 : 1;
    }
    return text.first(units);
}

QString quoted(const QString &name)
{
    constexpr qsizetype longest = 60;
    const QString shown = firstBytes(name, longest);
    return u'`' + shown + (shown.size() < name.size() ? u"...`"_s : u"`"_s);
}

} // namespace millrace
