// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/journalreader.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

constexpr qint64 longestLine = 64 * KiB;
constexpr int format = 1;

tl::unexpected<Error> damaged(const QString &how)
{
    return fail(ErrorKind::Integrity, ErrorCause::None, u"the resume journal is damaged: %1"_s.arg(how));
}

std::optional<ByteCount> count(const QJsonValue &value)
{
    const ByteCount number = value.toInteger(-1);
    return number >= 0 ? std::optional(number) : std::nullopt;
}

std::optional<JournalHeader> headerFrom(const QJsonObject &line)
{
    const auto size = count(line["size"_L1]);
    const auto partSize = count(line["part_size"_L1]);
    if (line["millrace_journal"_L1].toInt() != format || !line["source"_L1].isString() || !size || !partSize)
        return std::nullopt;
    JournalHeader header;
    header.source = line["source"_L1].toString();
    header.versionId = line["version_id"_L1].toString();
    header.etag = line["etag"_L1].toString().toUtf8();
    header.size = *size;
    header.partSize = *partSize;
    return header;
}

std::optional<PartRecord> partFrom(const QJsonObject &line, ByteCount objectSize)
{
    const auto index = count(line["part"_L1]);
    const auto offset = count(line["offset"_L1]);
    const auto length = count(line["length"_L1]);
    if (!index || *index > std::numeric_limits<int>::max() || !offset || !length || *length == 0
        || *offset > objectSize || *length > objectSize - *offset)
        return std::nullopt;
    PartRecord part{int(*index), *offset, *length, {}};
    const QJsonObject sums = line["sums"_L1].toObject();
    for (auto it = sums.begin(); it != sums.end(); ++it) {
        const auto algorithm = checksumAlgorithmFromName(it.key());
        const auto digest = QByteArray::fromBase64Encoding(it.value().toString().toLatin1());
        if (!algorithm)
            continue; // written by a later version, which knows more of them
        if (!digest || digest.decoded.isEmpty() || digest.decoded.size() % digestSize(*algorithm) != 0)
            return std::nullopt;
        part.sums.insert(*algorithm, digest.decoded);
    }
    return part;
}

/// Takes in one line after another and keeps account of what is proved.
class Account
{
public:
    explicit Account(const QString &bootId) : m_bootId(bootId) {}

    /// False when the line is none that a journal holds in this place.
    bool add(const QByteArray &text, qint64 endOfLine)
    {
        const QJsonDocument document = QJsonDocument::fromJson(text);
        if (!document.isObject())
            return false;
        const QJsonObject line = document.object();
        if (!m_header) {
            m_header = headerFrom(line);
            m_lineBoot = line["boot_id"_L1].toString();
            m_certainEnd = endOfLine;
            return m_header.has_value();
        }
        if (line.contains("part"_L1)) {
            const auto part = partFrom(line, m_header->size);
            if (!part)
                return false;
            m_parts.append(*part);
            return true;
        }
        if (line.contains("synced"_L1)) {
            const auto covered = count(line["synced"_L1]);
            if (!covered || *covered > m_parts.size())
                return false;
            for (qsizetype i = m_certain; i < *covered; ++i)
                m_proved.append(m_parts[i]);
            m_certain = std::max<qsizetype>(m_certain, *covered);
            m_certainEnd = endOfLine;
            m_certainLines = m_parts.size();
            return true;
        }
        if (line.contains("boot_id"_L1) && line.size() == 1) {
            // Whoever wrote this trusted no more than what was synced before it.
            m_lineBoot = line["boot_id"_L1].toString();
            m_certain = m_parts.size();
            m_certainEnd = endOfLine;
            m_certainLines = m_parts.size();
            return true;
        }
        return false;
    }

    bool hasHeader() const { return m_header.has_value(); }
    /// True while the process that wrote the last lines may have been killed, but not the machine.
    bool sameBoot() const { return !m_bootId.isEmpty() && m_lineBoot == m_bootId; }
    static bool vouchesForEarlierLines(const QByteArray &text)
    {
        const QJsonObject line = QJsonDocument::fromJson(text).object();
        return line.contains("synced"_L1) || line.contains("boot_id"_L1);
    }

