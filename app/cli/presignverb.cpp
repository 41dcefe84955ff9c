// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/connectionflags.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/optionvalues.h"
#include "cli/source.h"
#include "cli/verbrun.h"
#include "report/orderedjson.h"
#include "s3/s3session.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {

static const OptionTable &presignOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"The link"_s,
               {{{u"expires"_s}, u"TIME"_s, u"how long it works, such as 15m, 1h or 7d (the most there is)"_s, u"1h"_s},
                {{u"method"_s}, u"NAME"_s, u"what it allows: GET, PUT, HEAD or DELETE"_s, u"GET"_s},
                {{u"version-id"_s}, u"ID"_s, u"this version of the object"_s, {}},
                {{u"json"_s}, {}, u"print JSON with the time it ends"_s, {}}}});
        t.add(connectionOptions());
        t.add({u"Output"_s, {{{u"help"_s, u"h"_s}, {}, u"this text"_s, {}}}});
        return t;
    }();
    return table;
}

static QString presignIntro()
{
    return u"Usage: millrace-cli presign s3://BUCKET/KEY [flags]\n"
           "\n"
           "Prints a URL that gives whoever has it access to one object for some time, with your rights and without your\n"
           "credentials. Nothing is asked of the server: a link to an object that does not exist can be made.\n"
           "\n"
           "Example:\n"
           "  millrace-cli presign s3://my-bucket/report.pdf --expires 7d\n"_s;
}

namespace {
struct PresignJob
{
    S3Request request;
    std::chrono::seconds expires = 1h;
};
} // namespace

static Result<PresignJob> parseJob(const Arguments &arguments, OptionValues &values)
{
    PresignJob job;
    if (const auto time = values.duration(u"expires"_s, 1s, 7 * 24h))
        job.expires = std::chrono::duration_cast<std::chrono::seconds>(*time);
    const QStringList methods{u"get"_s, u"put"_s, u"head"_s, u"delete"_s};
    if (const auto method = values.choice(u"method"_s, methods))
        job.request.method = methods.at(*method).toUpper().toLatin1();
    if (const auto version = values.nonEmpty(u"version-id"_s))
        job.request.query += {"versionId", version->toUtf8()};
    if (arguments.positional().size() != 1)
        values.reject(u"name exactly one object, such as s3://bucket/key"_s);
    if (values.error())
        return fail(*values.error());
    const Result<Source> source = Source::parse(arguments.positional().constFirst(), false);
    if (!source)
        return fail(source.error());
    if (source->kind == Source::Kind::Url || source->key.isEmpty())
        return fail(ErrorKind::Config, ErrorCause::None, u"\"%1\" names no object: s3://bucket/key is needed"_s.arg(
                                                             arguments.positional().constFirst()));
    job.request.bucket = source->bucket;
    job.request.key = source->key;
    return job;
}

int runPresign(const Words &words, Console &console)
{
    if (showHelp(words, presignOptions(), presignIntro(), console))
        return int(ExitCode::Ok);
    const Result<Arguments> arguments = Arguments::parse(presignOptions(), words, u"presign"_s);
    if (!arguments)
        return failWith(console, arguments.error());
    OptionValues values(*arguments);
    const ConnectionOptions options = readConnection(values);
    const Result<PresignJob> job = parseJob(*arguments, values);
    if (!job)
        return failWith(console, job.error());
    warnOfSecrets(values, console);
    const Result<Connection> connection = connectionFrom(options, true);
    if (!connection)
        return failWith(console, connection.error());
    if (connection->credentials.isEmpty() || connection->credentials.anonymous)
        return failWith(console, Error::make(ErrorKind::Auth, ErrorCause::CredentialsMissing,
                                  u"a link is signed with credentials"_s));

    const QDateTime end = QDateTime::currentDateTimeUtc().addSecs(job->expires.count());
    const std::optional<QDateTime> &sessionEnd = connection->credentials.expiration;
    if (sessionEnd && *sessionEnd < end)
        console.warn(u"the credentials end at %1, and the link with them"_s.arg(sessionEnd->toString(Qt::ISODate)));
    else if (!sessionEnd && !connection->credentials.sessionToken.isEmpty())
        console.warn(u"these are temporary credentials: the link ends with them, whatever --expires says"_s);

    const S3Session session(*connection);
    const QByteArray url = S3Signer(session).presign(job->request, job->expires);
    if (values.has(u"json"_s))
        console.outBytes(compactText({{"url", url.toStdString()},
                                      {"method", job->request.method.toStdString()},
                                      {"expires_at", toJson(end.toString(Qt::ISODate))}}) + '\n');
    else
        console.outBytes(url + '\n');
    return int(ExitCode::Ok);
}

} // namespace millrace
