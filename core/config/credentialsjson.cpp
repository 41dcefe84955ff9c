// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/credentialsjson.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace millrace {

Result<Credentials> credentialsFromJson(const QByteArray &json)
{
    const auto bad = [](const QString &why) { return fail(ErrorKind::Auth, ErrorCause::CredentialsMissing, why); };
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return bad(u"answered with something else than JSON"_s);
    const QJsonObject o = document.object();
    if (const QString code = o[u"Code"_s].toString(); !code.isEmpty() && code != u"Success"_s)
        return bad(u"answered \"%1\" instead of credentials"_s.arg(code.left(80)));
    Credentials keys;
    keys.accessKeyId = o[u"AccessKeyId"_s].toString().toUtf8();
    keys.secretAccessKey = o[u"SecretAccessKey"_s].toString().toUtf8();
    keys.sessionToken = o[u"Token"_s].toString().toUtf8();
    if (keys.isEmpty())
        return bad(u"answered without AccessKeyId or SecretAccessKey"_s);
    if (const QString text = o[u"Expiration"_s].toString(); !text.isEmpty()) {
        const QDateTime when = QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
        if (!when.isValid())
            return bad(u"answered with an Expiration that is not an ISO 8601 time"_s);
        // One that is past is let through: it may be this machine's clock that is wrong, and the server knows.
        keys.expiration = when;
    }
    return keys;
}

} // namespace millrace
