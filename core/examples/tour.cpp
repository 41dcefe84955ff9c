// SPDX-License-Identifier: GPL-3.0-or-later
// What Millrace does for another program, against an endpoint in this process: upload from memory, a file and a device;
// download to a file, to memory, to both, as chunks, through a QIODevice, and a whole prefix.
#include <millrace/api/client.h>
#include <millrace/server/embeddedserver.h>

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <cstdio>
#include <thread>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

/// Ends the program where something is not as it should be.
void check(bool good, const char *what, const Error *error = nullptr)
{
    std::printf("%-44s %s%s\n", what, good ? "ok" : "FAILED", error ? qPrintable(u": "_s + error->message) : "");
    std::fflush(stdout);
    if (!good)
        std::exit(1);
}

template <typename T> const T &good(const Result<T> &result, const char *what)
{
    check(result.has_value(), what, result ? nullptr : &result.error());
    return *result;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv); // must exist; its event loop need not run

    // An S3 endpoint over a folder. A real program names its own in a Connection, or takes what awscli would:
    // Client::fromEnvironment().
    QTemporaryDir folder;
    ServerOptions options;
    options.buckets = {{u"bucket"_s, folder.path() + u"/bucket"_s}};
    QDir().mkpath(options.buckets.first().folder);
    Connection connection;
    connection.credentials = {"AKIDEXAMPLE", "an example secret", {}, {}, false};
    connection.region = u"us-east-1"_s;
    options.credentials = {connection.credentials};
    EmbeddedServer server(options);
    check(server.start().has_value(), "an endpoint of our own");
    connection.endpoint = server.url();
    const Client client(connection);

    QByteArray bytes(40 << 20, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = char(i * 31 + i / 4099);
    const ObjectName object{u"bucket"_s, u"data/object.bin"_s};

    // Up
    Client::UploadOptions upload;
    upload.contentType = u"application/x-example"_s;
    good(client.uploadBytes(bytes, object, upload), "upload from memory");
    const QString path = folder.path() + u"/file"_s;
    {
        QFile file(path);
        check(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "write a file");
    }
    good(client.uploadFile(path, {u"bucket"_s, u"data/file"_s}), "upload a file");
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    good(client.uploadDevice(buffer, {u"bucket"_s, u"data/device"_s}), "upload a device");
    QProcess process; // sequential, of a length nobody knows
    process.start(u"cat"_s, {path});
    good(client.uploadDevice(process, {u"bucket"_s, u"data/process"_s}), "upload what a process prints");
    for (const QString &key : {u"data/file"_s, u"data/device"_s, u"data/process"_s}) {
        const auto back = client.downloadToMemory({u"bucket"_s, key}, 1 << 30);
        check(good(back, "read it back") == bytes, "the same bytes");
    }

    // Down
    const auto file = client.downloadToFile(object, folder.path() + u"/copy"_s);
    std::printf("    verified by %s\n", qPrintable(name(good(file, "download to a file").verifiedBy)));
    const auto both = client.downloadToFileAndMemory(object, folder.path() + u"/both"_s, 1 << 30);
    check(good(both, "download to a file and memory") == bytes, "the same bytes");
    const auto limited = client.downloadToMemory(object, 1 << 20);
    check(!limited && limited.error().kind == ErrorKind::Config, "more than the limit is refused");
    const auto missing = client.downloadToMemory({u"bucket"_s, u"none"_s}, 1 << 20);
    check(!missing && missing.error().kind == ErrorKind::NotFound, "a missing object is an error");

    // The bytes in order while parts arrive in parallel
    QByteArray joined;
    ObjectChunks chunks = client.chunks(object);
    for (auto &&chunk : chunks)
        joined.append(chunk);
    good(chunks.result(), "a range of chunks");
    check(joined == bytes, "the same bytes");

    // A device, in an event loop and without one
    {
        const auto device = client.open(object);
        QByteArray read;
        QEventLoop loop;
        QObject::connect(device.get(), &QIODevice::readyRead, &loop, [&] { read += device->readAll(); });
        QObject::connect(device.get(), &ObjectDevice::ended, &loop, &QEventLoop::quit);
        loop.exec();
        good(*device->result(), "a device in an event loop");
        check(read == bytes, "the same bytes");
    }
    {
        const auto device = client.open(object);
        QByteArray read;
        while (device->waitForReadyRead(30'000))
            read += device->read(100'000);
        check(read == bytes, "a device without an event loop");
    }

    // A whole prefix, each file as soon as it is there
    int files = 0;
    FileResults results = client.downloadPrefix(u"bucket"_s, u"data/"_s, folder.path() + u"/tree"_s);
    for (const FileResult &one : results)
        files += one.outcome == FileOutcome::Done;
    check(!results.error() && files == 4, "everything under a prefix");

    // Cancelled from another thread, while nobody takes the chunks
    CancelToken cancel;
    ObjectChunks halted = client.chunks(object, cancel);
    halted.begin();
    std::thread([cancel] { cancel.cancel(); }).join();
    const auto ended = halted.result();
    check(!ended && ended.error().kind == ErrorKind::Cancelled, "cancelled");
    return 0;
}
