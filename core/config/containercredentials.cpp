// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/containercredentials.h"

#include "config/blockinghttp.h"
#include "config/credentialsjson.h"

#include <QFile>
#include <QHostAddress>
#include <QUrl>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr int mostTries = 3;
constexpr std::chrono::milliseconds tryTimeout{2'000}, betweenTries{200};

const QString relativeUri = u"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"_s;
const QString fullUri = u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s;

tl::unexpected<Error> unusable(const QString &variable, const QString &why)
{
    return fail(ErrorKind::Config, ErrorCause::None, variable + u' ' + why);
}

/// Whether a token may go there unencrypted.
bool isNearby(const QString &host)
{
    if (host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return address.isLoopback() || address == QHostAddress(u"169.254.170.2"_s) || address == QHostAddress(u"169.254.170.23"_s)
        || address == QHostAddress(u"fd00:ec2::23"_s);
}

Result<QByteArray> urlOf(const QProcessEnvironment &environment, const QString &variable)
{
    const QString value = environment.value(variable).trimmed();
    if (variable == relativeUri) {
        const QUrl url(u"http://169.254.170.2"_s + value, QUrl::StrictMode);
        if (!value.startsWith(u'/') || !url.isValid() || url.host() != u"169.254.170.2"_s)
            return unusable(variable, u"is not a path that begins with \"/\""_s);
        return url.toEncoded(QUrl::RemoveFragment);
    }
    const QUrl url(value, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty()
        || (url.scheme() != u"http"_s && url.scheme() != u"https"_s))
        return unusable(variable, u"is not an http or https URL"_s);
    if (url.scheme() == u"http"_s && !isNearby(url.host()))
        return unusable(variable, u"names the host %1 by plain http, which only this machine and the addresses of ECS and EKS "
                                  "may be asked by: use https"_s.arg(url.host()));
    return url.toEncoded(QUrl::RemoveFragment);
}

Result<QByteArray> tokenOf(const QProcessEnvironment &environment)
{
    const QString fileVariable = u"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"_s;
    const QString variable = u"AWS_CONTAINER_AUTHORIZATION_TOKEN"_s;
    const QString name = environment.value(fileVariable);
    QByteArray token = environment.value(variable).toUtf8();
    if (!name.isEmpty()) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return unusable(fileVariable, u"names a file that cannot be read: "_s + file.errorString());
        token = file.read(64 * 1024);
    }
    token = token.trimmed();
    // A line end in it would begin another header.
    if (std::any_of(token.cbegin(), token.cend(), [](char c) { return uchar(c) < ' ' || c == 0x7f; }))
        return unusable(name.isEmpty() ? variable : fileVariable, u"holds line ends or control characters"_s);
    return token;
}

} // namespace

QString containerVariable(const QProcessEnvironment &environment)
{
    for (const QString &name : {relativeUri, fullUri})
        if (!environment.value(name).trimmed().isEmpty())
            return name;
    return {};
}

Result<Credentials> containerCredentials(const QProcessEnvironment &environment, const QString &caBundle,
                                         const std::stop_token &stop)
{
    const QString variable = containerVariable(environment);
    if (variable.isEmpty())
        return unusable(fullUri, u"and %1 are not set: this is no container with credentials of its own"_s.arg(relativeUri));
    const Result<QByteArray> url = urlOf(environment, variable);
    if (!url)
        return fail(url.error());
    const Result<QByteArray> token = tokenOf(environment);
    if (!token)
        return fail(token.error());
    SmallRequest request;
    request.url = *url;
    request.headers = {{"Accept", "application/json"}};
    if (!token->isEmpty())
        request.headers.emplaceBack("Authorization", *token);
    request.caBundle = caBundle;
    request.timeout = tryTimeout;

    const QString who = u"the container's credential service (%1, of %2) "_s.arg(
        QUrl::fromEncoded(*url).authority(), variable);
    for (int tries = 1;; ++tries) {
        const Result<SmallAnswer> answer = askSmall(request, stop);
        if (!answer && answer.error().kind == ErrorKind::Cancelled)
            return fail(answer.error());
        if (answer && answer->status == 200) {
            Result<Credentials> keys = credentialsFromJson(answer->body);
            if (!keys) {
                keys.error().cause = ErrorCause::None; // there are credentials to be had, but not there
                keys.error().message.prepend(who);
            }
            return keys;
        }
        const bool refused =
            answer ? answer->status < 500 && answer->status != 429 : answer.error().cause == ErrorCause::ConnectionRefused;
        if (!refused && tries < mostTries) {
            waitBeforeAsking(tries * betweenTries, stop);
            continue;
        }
        Error error = Error::make(ErrorKind::Auth, ErrorCause::None,
                                  answer ? who + u"refused"_s : who + u"could not be asked: "_s + answer.error().message);
        if (answer) {
            error.httpStatus = answer->status;
            if (answer->status == 401 || answer->status == 403)
                error.message += u": AWS_CONTAINER_AUTHORIZATION_TOKEN or its file is missing or not valid"_s;
        }
        return fail(error);
    }
}

} // namespace millrace
