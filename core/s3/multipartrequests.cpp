// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/multipartrequests.h"

#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace millrace {

/// Putting an object together may take minutes, and asking twice would find the upload gone.
constexpr std::chrono::minutes completionPatience{10};

static S3Request commandOn(const UploadName &upload, const QByteArray &method)
{
    S3Request r;
    r.method = method;
    r.bucket = upload.bucket;
    r.key = upload.key;
    r.query.emplaceBack("uploadId", upload.uploadId.toUtf8());
    r.headers = upload.headers;
    return r;
}

S3Request createUploadRequest(const QString &bucket, const QString &key, const HeaderList &headers)
{
    S3Request r;
    r.method = "POST";
    r.bucket = bucket;
    r.key = key;
    r.query.emplaceBack("uploads", "");
    r.headers = headers;
    return r;
}

S3Request completeUploadRequest(const UploadName &upload, const QList<CompletedPart> &parts,
                                const QString &checksumElement)
{
    S3Request r = commandOn(upload, "POST");
    r.patience = completionPatience;
    QXmlStreamWriter xml(&r.content);
    xml.writeStartDocument();
    xml.writeStartElement(u"CompleteMultipartUpload"_s);
    xml.writeDefaultNamespace(u"http://s3.amazonaws.com/doc/2006-03-01/"_s);
    for (const CompletedPart &part : parts) {
        xml.writeStartElement(u"Part"_s);
        xml.writeTextElement(u"PartNumber"_s, QString::number(part.number));
        xml.writeTextElement(u"ETag"_s, u'"' + QString::fromUtf8(part.etag) + u'"');
        if (!checksumElement.isEmpty() && !part.checksum.isEmpty())
            xml.writeTextElement(checksumElement, QString::fromLatin1(part.checksum));
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    r.headers.emplaceBack("Content-Type", "application/xml");
    return r;
}

S3Request abortUploadRequest(const UploadName &upload)
{
    S3Request r = commandOn(upload, "DELETE");
    r.headers.clear(); // the one command that takes no customer key
    r.mostAttempts = 3; // somebody who cancelled waits for it
    return r;
}

S3Request listPartsRequest(const UploadName &upload, int marker)
{
    S3Request r = commandOn(upload, "GET");
    if (marker > 0)
        r.query.emplaceBack("part-number-marker", QByteArray::number(marker));
    return r;
}

} // namespace millrace
