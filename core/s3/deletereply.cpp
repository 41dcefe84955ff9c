// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/deletereply.h"

#include "s3/errorparser.h"
#include "s3/xmlreply.h"

namespace millrace {

Result<DeleteReply> parseDeleteResult(const QByteArray &body)
{
    XmlReply reply(body);
    if (const auto opened = reply.open(u"DeleteResult"); !opened)
        return fail(opened.error());
    DeleteReply result;
    while (reply.next()) {
        const bool deleted = reply.name() == u"Deleted";
        if (!deleted && reply.name() != u"Error") {
            reply.skip();
            continue;
        }
        S3ErrorDocument document;
        QString versionId;
        while (reply.next()) {
            if (reply.name() == u"Key")
                document.key = reply.text();
            else if (reply.name() == u"VersionId")
                versionId = reply.text();
            else if (reply.name() == u"Code")
                document.code = reply.text();
            else if (reply.name() == u"Message")
                document.message = reply.text();
            else
                reply.skip();
        }
        if (deleted)
            result.deleted.append(document.key);
        else
            result.failures.append({document.key, versionId, errorFromDocument(document, 200)});
    }
    return reply.finish(std::move(result));
}

} // namespace millrace
