// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/errorparser.h"
#include "s3/objectinfo.h"
#include "s3/xmlcontrolfilter.h"

#include <QByteArray>
#include <QXmlStreamReader>
#include <optional>

namespace millrace {

/// Reads one page of ListObjectsV2 as its bytes arrive; only the page's values are held, never its XML.
/// Keys and prefixes are decoded where the server says <EncodingType>url</EncodingType>, and taken literally where it does
/// not (some servers ignore the request parameter). One page an object; one thread.
class ListParser
{
public:
    /// Fails as soon as the bytes cannot become a listing, so that the request can be given up. Kinds: Protocol with
    /// ErrorCause::NotS3 for another document, or the error of an <Error> document.
    Result<> addData(const QByteArray &chunk);

    /// The page, once all bytes were added. A document that ends early is Protocol with ErrorCause::ShortBody.
    Result<ListPage> finish();

private:
    enum class Section { Page, Object, Prefix, Other };

    void read();
    void onStart();
    void onEnd();
    void onPageValue(QStringView name);
    void onObjectValue(QStringView name);
    void fault(ErrorCause cause, const QString &message);

    QXmlStreamReader m_xml;
    XmlControlFilter m_filter;
    ListPage m_page;
    ObjectInfo m_object;
    QString m_text;
    S3ErrorDocument m_error;
    std::optional<Error> m_fault;
    int m_depth = 0;
    Section m_section = Section::Page;
    bool m_urlEncoded = false;
    bool m_truncated = false;
    bool m_sawTruncated = false;
    bool m_isError = false;
    bool m_complete = false;
    bool m_sawBytes = false;
};

/// Decodes a value of encoding-type=url. "+" is a space, as AWS writes it; a literal plus always comes as %2B, from AWS
/// ("a+b" for "a b", "a%2Bb" for "a+b") and from Ceph RGW (%20 and %2B) alike.
QString decodeUrlEncoded(const QString &text);

/// An ETag without its quotes and weak mark.
QByteArray unquoteETag(QStringView text);

} // namespace millrace
