// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/xmlreply.h"

#include "s3/errorparser.h"

using namespace Qt::StringLiterals;

namespace millrace {

// CompleteMultipartUpload and CopyObject send spaces or line ends while they work; XML allows none before its declaration.
XmlReply::XmlReply(const QByteArray &body) : m_body(XmlControlFilter().filter(body.trimmed())), m_xml(m_body) {}

Result<> XmlReply::open(QStringView root)
{
    if (m_body.isEmpty())
        return fail(ErrorKind::Protocol, ErrorCause::ShortBody, u"the answer is empty"_s);
    if (!next()) {
        const bool cut = m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError && !looksLikeHtml(m_body);
        return fail(ErrorKind::Protocol, cut ? ErrorCause::ShortBody : ErrorCause::NotS3,
                    cut ? u"the answer broke off before its end"_s : u"the answer does not come from S3"_s);
    }
    if (name() == u"Error") {
        FailedResponse response;
        response.httpStatus = 200;
        response.body = m_body;
        return fail(errorFromResponse(response));
    }
    if (name() != root) {
        return fail(ErrorKind::Protocol, ErrorCause::NotS3,
                    looksLikeHtml(m_body) ? u"a web page came back instead of an answer from S3"_s
                                          : u"the answer is not the %1 that was expected"_s.arg(root));
    }
    return {};
}

QString XmlReply::text()
{
    return XmlControlFilter::restore(m_xml.readElementText(QXmlStreamReader::SkipChildElements));
}

qint64 XmlReply::number()
{
    bool ok = false;
    const qint64 value = text().trimmed().toLongLong(&ok);
    if (ok && value >= 0)
        return value;
    if (!m_xml.hasError())
        m_xml.raiseError(u"a number was expected"_s);
    return -1;
}

Result<> XmlReply::finish()
{
    // The root's end was passed by next(); anything but its clean end has set the reader's error.
    if (!m_xml.hasError())
        return {};
    const bool cut = m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError;
    return fail(ErrorKind::Protocol, cut ? ErrorCause::ShortBody : ErrorCause::None,
                cut ? u"the answer broke off before its end"_s
                    : u"the answer cannot be understood: %1"_s.arg(m_xml.errorString()));
}

} // namespace millrace
