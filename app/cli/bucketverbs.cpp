// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandclient.h"
#include "cli/errortext.h"
#include "cli/exitcode.h"
#include "cli/printable.h"
#include "cli/question.h"
#include "cli/verbrun.h"
#include "report/orderedjson.h"
#include "s3/bucketrequests.h"
#include "s3/uri.h"

using namespace Qt::StringLiterals;

namespace millrace {

static OptionTable bucketOptions(bool make)
{
    OptionTable t;
    if (!make)
        t.add({u"How"_s, {{{u"yes"_s, u"y"_s}, {}, u"do not ask"_s, {}}}});
    t.add(connectionOptions());
    t.add(commandOutputOptions());
    return t;
}

static QString makeIntro()
{
    return u"Usage: millrace-cli make-bucket s3://BUCKET [flags]\n"
           "\n"
           "Makes a bucket. One that is there already and yours is left as it is, and that is no failure.\n"
           "--region says where it is to be; without it, it goes where AWS_REGION or the profile says on AWS, and elsewhere\n"
           "where the service puts it.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli make-bucket s3://my-bucket --region eu-north-1\n"_s;
}

static QString removeIntro()
{
    return u"Usage: millrace-cli remove-bucket s3://BUCKET [flags]\n"
           "\n"
           "Removes a bucket, which must be empty. Asks before it does; in a script pass --yes.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli remove s3://my-bucket --recursive\n"
           "  millrace-cli remove-bucket s3://my-bucket\n"_s;
}

namespace {

/// One bucket made or removed. Ends the event loop with the exit code.
class BucketRun
{
public:
    BucketRun(CommandClient &client, Console &console, QString bucket, bool json)
        : m_client(client), m_console(console), m_question(console), m_bucket(std::move(bucket)), m_json(json)
    {
    }

    void make(const QString &region)
    {
        // A second PUT of one's own bucket is answered 200 by some and 409 by others; only asking first tells.
        m_client.client().send(bucketRequest("HEAD", m_bucket), [this, region](const Result<S3Response> &there) {
            const bool known = there.has_value();
            m_client.client().send(createBucketRequest(m_bucket, region),
                                   [this, known](const Result<S3Response> &made) {
                if (!made && made.error().s3Code != u"BucketAlreadyOwnedByYou") {
                    failed(made.error());
                    return;
                }
                const bool existed = known || !made;
                done(existed ? "exists" : "made",
                     existed ? u"s3://%1 exists already and is yours."_s.arg(m_bucket)
                             : u"Made s3://%1."_s.arg(m_bucket));
            });
        });
    }

    void remove(bool asks)
    {
        if (!asks) {
            removeNow();
            return;
        }
        m_question.ask(u"Remove the bucket s3://%1?"_s.arg(m_bucket), [this](bool yes) {
            if (yes) {
                removeNow();
                return;
            }
            m_console.err(u"Nothing was removed."_s);
            QCoreApplication::exit(int(ExitCode::Ok));
        });
    }

private:
    void removeNow()
    {
        m_client.client().send(bucketRequest("DELETE", m_bucket), [this](const Result<S3Response> &gone) {
            if (gone)
                done("removed", u"Removed s3://%1."_s.arg(m_bucket));
            else
                failed(gone.error());
        });
    }

    void done(const char *event, const QString &text)
    {
        if (m_json)
            m_console.outBytes(compactText({{"event", event}, {"bucket", toJson(m_bucket)}}) + '\n');
        else if (!m_console.isQuiet())
            m_console.err(text);
        QCoreApplication::exit(int(ExitCode::Ok));
    }

    void failed(Error error)
    {
        error.bucket = m_bucket;
        if (error.s3Code == u"BucketNotEmpty") {
            error.kind = ErrorKind::Conflict;
            error.cause = ErrorCause::None;
            error.message = u"the bucket is not empty: remove what is in it with \"millrace-cli remove s3://%1 --recursive\" and "
                            "\"uploads abort\" first; where versions are kept, older ones count too, and the desktop application "
                            "lists and deletes them"_s.arg(m_bucket);
        } else if (error.s3Code == u"BucketAlreadyExists") {
            error.kind = ErrorKind::Conflict;
            error.cause = ErrorCause::None;
            error.message = u"the name is taken by somebody else: choose another"_s;
        }
        if (m_json)
            m_console.outBytes(compactText({{"event", "error"}, {"error", toJson(error)}}) + '\n');
        m_console.error(errorLine(error));
        QCoreApplication::exit(int(exitCodeFor(error)));
    }

    CommandClient &m_client;
    Console &m_console;
    Question m_question;
    const QString m_bucket;
    const bool m_json;
};

int runBucketVerb(const Words &words, Console &console, bool make)
{
    const OptionTable options = bucketOptions(make);
    if (wantsHelp(words)) {
        console.outBytes(options.help(make ? makeIntro() : removeIntro(), console.width()).toUtf8());
        return int(ExitCode::Ok);
    }
    const QString verb = make ? u"make-bucket"_s : u"remove-bucket"_s;
    const Result<Arguments> arguments = Arguments::parse(options, words, verb);
    if (!arguments)
        return failWith(console, arguments.error());
    OptionValues values(*arguments);
    const ConnectionOptions connection = readConnection(values);
    const bool json = readCommandOutput(values, console);
    QString region = make ? values.nonEmpty(u"region-name"_s).value_or(QString()) : QString();
    if (values.error())
        return failWith(console, *values.error());
    const Result<S3Uri> uri = S3Uri::parse(arguments->positional().value(0));
    if (arguments->positional().size() != 1 || (uri && !uri->key.isEmpty()))
        return failWith(console, Error::make(ErrorKind::Config, ErrorCause::None,
                                  u"\"%1\" needs one bucket, such as s3://my-bucket"_s.arg(verb)));
    if (!uri)
        return failWith(console, uri.error());
    const bool asks = !make && !values.has(u"yes"_s);
    if (asks && !Question::possible())
        return failWith(console, Question::refusal(verb));
    warnOfSecrets(values, console);
    const auto client = CommandClient::open(connection, console);
    if (!client)
        return failWith(console, client.error());
    if (region.isEmpty() && (*client)->connection().endpoint.isEmpty())
        region = (*client)->connection().region;
    BucketRun run(**client, console, uri->bucket, json);
    return (*client)->exec([&] { make ? run.make(region) : run.remove(asks); },
                           [] { QCoreApplication::exit(int(ExitCode::Interrupted)); });
}

} // namespace

int runMakeBucket(const Words &words, Console &console)
{
    return runBucketVerb(words, console, true);
}

int runRemoveBucket(const Words &words, Console &console)
{
    return runBucketVerb(words, console, false);
}

} // namespace millrace
