// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/tempnames.h"
#include "io/checksum.h"
#include "transfer/localsegment.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

constexpr QLatin1StringView partSuffix = ".millrace-part"_L1;
constexpr QLatin1StringView journalSuffix = ".millrace-journal"_L1;
constexpr QLatin1StringView longPartSuffix = ".millrace-long-part"_L1;
constexpr QLatin1StringView longJournalSuffix = ".millrace-long-journal"_L1;
constexpr QLatin1StringView madeSuffix = ".millrace-made"_L1;
constexpr QLatin1StringView longMadeSuffix = ".millrace-long-made"_L1;
constexpr qsizetype hashDigits = 32;

QString tempName(const QString &finalName, QLatin1StringView suffix, QLatin1StringView longSuffix)
{
    const qsizetype nameAt = finalName.lastIndexOf(u'/') + 1;
    const QString name = finalName.sliced(nameAt);
    const QByteArray utf8 = name.toUtf8();
    if (utf8.size() + suffix.size() <= longestName)
        return finalName + suffix;
    const QByteArray hash = Checksum::of(ChecksumAlgorithm::Sha256, utf8).toHex().first(hashDigits);
    return finalName.first(nameAt) + firstBytes(name, longestName - 1 - hashDigits - longSuffix.size()) + u'~'
         + QLatin1StringView(hash) + longSuffix;
}

} // namespace

QString partFileName(const QString &finalName)
{
    return tempName(finalName, partSuffix, longPartSuffix);
}

QString journalFileName(const QString &finalName)
{
    return tempName(finalName, journalSuffix, longJournalSuffix);
}

QString transformedFileName(const QString &finalName)
{
    return tempName(finalName, madeSuffix, longMadeSuffix);
}

bool looksLikeTempFile(QStringView name)
{
    const QLatin1StringView suffixes[] = {partSuffix, journalSuffix, longPartSuffix, longJournalSuffix,
                                          madeSuffix, longMadeSuffix};
    return std::any_of(std::begin(suffixes), std::end(suffixes),
                       [name](QLatin1StringView suffix) { return name.endsWith(suffix, Qt::CaseInsensitive); });
}

} // namespace millrace
