// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/listwriter.h"

#include "cli/console.h"
#include "cli/printable.h"
#include "report/orderedjson.h"

using namespace Qt::StringLiterals;

namespace millrace {

ListWriter::ListWriter(ListFormat format, QString base, bool bytes, bool colour)
    : m_format(format), m_base(std::move(base)), m_bytes(bytes), m_colour(colour)
{
}

QString ListWriter::sizeText(ByteCount size) const
{
    return m_bytes ? QString::number(size) : formatBytes(size);
}

static OrderedJson utc(const QDateTime &time)
{
    return time.isValid() ? toJson(time.toUTC().toString(Qt::ISODateWithMs)) : OrderedJson(nullptr);
}

void ListWriter::addTreeLine(QByteArray &text, const QString &key, const QString &note)
{
    // Keys come sorted, so a folder's keys stand together: each folder is named once, when it is first seen.
    const QString inside = key.startsWith(m_base) ? key.mid(m_base.size()) : key;
    QStringList folders = inside.split(u'/');
    const QString leaf = folders.takeLast();
    qsizetype common = 0;
    while (common < folders.size() && common < m_openFolders.size() && folders[common] == m_openFolders[common])
        ++common;
    for (qsizetype depth = common; depth < folders.size(); ++depth)
        text += (QString(depth * 2, u' ') + painted(Tone::Accent, printable(folders[depth]) + u'/', m_colour)).toUtf8() + '\n';
    m_openFolders = folders;
    if (!leaf.isEmpty())
        text += (QString(folders.size() * 2, u' ') + printable(leaf) + u"  "_s + painted(Tone::Dim, note, m_colour)).toUtf8() + '\n';
}

void ListWriter::addObject(QByteArray &text, const ObjectInfo &object)
{
    ++m_objects;
    m_total += std::max<ByteCount>(0, object.size);
    switch (m_format) {
    case ListFormat::Long: {
        const QString time = object.lastModified.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
        text += u"%1  %2  %3\n"_s.arg(time, sizeText(object.size).rightJustified(m_bytes ? 14 : 9),
                                      printable(object.key)).toUtf8();
        break;
    }
    case ListFormat::Plain: text += printable(object.key).toUtf8() + '\n'; break;
    case ListFormat::Tree: addTreeLine(text, object.key, sizeText(object.size)); break;
    case ListFormat::Json:
        text += compactText({{"type", "object"},
                             {"key", toJson(object.key)},
                             {"size", object.size},
                             {"etag", textOrNull(QString::fromUtf8(object.etag))},
                             {"last_modified", utc(object.lastModified)},
                             {"storage_class", textOrNull(object.storageClass)}})
            + '\n';
        break;
    }
}

void ListWriter::addPrefix(QByteArray &text, const QString &prefix)
{
    ++m_prefixes;
    switch (m_format) {
    case ListFormat::Long:
        // In the columns of the objects: time, size, name.
        text += (QString(19, u' ') + u"  "_s + u"folder"_s.rightJustified(m_bytes ? 14 : 9) + u"  "_s
                 + painted(Tone::Accent, printable(prefix), m_colour)).toUtf8() + '\n';
        break;
    case ListFormat::Plain: text += printable(prefix).toUtf8() + '\n'; break;
    case ListFormat::Tree: addTreeLine(text, prefix, {}); break;
    case ListFormat::Json: text += compactText({{"type", "prefix"}, {"key", toJson(prefix)}}) + '\n'; break;
    }
}

QByteArray ListWriter::page(const ListPage &page)
{
    QByteArray text;
    qsizetype next = 0;
    for (const ObjectInfo &object : page.objects) {
        while (next < page.commonPrefixes.size() && page.commonPrefixes[next].toUtf8() < object.key.toUtf8())
            addPrefix(text, page.commonPrefixes[next++]);
        addObject(text, object);
    }
    while (next < page.commonPrefixes.size())
        addPrefix(text, page.commonPrefixes[next++]);
    return text;
}

QByteArray ListWriter::buckets(const QStringList &names)
{
    QByteArray text;
    for (const QString &bucket : names) {
        if (m_format == ListFormat::Json)
            text += compactText({{"type", "bucket"}, {"name", toJson(bucket)}}) + '\n';
        else
            text += u"s3://%1/\n"_s.arg(printable(bucket)).toUtf8();
    }
    return text;
}

QByteArray ListWriter::end() const
{
    if (m_format != ListFormat::Json)
        return {};
    return compactText({{"type", "summary"}, {"objects", m_objects}, {"prefixes", m_prefixes}, {"bytes", m_total}}) + '\n';
}

QString ListWriter::summary() const
{
    QString text = u"%1, %2"_s.arg(counted(m_objects, u"object"_s, u"objects"_s), formatBytes(m_total));
    if (m_prefixes > 0)
        text += u"; %1, whose content is not counted (--recursive goes into them)"_s.arg(
            counted(m_prefixes, u"folder"_s, u"folders"_s));
    return text;
}

} // namespace millrace
