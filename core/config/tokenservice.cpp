// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/tokenservice.h"

#include "base/retrypolicy.h"
#include "config/blockinghttp.h"
#include "s3/errorparser.h"
#include "s3/sigv4.h"
#include "s3/xmlreply.h"

#include <QFile>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr int mostTries = 3;
constexpr std::chrono::milliseconds tryTimeout{10'000};
constexpr qsizetype mostOfAToken = 64 * 1024;
constexpr qsizetype mostSaid = 400;

/// What becomes of one answer: the credentials, or what is wrong and whether it may pass.
struct Refusal
{
    Error error;
    bool mayPass = false;
};

QString hostOf(const TokenService &service)
{
    const int port = service.endpoint.port();
    return service.endpoint.host() + (port > 0 ? u':' + QString::number(port) : QString());
}

/// The next step that fits what the service says, as a clause; empty where its own words do.
QString adviceOn(const QString &code)
{
    if (code == u"AccessDenied"_s)
        return u"the role's trust policy must allow it to whoever asks, and their own policy sts:AssumeRole"_s;
    if (code == u"InvalidClientTokenId"_s || code == u"UnrecognizedClientException"_s)
        return u"the access key that asks for the role is not known there; check it, and that it belongs to this service"_s;
    if (code == u"SignatureDoesNotMatch"_s)
        return u"the secret key that asks for the role does not belong to its access key"_s;
    if (code.startsWith(u"ExpiredToken"_s))
        return u"the token that asks for the role has expired; renew it"_s;
    if (code == u"InvalidIdentityToken"_s || code == u"IDPRejectedClaim"_s)
        return u"the identity provider's token does not fit the role; check its audience and the role's trust policy"_s;
    if (code == u"NoSuchEntity"_s) // Ceph; AWS calls it AccessDenied
        return u"there is no such role there; check role_arn"_s;
    if (code == u"RegionDisabledException"_s)
        return u"the service is not active in this region; name another with AWS_REGION or AWS_ENDPOINT_URL_STS"_s;
    return {};
}

/// Where the service's own words are of use and can hold no secret: those on signatures quote what was signed.
bool mayQuote(const QString &code)
{
    return code != u"SignatureDoesNotMatch"_s && code != u"IncompleteSignature"_s && code != u"InvalidIdentityToken"_s;
}

Refusal refusalOf(const SmallAnswer &answer)
{
    const S3ErrorDocument document = parseErrorDocument(answer.body);
    Refusal refusal;
    refusal.error.httpStatus = answer.status;
    refusal.error.s3Code = document.code.left(100);
    refusal.error.requestId = QString::fromUtf8(headerValue(answer.headers, "x-amzn-requestid")).left(100);
    refusal.mayPass = answer.status >= 500 || answer.status == 429 || document.code.startsWith(u"Throttling"_s)
        || document.code == u"IDPCommunicationError"_s;
    refusal.error.kind = answer.status == 429 ? ErrorKind::Throttled : ErrorKind::Auth;
    QStringList words;
    if (mayQuote(document.code) && !document.message.isEmpty())
        words += document.message.simplified().left(mostSaid);
    if (const QString advice = adviceOn(document.code); !advice.isEmpty())
        words += advice;
    if (words.isEmpty())
        words += document.code.isEmpty() ? u"it answered with no error of such a service; is this the right address?"_s
                                         : u"it refused"_s;
    refusal.error.message = words.join(u"; "_s);
    return refusal;
}

Result<Credentials> readAnswer(const QByteArray &body, const QString &action)
{
    XmlReply reply(body);
    Credentials keys;
    QString expiration;
    const auto within = [&reply](QStringView name, const auto &inner) {
        while (reply.next()) {
            if (reply.name() == name)
                inner();
            else
                reply.skip();
        }
    };
    if (const auto opened = reply.open(action + u"Response"_s); !opened)
        return fail(opened.error());
    within(action + u"Result"_s, [&] {
        within(u"Credentials", [&] {
            while (reply.next()) {
                if (reply.name() == u"AccessKeyId")
                    keys.accessKeyId = reply.text().trimmed().toUtf8();
                else if (reply.name() == u"SecretAccessKey")
                    keys.secretAccessKey = reply.text().trimmed().toUtf8();
                else if (reply.name() == u"SessionToken")
                    keys.sessionToken = reply.text().trimmed().toUtf8();
                else if (reply.name() == u"Expiration")
                    expiration = reply.text().trimmed();
                else
                    reply.skip();
            }
        });
    });
    const QDateTime until = QDateTime::fromString(expiration, Qt::ISODateWithMs).toUTC();
    if (!reply.finish() || keys.isEmpty() || keys.sessionToken.isEmpty() || !until.isValid())
        return fail(ErrorKind::Protocol, ErrorCause::None, u"its answer holds no credentials"_s);
    keys.expiration = until;
    return keys;
}

/// One try; @p keys may be null: then it is not signed.
Result<SmallAnswer> post(const TokenService &service, const QByteArray &form, const Credentials *keys,
                         const std::stop_token &stop)
{
    SmallRequest request;
    request.method = "POST";
    request.body = form;
    request.caBundle = service.caBundle;
    request.proxy = service.proxy;
    request.timeout = tryTimeout;
    const QByteArray path = service.endpoint.path(QUrl::FullyEncoded).toLatin1();
    const int port = service.endpoint.port();
    QByteArray host = service.endpoint.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    if (port > 0 && port != (service.endpoint.scheme() == u"https"_s ? 443 : 80))
        host += ':' + QByteArray::number(port);
    request.url = service.endpoint.scheme().toLatin1() + "://" + host + (path.isEmpty() ? QByteArray("/") : path);
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
    if (keys) {
        SigV4Input input;
        input.method = request.method;
        input.encodedPath = path.isEmpty() ? QByteArray("/") : path;
        input.headers = request.headers;
        input.headers.emplaceBack("Host", host);
        input.payloadHash = sha256Hex(form);
        SigV4Signer signer(*keys, service.region.toUtf8(), "sts");
        request.headers += signer.sign(input, QDateTime::currentDateTimeUtc());
    }
    return askSmall(request, stop);
}

/// @p action and its @p fields, tried again while that may help.
Result<Credentials> ask(const TokenService &service, const RoleRequest &role, const QString &action, QueryList fields,
                        const Credentials *keys, const std::stop_token &stop)
{
    fields.emplaceBack("Action", action.toLatin1());
    fields.emplaceBack("Version", "2011-06-15");
    fields.emplaceBack("RoleArn", role.roleArn.toUtf8());
    const QString made = u"millrace-%1"_s.arg(QDateTime::currentSecsSinceEpoch());
    fields.emplaceBack("RoleSessionName", (role.sessionName.isEmpty() ? made : role.sessionName).toUtf8());
    if (role.durationSeconds > 0)
        fields.emplaceBack("DurationSeconds", QByteArray::number(role.durationSeconds));
    const QByteArray form = SigV4Signer::canonicalQuery(fields);

    Error error;
    for (int tries = 1;; ++tries) {
        bool mayPass = false;
        if (const Result<SmallAnswer> answer = post(service, form, keys, stop); !answer) {
            error = answer.error();
            mayPass = error.kind == ErrorKind::Timeout || error.cause == ErrorCause::ConnectionLost;
        } else if (answer->status == 200) {
            Result<Credentials> read = readAnswer(answer->body, action);
            if (read)
                return read;
            error = Error::make(ErrorKind::Auth, ErrorCause::None, read.error().message);
        } else {
            Refusal refusal = refusalOf(*answer);
            error = std::move(refusal.error);
            mayPass = refusal.mayPass;
        }
        if (error.kind == ErrorKind::Cancelled)
            return fail(error);
        if (!mayPass || tries == mostTries)
            break;
        waitBeforeAsking(backoff(tries, error, *QRandomGenerator::global()), stop);
    }
    error.cause = ErrorCause::None; // the causes' own sentences speak of S3
    error.message = u"%1 asks for the role %2, which %3 did not give: %4"_s.arg(role.who, role.roleArn, hostOf(service),
                                                                             error.message);
    return fail(error);
}

} // namespace

Result<Credentials> assumeRole(const TokenService &service, const RoleRequest &role, const Credentials &keys,
                               const std::stop_token &stop)
{
    QueryList fields;
    if (!role.externalId.isEmpty())
        fields.emplaceBack("ExternalId", role.externalId.toUtf8());
    return ask(service, role, u"AssumeRole"_s, std::move(fields), &keys, stop);
}

Result<Credentials> assumeRoleWithWebIdentity(const TokenService &service, const RoleRequest &role, const QString &tokenFile,
                                              const std::stop_token &stop)
{
    QFile file(tokenFile);
    const bool open = file.open(QIODevice::ReadOnly);
    const QByteArray token = open ? file.read(mostOfAToken).trimmed() : QByteArray();
    if (token.isEmpty()) {
        Error e = Error::make(ErrorKind::Config, ErrorCause::None,
                              u"%1 names the web identity token file %2, which %3"_s.arg(
                                  role.who, tokenFile, open ? u"is empty"_s : u"cannot be read: "_s + file.errorString()));
        return fail(e);
    }
    return ask(service, role, u"AssumeRoleWithWebIdentity"_s, {{"WebIdentityToken", token}}, nullptr, stop);
}

} // namespace millrace
