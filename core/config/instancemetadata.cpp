// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/instancemetadata.h"

#include "config/blockinghttp.h"
#include "config/credentialsjson.h"
#include "s3/uri.h"

#include <QUrl>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// Once the service has answered it is there, and worth more than one try.
constexpr int triesOfAnInstance = 3;
constexpr auto path = "/latest/meta-data/iam/security-credentials/";

tl::unexpected<Error> missing(const QString &why)
{
    return fail(ErrorKind::Auth, ErrorCause::CredentialsMissing, why);
}

int numberFrom(const QProcessEnvironment &environment, const QString &name, int usual, int most)
{
    bool ok = false;
    const int value = environment.value(name).trimmed().toInt(&ok);
    return ok && value > 0 ? std::min(value, most) : usual;
}

QString setting(const QProcessEnvironment &environment, const AwsSettings &profile, const QString &variable, const QString &name)
{
    const QString value = environment.value(variable).trimmed();
    return value.isEmpty() ? profile.value(name).trimmed() : value;
}

Result<QByteArray> addressOf(const QProcessEnvironment &environment, const AwsSettings &profile)
{
    const QString given =
        setting(environment, profile, u"AWS_EC2_METADATA_SERVICE_ENDPOINT"_s, u"ec2_metadata_service_endpoint"_s);
    if (given.isEmpty()) {
        const QString mode = setting(environment, profile, u"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"_s,
                                     u"ec2_metadata_service_endpoint_mode"_s);
        return mode.compare(u"ipv6"_s, Qt::CaseInsensitive) == 0 ? QByteArray("http://[fd00:ec2::254]")
                                                                 : QByteArray("http://169.254.169.254");
    }
    const QUrl url(given, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"http"_s && url.scheme() != u"https"_s)
        || !url.userInfo().isEmpty() || url.hasQuery())
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"AWS_EC2_METADATA_SERVICE_ENDPOINT is not a URL such as http://169.254.169.254"_s);
    QByteArray address = url.toEncoded(QUrl::RemoveFragment);
    while (address.endsWith('/'))
        address.chop(1);
    return address;
}

class Service
{
public:
    Service(QByteArray address, std::chrono::milliseconds timeout, const std::stop_token &stop)
        : m_address(std::move(address)), m_timeout(timeout), m_stop(stop)
    {
    }

    /// 200 or an error.
    Result<QByteArray> ask(const QByteArray &method, const QByteArray &what, const HeaderList &headers, int tries) const
    {
        SmallRequest request;
        request.method = method;
        request.url = m_address + what;
        request.headers = headers;
        request.timeout = m_timeout;
        for (int made = 1;; ++made) {
            const Result<SmallAnswer> answer = askSmall(request, m_stop);
            if (answer && answer->status == 200)
                return answer->body;
            if (!answer && answer.error().kind == ErrorKind::Cancelled)
                return fail(answer.error());
            const bool refused = answer ? answer->status < 500 : answer.error().cause == ErrorCause::ConnectionRefused;
            if (refused || made >= tries)
                return missing(answer ? u"answered with HTTP status %1"_s.arg(answer->status)
                                      : u"could not be asked: "_s + answer.error().message);
        }
    }

private:
    const QByteArray m_address;
    const std::chrono::milliseconds m_timeout;
    const std::stop_token &m_stop;
};

} // namespace

bool isMetadataDisabled(const QProcessEnvironment &environment)
{
    return environment.value(u"AWS_EC2_METADATA_DISABLED"_s).trimmed().compare(u"true"_s, Qt::CaseInsensitive) == 0;
}

Result<Credentials> instanceCredentials(const QProcessEnvironment &environment, const AwsSettings &profile,
                                        const std::stop_token &stop)
{
    const Result<QByteArray> address = addressOf(environment, profile);
    if (!address)
        return fail(address.error());
    const std::chrono::seconds timeout(numberFrom(environment, u"AWS_METADATA_SERVICE_TIMEOUT"_s, 1, 60));
    const int tries = numberFrom(environment, u"AWS_METADATA_SERVICE_NUM_ATTEMPTS"_s, 1, 10);
    const Service service(*address, timeout, stop);

    const Result<QByteArray> token =
        service.ask("PUT", "/latest/api/token", {{"X-aws-ec2-metadata-token-ttl-seconds", "21600"}}, tries);
    if (!token)
        return fail(token.error());
    const QByteArray word = token->trimmed();
    // It goes into a header: a web page or the like is not sent back.
    if (word.isEmpty() || word.size() > 4096
        || std::any_of(word.cbegin(), word.cend(), [](char c) { return c <= ' ' || c > '~'; }))
        return missing(u"answered with something else than a token"_s);
    const HeaderList proof{{"X-aws-ec2-metadata-token", word}};
    const int more = std::max(tries, triesOfAnInstance);

    const Result<QByteArray> roles = service.ask("GET", path, proof, more);
    const QByteArray role = roles ? roles->split('\n').first().trimmed() : QByteArray();
    if (!roles && roles.error().kind == ErrorKind::Cancelled)
        return fail(roles.error());
    if (role.isEmpty() || role.contains('<'))
        return missing(roles ? u"names no role of this instance"_s : roles.error().message + u" when asked for a role"_s);
    const Result<QByteArray> json = service.ask("GET", path + uriEncode(role, false), proof, more);
    if (!json)
        return fail(json.error());
    return credentialsFromJson(*json);
}

} // namespace millrace