    Result<JournalContents> conclude(qint64 endOfLines)
    {
        JournalContents contents;
        contents.sameBoot = sameBoot();
        contents.loaded.rebooted = !contents.sameBoot;
        contents.loaded.header = *m_header;
        if (contents.sameBoot) {
            for (qsizetype i = m_certain; i < m_parts.size(); ++i)
                m_proved.append(m_parts[i]);
            contents.partLines = m_parts.size();
            contents.validBytes = endOfLines;
        } else {
            contents.partLines = m_certainLines;
            contents.validBytes = m_certainEnd;
        }

        std::stable_sort(m_proved.begin(), m_proved.end(),
                         [](const PartRecord &a, const PartRecord &b) { return a.offset < b.offset; });
        for (const PartRecord &part : std::as_const(m_proved)) {
            if (!contents.loaded.parts.isEmpty()) {
                PartRecord &before = contents.loaded.parts.last();
                if (before.offset == part.offset) {
                    before = part; // fetched on or again: the later one is on disk
                    continue;
                }
                if (before.offset + before.length > part.offset)
                    return damaged(u"two parts overlap"_s);
            }
            contents.loaded.parts.append(part);
        }
        for (const PartRecord &part : std::as_const(contents.loaded.parts))
            contents.loaded.bytes += part.length;
        return contents;
    }

private:
    const QString m_bootId;
    QString m_lineBoot; ///< of the machine's run that wrote the lines now read
    std::optional<JournalHeader> m_header;
    QList<PartRecord> m_parts;     ///< every part line so far
    QList<PartRecord> m_proved;    ///< those known to be on the disk
    qsizetype m_certain = 0;       ///< so many part lines are settled: in m_proved, or lost with an earlier boot
    qint64 m_certainEnd = 0;       ///< the end of the line that settled them
    qsizetype m_certainLines = 0;  ///< part lines before that end
};

} // namespace

Result<JournalContents> readJournal(QIODevice &file, const QString &bootId)
{
    Account account(bootId);
    qint64 endOfLines = 0;
    int lineNumber = 0;
    std::optional<int> badLine;
    while (!file.atEnd()) {
        const QByteArray text = file.readLine(longestLine);
        const bool whole = text.endsWith('\n');
        if (!whole && file.atEnd())
            break; // torn: the writer was stopped in the middle of it
        ++lineNumber;
        if (badLine) {
            // A power cut can leave anything in lines that were not synced, but not before one that was.
            if (Account::vouchesForEarlierLines(text))
                return damaged(u"line %1 cannot be read"_s.arg(*badLine));
        } else if (whole && account.add(text, endOfLines + text.size())) {
            endOfLines += text.size();
        } else if (!account.hasHeader() || account.sameBoot()) {
            return damaged(u"line %1 cannot be read"_s.arg(lineNumber));
        } else {
            badLine = lineNumber;
        }
    }
    if (!account.hasHeader())
        return damaged(u"it has no first line"_s);
    return account.conclude(endOfLines);
}

QJsonObject toJson(const JournalHeader &header, const QString &bootId)
{
    return {{u"millrace_journal"_s, format},
            {u"source"_s, journalSource(header.source)},
            {u"version_id"_s, header.versionId},
            {u"etag"_s, QString::fromUtf8(header.etag)},
            {u"size"_s, header.size},
            {u"part_size"_s, header.partSize},
            {u"boot_id"_s, bootId}};
}

QJsonObject toJson(const PartRecord &part)
{
    QJsonObject line{{u"part"_s, part.index}, {u"offset"_s, part.offset}, {u"length"_s, part.length}};
    if (!part.sums.isEmpty()) {
        QJsonObject sums;
        for (auto it = part.sums.begin(); it != part.sums.end(); ++it)
            sums.insert(name(it.key()), QString::fromLatin1(it.value().toBase64()));
        line.insert(u"sums"_s, sums);
    }
    return line;
}

} // namespace millrace
