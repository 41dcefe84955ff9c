// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serveflags.h"

#include "cli/optionvalues.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {

QString serveIntro()
{
    return u"Usage: millrace-cli serve FOLDER [flags]\n"
           "\n"
           "Offers FOLDER as a bucket of a small S3 endpoint: for trying things out, for tests, and to measure the network\n"
           "between two machines. Prints how to connect, and serves until Ctrl-C.\n"
           "\n"
           "Keys are taken from MILLRACE_SERVE_ACCESS_KEY and MILLRACE_SERVE_SECRET_KEY, or made up and printed.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli serve ./data --read-only\n"
           "  millrace-cli serve --synthetic-keys 4x1GiB --bind 0.0.0.0 --tls\n"_s;
}

const OptionTable &serveOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"What"_s,
               {{{u"bucket"_s}, u"NAME"_s, u"name of the bucket"_s, u"from the folder's name"_s},
                {{u"folders-as-buckets"_s}, {}, u"every subfolder of FOLDER is a bucket; buckets can be made"_s, {}},
                {{u"synthetic-keys"_s}, u"[PREFIX:]NxSIZE"_s,
                 u"also N generated objects that take no disk, such as small/:5000x16KiB; may be repeated"_s, {}},
                {{u"read-only"_s}, {}, u"refuse every write"_s, {}}}});
        t.add({u"Where and to whom"_s,
               {{{u"port"_s}, u"N"_s, u"0 takes any free port"_s, u"9000"_s},
                {{u"bind"_s}, u"ADDRESS"_s, u"0.0.0.0 or :: lets other machines in"_s, u"127.0.0.1"_s},
                {{u"tls"_s}, {}, u"https, with a certificate made at start unless one is given"_s, {}},
                {{u"cert-file"_s}, u"FILE"_s, u"PEM certificate, chain included"_s, {}},
                {{u"key-file"_s}, u"FILE"_s, u"PEM private key of that certificate"_s, {}},
                {{u"tls-name"_s}, u"NAME"_s, u"further host name or address of the made certificate; may be repeated"_s,
                 {}},
                {{u"ca-out"_s}, u"FILE"_s, u"write the made certificate there, for --ca-bundle"_s, u"a temporary file"_s},
                {{u"anonymous"_s}, {}, u"let requests without a signature in"_s, {}},
                {{u"region"_s}, u"NAME"_s, u"refuse signatures for another region"_s, u"any will do"_s},
                {{u"threads"_s}, u"N"_s, u"serving threads"_s, u"one a processor"_s}}});
        t.add({u"Faults and limits, for tests"_s,
               {{{u"faults"_s}, u"FILE"_s, u"JSON script of what to do wrong, and when"_s, {}},
                {{u"latency-ms"_s}, u"MS"_s, u"wait before every answer"_s, {}},
                {{u"rate-per-connection"_s}, u"SIZE"_s, u"bytes a second and connection, such as 10MiB"_s, {}},
                {{u"throttle-above"_s}, u"N"_s, u"503 SlowDown with more requests in flight"_s, {}}}});
        t.add({u"Output"_s,
               {{{u"json"_s}, {}, u"one line of JSON on standard output once it listens, one at the end"_s, {}},
                {{u"quiet"_s, u"q"_s}, {}, u"errors and warnings only"_s, {}},
                {{u"color"_s, u"colour"_s}, u"WHEN"_s, u"auto, always or never; NO_COLOR is honoured"_s, u"auto"_s},
                {{u"help"_s, u"h"_s}, {}, u"this text"_s, {}}}});
        return t;
    }();
    return table;
}

QString bucketNameFor(const QString &folder)
{
    // 3 to 63 of a-z, 0-9, "-" and "."; dots are avoided because TLS wildcard certificates do not match them.
    static const QRegularExpression others(u"[^a-z0-9]+"_s);
    QString name = QFileInfo(QDir(folder).absolutePath()).fileName().toLower();
    name.replace(others, u"-"_s);
    name = name.left(63);
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.size() < 3 ? u"bucket"_s : name;
}

Result<SyntheticObjects> parseSynthetic(const QString &text, const QString &bucket)
{
    static const QRegularExpression form(u"^(?:(.*):)?(\\d{1,12})x(.+)$"_s);
    const auto match = form.match(text);
    const std::optional<ByteCount> size = match.hasMatch() ? parseBytes(match.captured(3)) : std::nullopt;
    const qint64 count = match.captured(2).toLongLong();
    if (!size || count < 1) {
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"--synthetic-keys cannot be \"%1\": a prefix, a number and a size such as small/:5000x16KiB are "
                    "needed"_s.arg(text));
    }
    SyntheticObjects objects;
    objects.bucket = bucket;
    objects.key = match.captured(1);
    objects.count = count;
    objects.size = *size;
    // With one object the prefix is its whole key; a key that is a folder's name would be of no use.
    if (count == 1 && (objects.key.isEmpty() || objects.key.endsWith(u'/')))
        objects.key += u'1';
    return objects;
}

