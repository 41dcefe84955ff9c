// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandclient.h"
#include "cli/errortext.h"
#include "cli/exitcode.h"
#include "cli/listwriter.h"
#include "cli/optionvalues.h"
#include "cli/source.h"
#include "cli/verbrun.h"
#include "s3/s3client.h"
#include "transfer/keyfilter.h"

#include <QCoreApplication>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace millrace {

static const OptionTable &listOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"What and how"_s,
               {{{u"recursive"_s, u"r"_s}, {}, u"go into folders"_s, {}},
                {{u"format"_s}, u"FORM"_s,
                 u"long (time, size, key), plain (keys only), tree (always recursive) or json (JSON Lines)"_s, u"long"_s},
                {{u"json"_s}, {}, u"the same as --format json"_s, {}},
                {{u"bytes"_s}, {}, u"sizes as plain numbers"_s, {}},
                {{u"include"_s}, u"GLOB"_s, u"only keys that match; \"*\" crosses \"/\"; may be repeated"_s, {}},
                {{u"exclude"_s}, u"GLOB"_s, u"no keys that match; may be repeated"_s, {}}}});
        t.add(connectionOptions());
        t.add({u"Output"_s,
               {{{u"quiet"_s, u"q"_s}, {}, u"no summary line"_s, {}},
                {{u"verbose"_s, u"v"_s}, {}, u"also say where the credentials came from"_s, {}},
                {{u"color"_s, u"colour"_s}, u"WHEN"_s, u"auto, always or never; NO_COLOR is honoured"_s, u"auto"_s},
                {{u"help"_s, u"h"_s}, {}, u"this text"_s, {}}}});
        return t;
    }();
    return table;
}

static QString listIntro()
{
    return u"Usage: millrace-cli list [s3://BUCKET/PREFIX] [flags]\n"
           "\n"
           "Shows the folders and objects under a prefix, or the buckets where none is named. Output comes page by page,\n"
           "however many keys there are.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli list\n"
           "  millrace-cli list s3://my-bucket/data/ --recursive --format plain\n"
           "  millrace-cli list 's3://my-bucket/logs/*.gz'\n"_s;
}

namespace {
struct ListJob
{
    Source source;
    bool buckets = false;
    bool recursive = false;
    KeyFilter filter;
};

/// Asks page after page and hands each to the writer; nothing is kept between pages.
class Lister : public QObject
{
public:
    Lister(ListJob job, ListWriter &writer, S3Client &client, Console &console)
        : m_job(std::move(job)), m_writer(writer), m_client(client), m_console(console)
    {
    }

    void start()
    {
        if (m_job.buckets) {
            m_client.listBuckets([this](Result<QStringList> names) {
                if (!names)
                    return finish(names.error());
                m_console.outBytes(m_writer.buckets(*names));
                QCoreApplication::exit(int(ExitCode::Ok));
            });
            return;
        }
        ask({});
    }

private:
    void ask(const QByteArray &token)
    {
        ListRequest request;
        request.bucket = m_job.source.bucket;
        request.prefix = m_job.source.key;
        request.delimiter = m_job.recursive ? QString() : u"/"_s;
        request.continuationToken = token;
        m_client.list(request, [this](Result<ListPage> page) { onPage(std::move(page)); });
    }

    void onPage(Result<ListPage> page)
    {
        if (!page)
            return finish(page.error());
        page->objects.removeIf([this](const ObjectInfo &object) { return !m_job.filter.accepts(object.key); });
        m_console.outBytes(m_writer.page(*page));
        // Shown as it comes, and a reader that has gone away ("| head") ends the work.
        m_console.flush();
        if (m_console.outIsBroken())
            return QCoreApplication::exit(int(ExitCode::Ok));
        if (!page->continuationToken.isEmpty())
            return ask(page->continuationToken);
        m_console.outBytes(m_writer.end());
        if (m_writer.isEmpty() && !m_job.source.key.isEmpty()) {
            Error error = Error::make(ErrorKind::NotFound, ErrorCause::None, u"nothing is under this prefix"_s);
            error.bucket = m_job.source.bucket;
            error.key = m_job.source.kind == Source::Kind::Glob ? m_job.source.glob : m_job.source.key;
            return finish(error);
        }
        if (!m_console.isQuiet())
            m_console.err(m_writer.summary());
        QCoreApplication::exit(int(ExitCode::Ok));
    }

    void finish(const Error &error)
    {
        m_console.flush();
        if (error.kind != ErrorKind::Cancelled)
            m_console.error(errorLine(error));
        QCoreApplication::exit(int(exitCodeFor(error)));
    }

    const ListJob m_job;
    ListWriter &m_writer;
    S3Client &m_client;
    Console &m_console;
};
} // namespace

static Result<ListJob> parseJob(const Arguments &arguments, OptionValues &values, ListFormat format)
{
    ListJob job;
    if (arguments.positional().size() > 1)
        values.reject(u"one prefix is listed at a time; \"%1\" is one too many"_s.arg(arguments.positional().at(1)));
    QString where = arguments.positional().value(0);
    if (!where.isEmpty() && !Source::isUrl(where))
        where = u"s3://"_s + where;
    if (values.error())
        return fail(*values.error());
    QStringList include = values.texts(u"include"_s);
    if (where.isEmpty() || where == u"s3://") {
        job.buckets = true;
    } else {
        const Result<Source> source = Source::parse(where);
        if (!source)
            return fail(source.error());
        if (source->kind == Source::Kind::Url)
            return fail(ErrorKind::Config, ErrorCause::None,
                        u"list takes s3://bucket/prefix; the service's URL goes into --endpoint-url"_s);
        job.source = *source;
        if (source->kind == Source::Kind::Glob)
            include += source->glob;
    }
    const Result<KeyFilter> filter = KeyFilter::make(include, values.texts(u"exclude"_s));
    if (!filter)
        return fail(filter.error());
    job.filter = *filter;
    job.recursive = values.has(u"recursive"_s) || format == ListFormat::Tree || job.source.kind == Source::Kind::Glob;
    return job;
}

int runList(const Words &words, Console &console)
{
    if (showHelp(words, listOptions(), listIntro(), console))
        return int(ExitCode::Ok);
    const Result<Arguments> arguments = Arguments::parse(listOptions(), words, u"list"_s);
    if (!arguments)
        return failWith(console, arguments.error());
    OptionValues values(*arguments);
    const ConnectionOptions options = readConnection(values);
    ListFormat format = values.has(u"json"_s) ? ListFormat::Json : ListFormat::Long;
    if (const auto named = values.choice(u"format"_s, {u"long"_s, u"plain"_s, u"tree"_s, u"json"_s}))
        format = ListFormat(*named);
    if (const auto mode = values.choice(u"color"_s, {u"auto"_s, u"always"_s, u"never"_s}))
        console.setColour(ColourMode(*mode));
    console.setQuiet(values.has(u"quiet"_s));
    console.setVerbose(values.has(u"verbose"_s));
    const Result<ListJob> job = parseJob(*arguments, values, format);
    if (!job)
        return failWith(console, job.error());
    warnOfSecrets(values, console);

    const auto client = CommandClient::open(options, console);
    if (!client)
        return failWith(console, client.error());
    ListWriter writer(format, job->source.key.left(job->source.key.lastIndexOf(u'/') + 1), values.has(u"bytes"_s),
                      console.outColour());
    Lister lister(*job, writer, (*client)->client(), console);
    return (*client)->exec([&lister] { lister.start(); }, [] { QCoreApplication::exit(int(ExitCode::Interrupted)); });
}

} // namespace millrace
