// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/xmlcontrolfilter.h"

#include <QByteArray>
#include <QString>
#include <QXmlStreamReader>

namespace millrace {

/// A small S3 document read element by element: what the parsers of single answers share. Opening it tells a web page, an
/// <Error> inside a 200 and a document cut short from the answer that was expected.
///
///     XmlReply reply(body);
///     if (auto opened = reply.open(u"CopyObjectResult"); !opened) return fail(opened.error());
///     while (reply.next()) { if (reply.name() == u"ETag") etag = reply.text(); else reply.skip(); }
///     return reply.finish(value);
class XmlReply
{
public:
    explicit XmlReply(const QByteArray &body);

    /// Enters the root element. Protocol with NotS3 for another document, with ShortBody for none, the S3 error for <Error>.
    Result<> open(QStringView root);

    /// The next child of the element we are in; false at its end.
    bool next() { return m_xml.readNextStartElement(); }
    QStringView name() const { return m_xml.name(); }
    /// Text of the child next() found, with control characters restored; passes its end.
    QString text();
    /// A whole number of the child; -1 and a fault where it is none.
    qint64 number();
    bool flag() { return text().trimmed() == u"true"; }
    void skip() { m_xml.skipCurrentElement(); }

    /// Fails unless the document was whole and understood.
    Result<> finish();
    template <typename T> Result<T> finish(T value)
    {
        if (auto done = finish(); !done)
            return fail(done.error());
        return value;
    }

private:
    QByteArray m_body;
    QXmlStreamReader m_xml;
};

} // namespace millrace
