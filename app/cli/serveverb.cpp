// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/printable.h"
#include "cli/serveflags.h"
#include "cli/signalwatch.h"
#include "cli/verbrun.h"
#include "io/wholefile.h"
#include "report/orderedjson.h"
#include "server/embeddedserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace millrace {

static QString connectText(const ServeRequest &request, const QUrl &url, const QString &caFile)
{
    const Credentials &keys = request.server.credentials.constFirst();
    const QString endpoint = url.toString();
    const QString bucket = request.bucket.isEmpty() ? u"BUCKET"_s : request.bucket;
    QString text;
    if (request.folder.isEmpty())
        text = u"Serving generated objects as bucket \"%1\" at %2\n"_s.arg(bucket, endpoint);
    else if (request.bucket.isEmpty())
        text = u"Serving every folder in %1 as a bucket at %2\n"_s.arg(printable(request.folder), endpoint);
    else
        text = u"Serving %1 as bucket \"%2\" at %3\n"_s.arg(printable(request.folder), bucket, endpoint);
    if (request.server.readOnly)
        text += u"Read-only.\n"_s;
    text += u"\nIn another terminal:\n"_s;
    if (request.server.anonymous)
        text += u"  (no credentials needed: pass --no-sign-request)\n"_s;
    if (request.secretIsGenerated) {
        text += u"  export AWS_ACCESS_KEY_ID=%1 AWS_SECRET_ACCESS_KEY=%2\n"_s.arg(
            QString::fromLatin1(keys.accessKeyId), QString::fromLatin1(keys.secretAccessKey));
    } else {
        text += u"  export AWS_ACCESS_KEY_ID=$MILLRACE_SERVE_ACCESS_KEY "
                "AWS_SECRET_ACCESS_KEY=$MILLRACE_SERVE_SECRET_KEY\n"_s;
    }
    text += u"  export AWS_ENDPOINT_URL=%1\n"_s.arg(endpoint);
    if (!caFile.isEmpty())
        text += u"  export AWS_CA_BUNDLE=%1\n"_s.arg(caFile);
    text += u"  millrace-cli list s3://%1/\n"_s.arg(bucket);
    text += u"  millrace-cli download s3://%1/ ./copy\n"_s.arg(bucket);
    const QHostAddress &address = request.server.address;
    if (!address.isLoopback())
        text += u"From another machine, put this machine's address in place of %1.\n"_s.arg(url.host());
    return text + u"\nCtrl-C ends it.\n"_s;
}

static QByteArray listeningEvent(const ServeRequest &request, const EmbeddedServer &server, const QString &caFile)
{
    const Credentials &keys = request.server.credentials.constFirst();
    OrderedJson json{{"event", "listening"},
                     {"millrace_serve", 1},
                     {"endpoint", toJson(server.url().toString())},
                     {"port", server.port()},
                     {"bucket", textOrNull(request.bucket)},
                     {"ca_bundle", textOrNull(caFile)},
                     {"access_key", toJson(QString::fromLatin1(keys.accessKeyId))}};
    // A secret the caller chose is known to the caller; one made up here is of no use untold.
    if (request.secretIsGenerated)
        json["secret_key"] = toJson(QString::fromLatin1(keys.secretAccessKey));
    return compactText(json) + '\n';
}

static QByteArray stoppedEvent(const ServerCounters &counters)
{
    return compactText({{"event", "stopped"},
                        {"requests", counters.requests},
                        {"connections", counters.connections},
                        {"bytes_sent", counters.bytesSent},
                        {"bytes_received", counters.bytesReceived},
                        {"errors", counters.errors}})
        + '\n';
}

/// The file a client passes as --ca-bundle.
static Result<QString> writeCertificate(const QByteArray &pem, const QString &path, QTemporaryFile &temporary)
{
    if (path.isEmpty()) {
        if (temporary.open() && temporary.write(pem) == pem.size() && temporary.flush())
            return temporary.fileName();
        Error e = Error::make(ErrorKind::LocalFile, ErrorCause::None,
                              u"cannot write the certificate: %1"_s.arg(temporary.errorString()));
        e.path = temporary.fileName();
        return fail(e);
    }
    if (const Result<> written = writeWhole(path, pem, u"the certificate"_s); !written)
        return fail(written.error());
    return path;
}

int runServe(const Words &words, Console &console)
{
    if (showHelp(words, serveOptions(), serveIntro(), console))
        return int(ExitCode::Ok);
    const Result<ServeRequest> request = parseServe(words);
    if (!request)
        return failWith(console, request.error());
    console.setColour(request->colour);

    SignalWatch signalWatch;
    EmbeddedServer server(request->server);
    if (const Result<> started = server.start(); !started) {
        // The words for transfers speak of files in the way; here it is the port.
        if (started.error().kind == ErrorKind::Network) {
            console.error(u"%1. Choose another --port, or --port 0 for any free one."_s.arg(started.error().message));
            return int(ExitCode::Failed);
        }
        return failWith(console, started.error());
    }

    QTemporaryFile temporary(QDir::tempPath() + u"/millrace-ca-XXXXXX.pem"_s);
    QString caFile;
    if (const QByteArray pem = server.certificatePem(); !pem.isEmpty()) {
        const Result<QString> written = writeCertificate(pem, request->caFile, temporary);
        if (!written)
            return failWith(console, written.error());
        caFile = *written;
    }
    const bool open = !request->server.address.isLoopback();
    if (open && request->server.anonymous && !request->server.readOnly)
        console.warn(u"anybody who reaches this machine may read and write here: --anonymous without --read-only"_s);
    if (open && !request->server.tls)
        console.warn(u"data pass the network in clear; --tls encrypts them"_s);
    if (request->json)
        console.outBytes(listeningEvent(*request, server, caFile));
    else if (!request->quiet)
        console.outBytes(connectText(*request, server.url(), caFile).toUtf8());
    console.flush();

    QObject::connect(&signalWatch, &SignalWatch::interrupted, &signalWatch, [] { QCoreApplication::exit(0); });
    const int code = QCoreApplication::exec();
    server.stop();
    const ServerCounters counters = server.counters();
    if (request->json)
        console.outBytes(stoppedEvent(counters));
    else if (!request->quiet)
        console.err(u"Stopped after %1 over %2, %3 sent."_s.arg(
            counted(counters.requests, u"request"_s, u"requests"_s),
            counted(counters.connections, u"connection"_s, u"connections"_s), formatBytes(counters.bytesSent)));
    return code;
}

} // namespace millrace
