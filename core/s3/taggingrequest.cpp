// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/taggingrequest.h"

#include <QCryptographicHash>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace millrace {

S3Request putTaggingRequest(const QString &bucket, const QString &key, const QString &versionId, const TagList &tags)
{
    S3Request r = getTaggingRequest(bucket, key, versionId);
    r.method = "PUT";
    QXmlStreamWriter xml(&r.content);
    xml.writeStartElement(u"Tagging"_s);
    xml.writeDefaultNamespace(u"http://s3.amazonaws.com/doc/2006-03-01/"_s);
    xml.writeStartElement(u"TagSet"_s);
    for (const auto &[name, value] : tags) {
        xml.writeStartElement(u"Tag"_s);
        xml.writeTextElement(u"Key"_s, name);
        xml.writeTextElement(u"Value"_s, value);
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
    r.headers.emplaceBack("Content-Type", "application/xml");
    r.headers.emplaceBack("Content-MD5", QCryptographicHash::hash(r.content, QCryptographicHash::Md5).toBase64());
    return r;
}

} // namespace millrace