static QByteArray randomText(int length)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    QByteArray text;
    for (int i = 0; i < length; ++i)
        text += letters[QRandomGenerator::system()->bounded(int(sizeof letters) - 1)];
    return text;
}

static void readFaults(OptionValues &values, FaultOptions &faults)
{
    if (const auto file = values.nonEmpty(u"faults"_s)) {
        Result<FaultOptions> script = FaultOptions::fromFile(*file);
        if (script)
            faults = *script;
        else
            values.reject(u"--faults %1: %2"_s.arg(*file, script.error().message));
    }
    if (const auto ms = values.integer(u"latency-ms"_s, 0, 3'600'000))
        faults.latency = std::chrono::milliseconds(*ms);
    if (const auto rate = values.size(u"rate-per-connection"_s, 1 * KiB, 100 * GiB))
        faults.connectionRate = ByteRate(*rate);
    if (const auto n = values.integer(u"throttle-above"_s, 1, 100'000))
        faults.throttleAbove = int(*n);
}

static void readAddress(OptionValues &values, ServerOptions &server)
{
    server.port = 9000;
    if (const auto port = values.integer(u"port"_s, 0, 65'535))
        server.port = quint16(*port);
    if (const auto address = values.nonEmpty(u"bind"_s)) {
        if (*address == u"localhost")
            server.address = QHostAddress(QHostAddress::LocalHost);
        else if (!server.address.setAddress(*address))
            values.reject(u"--bind cannot be \"%1\": an IP address of this machine is needed, such as 127.0.0.1, "
                          "0.0.0.0 or ::"_s.arg(*address));
    }
    server.tls = values.has(u"tls"_s) || values.has(u"cert-file"_s);
    server.certificateFile = values.text(u"cert-file"_s);
    server.keyFile = values.text(u"key-file"_s);
    if (values.has(u"cert-file"_s) != values.has(u"key-file"_s))
        values.reject(u"--cert-file and --key-file go together"_s);
    server.certificateNames = values.texts(u"tls-name"_s);
    server.anonymous = values.has(u"anonymous"_s);
    server.region = values.text(u"region"_s);
    if (const auto n = values.integer(u"threads"_s, 1, 1024))
        server.threads = int(*n);
}

Result<ServeRequest> parseServe(const QStringList &words)
{
    const Result<Arguments> arguments = Arguments::parse(serveOptions(), words, u"serve"_s);
    if (!arguments)
        return fail(arguments.error());
    OptionValues values(*arguments);
    ServeRequest request;
    request.json = values.has(u"json"_s);
    request.quiet = values.has(u"quiet"_s);
    if (const auto mode = values.choice(u"color"_s, {u"auto"_s, u"always"_s, u"never"_s}))
        request.colour = ColourMode(*mode);
    request.caFile = values.text(u"ca-out"_s);
    readAddress(values, request.server);
    readFaults(values, request.server.faults);
    request.server.readOnly = values.has(u"read-only"_s);

    if (arguments->positional().size() > 1)
        values.reject(u"one folder is served; \"%1\" is one too many"_s.arg(arguments->positional().at(1)));
    request.folder = arguments->positional().value(0);
    if (request.folder.isEmpty() && !values.has(u"synthetic-keys"_s))
        values.reject(u"name the folder to serve, or generated objects with --synthetic-keys"_s);
    if (!request.folder.isEmpty() && !QFileInfo(request.folder).isDir())
        values.reject(u"\"%1\" is no folder"_s.arg(request.folder));

    request.bucket = values.nonEmpty(u"bucket"_s).value_or(
        request.folder.isEmpty() ? u"bucket"_s : bucketNameFor(request.folder));
    for (const QString &text : values.texts(u"synthetic-keys"_s)) {
        const Result<SyntheticObjects> objects = parseSynthetic(text, request.bucket);
        if (objects)
            request.server.synthetic += *objects;
        else
            values.reject(objects.error().message);
    }
    if (values.has(u"folders-as-buckets"_s)) {
        values.exclude(u"folders-as-buckets"_s, u"bucket"_s);
        request.server.bucketRoot = request.folder;
        if (request.server.synthetic.isEmpty())
            request.bucket.clear();
    } else if (!request.folder.isEmpty()) {
        request.server.buckets += ServedBucket{request.bucket, request.folder};
    }
    if (values.error())
        return fail(*values.error());

    Credentials keys;
    keys.accessKeyId = qgetenv("MILLRACE_SERVE_ACCESS_KEY");
    keys.secretAccessKey = qgetenv("MILLRACE_SERVE_SECRET_KEY");
    if (keys.accessKeyId.isEmpty() != keys.secretAccessKey.isEmpty())
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"MILLRACE_SERVE_ACCESS_KEY and MILLRACE_SERVE_SECRET_KEY go together"_s);
    if (keys.isEmpty()) {
        keys.accessKeyId = "MILLRACE" + randomText(12).toUpper();
        keys.secretAccessKey = randomText(40);
        request.secretIsGenerated = true;
    }
    request.server.credentials = {keys};
    return request;
}

} // namespace millrace
