// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandclient.h"
#include "cli/errortext.h"
#include "cli/exitcode.h"
#include "cli/stattable.h"
#include "cli/verbrun.h"
#include "s3/bucketrequests.h"
#include "s3/errorparser.h"
#include "s3/uri.h"

using namespace Qt::StringLiterals;

namespace millrace {

static const OptionTable &statOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"Which"_s, {{{u"version-id"_s}, u"ID"_s, u"this version of the object"_s, u"the latest"_s}}});
        t.add(connectionOptions());
        t.add(commandOutputOptions());
        return t;
    }();
    return table;
}

static QString statIntro()
{
    return u"Usage: millrace-cli stat s3://BUCKET[/KEY] [flags]\n"
           "\n"
           "Shows all that the server tells of an object: size, times, checksums, parts, storage class, encryption, user\n"
           "metadata, tags; or of a bucket: region and versioning.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli stat s3://my-bucket/images/disk.img\n"
           "  millrace-cli stat s3://my-bucket --json\n"_s;
}

namespace {

/// Asks what is to be known and prints it. Ends the event loop with the exit code.
class StatRun
{
public:
    StatRun(S3Client &client, Console &console, S3Uri uri, QString version, bool json)
        : m_client(client), m_console(console), m_uri(std::move(uri)), m_version(std::move(version)), m_json(json)
    {
    }

    void start()
    {
        if (m_uri.key.isEmpty()) {
            askBucket();
            return;
        }
        m_client.head(m_uri.bucket, m_uri.key, m_version, 0, [this](const Result<ObjectHead> &head) {
            if (!head)
                return failed(head.error());
            m_object.uri = m_uri;
            m_object.head = *head;
            askParts();
        });
    }

private:
    void askParts()
    {
        m_client.head(m_uri.bucket, m_uri.key, m_object.head.info.versionId, 1,
                      [this](const Result<ObjectHead> &part) {
            // Of servers that do not know partNumber only the ETag says how many there are.
            if (part && part->info.etag == m_object.head.info.etag)
                m_object.parts = headerValue(part->headers, "x-amz-mp-parts-count").toInt();
            askTags();
        });
    }

    void askTags()
    {
        m_client.send(getTaggingRequest(m_uri.bucket, m_uri.key, m_object.head.info.versionId),
                      [this](const Result<S3Response> &response) {
            if (response) {
                if (const Result<TagList> tags = parseTagging(response->body))
                    m_object.tags = *tags;
            }
            m_console.outBytes(m_json ? objectJson(m_object) : objectTable(m_object));
            QCoreApplication::exit(int(ExitCode::Ok));
        });
    }

    void askBucket()
    {
        m_bucket.name = m_uri.bucket;
        m_client.send(bucketRequest("HEAD", m_uri.bucket), [this](const Result<S3Response> &head) {
            if (head)
                m_bucket.region = QString::fromLatin1(head->header("x-amz-bucket-region"));
            m_client.send(bucketRequest("GET", m_uri.bucket, "location"),
                          [this, there = head.has_value()](const Result<S3Response> &response) {
                // An answer to HEAD has no body: why it was refused is told here.
                if (!response && !there)
                    return failed(response.error());
                if (response && m_bucket.region.isEmpty())
                    m_bucket.region = parseLocation(response->body).value_or(QString());
                askVersioning();
            });
        });
    }

    void askVersioning()
    {
        m_client.send(bucketRequest("GET", m_uri.bucket, "versioning"), [this](const Result<S3Response> &response) {
            if (response) {
                if (const Result<QString> status = parseVersioning(response->body))
                    m_bucket.versioning = status->isEmpty() ? u"off"_s : status->toLower();
            }
            m_console.outBytes(m_json ? bucketJson(m_bucket) : bucketTable(m_bucket));
            QCoreApplication::exit(int(ExitCode::Ok));
        });
    }

    void failed(Error error)
    {
        error.bucket = m_uri.bucket;
        error.key = m_uri.key;
        m_console.error(errorLine(error));
        QCoreApplication::exit(int(exitCodeFor(error)));
    }

    S3Client &m_client;
    Console &m_console;
    const S3Uri m_uri;
    const QString m_version;
    const bool m_json;
    ObjectFacts m_object;
    BucketFacts m_bucket;
};

} // namespace

int runStat(const Words &words, Console &console)
{
    if (showHelp(words, statOptions(), statIntro(), console))
        return int(ExitCode::Ok);
    const Result<Arguments> arguments = Arguments::parse(statOptions(), words, u"stat"_s);
    if (!arguments)
        return failWith(console, arguments.error());
    OptionValues values(*arguments);
    const ConnectionOptions connection = readConnection(values);
    const bool json = readCommandOutput(values, console);
    const QString version = values.nonEmpty(u"version-id"_s).value_or(QString());
    if (values.error())
        return failWith(console, *values.error());
    if (arguments->positional().size() != 1)
        return failWith(console, Error::make(ErrorKind::Config, ErrorCause::None,
                                  u"\"stat\" needs one object or bucket, such as s3://bucket/key"_s));
    const Result<S3Uri> uri = S3Uri::parse(arguments->positional().first());
    if (!uri)
        return failWith(console, uri.error());
    warnOfSecrets(values, console);
    const auto client = CommandClient::open(connection, console);
    if (!client)
        return failWith(console, client.error());
    StatRun run((*client)->client(), console, *uri, version, json);
    return (*client)->exec([&run] { run.start(); }, [] { QCoreApplication::exit(int(ExitCode::Interrupted)); });
}

} // namespace millrace
