// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/listparser.h"

#include "base/utf8.h"

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

// S3 never sends more than 1000 entries a page and a key has at most 1024 bytes, three times that once encoded. Other servers
// may be more generous, but a page must not be able to fill the memory.
constexpr qsizetype maxEntries = 100'000;
constexpr qsizetype maxText = 64 * 1024;

} // namespace

QString decodeUrlEncoded(const QString &text)
{
    if (!text.contains(u'%') && !text.contains(u'+'))
        return text;
    QByteArray bytes = text.toUtf8();
    bytes.replace('+', ' ');
    return fromUtf8Exactly(QByteArray::fromPercentEncoding(bytes));
}

QByteArray unquoteETag(QStringView text)
{
    QStringView t = text.trimmed();
    if (t.startsWith(u"W/"_s))
        t = t.mid(2);
    if (t.size() >= 2 && t.startsWith(u'"') && t.endsWith(u'"'))
        t = t.mid(1, t.size() - 2);
    return t.toUtf8();
}

Result<> ListParser::addData(const QByteArray &chunk)
{
    if (!m_fault && !chunk.isEmpty()) {
        m_sawBytes = true;
        m_xml.addData(m_filter.filter(chunk));
        read();
    }
    if (m_fault)
        return fail(*m_fault);
    return {};
}

void ListParser::read()
{
    while (!m_fault && !m_xml.atEnd()) {
        switch (m_xml.readNext()) {
        case QXmlStreamReader::StartElement:
            ++m_depth;
            onStart();
            break;
        case QXmlStreamReader::Characters:
        case QXmlStreamReader::EntityReference:
            m_text += m_xml.text();
            if (m_text.size() > maxText)
                fault(ErrorCause::None, u"the listing holds a value that is too long"_s);
            break;
        case QXmlStreamReader::EndElement:
            onEnd();
            --m_depth;
            m_complete = m_depth == 0;
            break;
        case QXmlStreamReader::DTD:
            fault(ErrorCause::NotS3, u"a web page came back instead of a listing"_s);
            break;
        default:
            break;
        }
    }
    // PrematureEndOfDocument only means that more bytes must come.
    if (m_fault || !m_xml.hasError() || m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError)
        return;
    if (m_complete)
        return; // stray bytes after the document
    if (m_depth == 0)
        fault(ErrorCause::NotS3, u"the answer is not a listing from S3"_s);
    else
        fault(ErrorCause::None, u"the listing is not well-formed XML: %1"_s.arg(m_xml.errorString()));
}

void ListParser::onStart()
{
    m_text.clear();
    const QStringView name = m_xml.name();
    if (m_depth == 1) {
        m_isError = name == u"Error"_s;
        if (!m_isError && name != u"ListBucketResult"_s) {
            const bool page = name.compare(u"html"_s, Qt::CaseInsensitive) == 0;
            fault(ErrorCause::NotS3, page ? u"a web page came back instead of a listing"_s
                                          : u"the answer is not a listing from S3"_s);
        }
    } else if (m_depth == 2) {
        m_section = name == u"Contents"_s       ? Section::Object
            : name == u"CommonPrefixes"_s ? Section::Prefix
                                          : Section::Page;
        if (m_section == Section::Object)
            m_object = {};
    }
}

void ListParser::onEnd()
{
    const QStringView name = m_xml.name();
    if (m_depth == 3 && m_section == Section::Object) {
        onObjectValue(name);
    } else if (m_depth == 3 && m_section == Section::Prefix && name == u"Prefix"_s) {
        m_page.commonPrefixes.append(XmlControlFilter::restore(m_text));
    } else if (m_depth == 2 && m_section == Section::Page) {
        onPageValue(name);
    } else if (m_depth == 2 && m_section == Section::Object) {
        if (m_object.key.isEmpty() || m_object.size < 0)
            fault(ErrorCause::None, u"the listing holds an object without a key or a size"_s);
        m_page.objects.append(m_object);
    }
    if (m_page.objects.size() + m_page.commonPrefixes.size() > maxEntries)
        fault(ErrorCause::None, u"the listing's page never ends"_s);
    m_text.clear();
}

void ListParser::onPageValue(QStringView name)
{
    if (m_isError) {
        if (name == u"Code"_s)
            m_error.code = m_text;
        else if (name == u"Message"_s)
            m_error.message = m_text;
        else if (name == u"RequestId"_s)
            m_error.requestId = m_text;
        else if (name == u"Region"_s)
            m_error.region = m_text;
    } else if (name == u"EncodingType"_s) {
        m_urlEncoded = m_text == u"url"_s;
    } else if (name == u"IsTruncated"_s) {
        m_sawTruncated = true;
        m_truncated = m_text.trimmed() == u"true"_s;
    } else if (name == u"NextContinuationToken"_s) {
        m_page.continuationToken = XmlControlFilter::restore(m_text).toUtf8();
    }
}

void ListParser::onObjectValue(QStringView name)
{
    if (name == u"Key"_s) {
        m_object.key = XmlControlFilter::restore(m_text);
    } else if (name == u"Size"_s) {
        bool ok = false;
        m_object.size = m_text.trimmed().toLongLong(&ok);
        if (!ok || m_object.size < 0)
            fault(ErrorCause::None, u"the listing holds a size that is not a number"_s);
    } else if (name == u"ETag"_s) {
        m_object.etag = unquoteETag(m_text);
    } else if (name == u"LastModified"_s) {
        m_object.lastModified = QDateTime::fromString(m_text.trimmed(), Qt::ISODateWithMs).toUTC();
    } else if (name == u"StorageClass"_s) {
        m_object.storageClass = m_text.trimmed();
    } else if (name == u"VersionId"_s) {
        m_object.versionId = m_text;
    }
}

void ListParser::fault(ErrorCause cause, const QString &message)
{
    if (!m_fault)
        m_fault = Error::make(ErrorKind::Protocol, cause, message);
}

Result<ListPage> ListParser::finish()
{
    if (!m_fault && m_complete && m_isError)
        m_fault = errorFromDocument(m_error, 200);
    if (!m_fault && !m_complete) {
        fault(ErrorCause::ShortBody, m_sawBytes ? u"the listing broke off before its end"_s : u"the listing is empty"_s);
    }
    if (!m_fault && m_truncated && m_page.continuationToken.isEmpty())
        fault(ErrorCause::None, u"the listing says that more follows but not where"_s);
    if (m_fault)
        return fail(*m_fault);
    if (m_sawTruncated && !m_truncated)
        m_page.continuationToken.clear();
    // <EncodingType> may stand after the entries it speaks of.
    if (m_urlEncoded) {
        for (ObjectInfo &object : m_page.objects)
            object.key = decodeUrlEncoded(object.key);
        for (QString &prefix : m_page.commonPrefixes)
            prefix = decodeUrlEncoded(prefix);
    }
    return std::move(m_page);
}

} // namespace millrace
