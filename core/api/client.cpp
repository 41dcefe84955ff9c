// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client.h"

#include "api/devicefeed.h"
#include "config/connectionresolver.h"
#include "s3/uri.h"
#include "transfer/downloadengine.h"
#include "transfer/uploadengine.h"

#include <QFile>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

tl::unexpected<Error> tooLarge(const ObjectName &object, ByteCount limit)
{
    Error e = Error::make(ErrorKind::Config, ErrorCause::SizeMismatch,
                          u"the object has more than the %1 bytes allowed for it in memory"_s.arg(limit));
    e.bucket = object.bucket;
    e.key = object.key;
    return fail(std::move(e));
}

Result<FileResult> upload(UploadSpec spec, const CancelToken &cancel)
{
    return BlockingRun([spec = std::move(spec)] { return std::make_unique<UploadEngine>(spec); }, cancel).only();
}

} // namespace

Result<ObjectName> ObjectName::parse(const QString &url)
{
    const Result<S3Uri> uri = S3Uri::parse(url);
    if (!uri)
        return fail(uri.error());
    if (uri->key.isEmpty())
        return fail(ErrorKind::Config, ErrorCause::None, u"\"%1\" names a bucket, but no object in it"_s.arg(url));
    return ObjectName{uri->bucket, uri->key};
}

Client::Client(Connection connection, TransferSettings settings)
    : m_connection(std::move(connection)), m_settings(std::move(settings))
{
}

Result<Client> Client::fromEnvironment(const ConnectionOptions &options, TransferSettings settings)
{
    const auto resolved = resolveConnection(options, QProcessEnvironment::systemEnvironment());
    if (!resolved)
        return fail(resolved.error());
    return Client(resolved->connection, std::move(settings));
}

DownloadSpec Client::downloadSpec(const ObjectName &object) const
{
    DownloadSpec spec;
    spec.connection = m_connection;
    spec.settings = m_settings;
    spec.bucket = object.bucket;
    spec.keys = QStringList{object.key};
    spec.versionId = object.versionId;
    return spec;
}

Result<FileResult> Client::downloadToFile(const ObjectName &object, const QString &path, const CancelToken &cancel) const
{
    DownloadSpec spec = downloadSpec(object);
    spec.targetFile = path;
    return BlockingRun([spec = std::move(spec)] { return std::make_unique<DownloadEngine>(spec); }, cancel).only();
}

Result<QByteArray> Client::downloadToMemory(const ObjectName &object, ByteCount limit, const CancelToken &cancel) const
{
    QByteArray bytes;
    ObjectChunks parts = chunks(object, cancel);
    for (const QByteArrayView chunk : parts) {
        if (bytes.size() + chunk.size() > limit)
            return tooLarge(object, limit);
        bytes.append(chunk);
    }
    if (const auto result = parts.result(); !result)
        return fail(result.error());
    return bytes;
}

Result<QByteArray> Client::downloadToFileAndMemory(const ObjectName &object, const QString &path, ByteCount limit,
                                                   const CancelToken &cancel) const
{
    const auto downloaded = downloadToFile(object, path, cancel);
    if (!downloaded)
        return fail(downloaded.error());
    if (downloaded->size > limit)
        return tooLarge(object, limit);
    QFile file(downloaded->path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::LocalFile, ErrorCause::None, u"the file cannot be read back: "_s + file.errorString());
    QByteArray bytes = file.readAll();
    if (bytes.size() != downloaded->size)
        return fail(ErrorKind::LocalFile, ErrorCause::None, u"the file was changed while it was read back"_s);
    return bytes;
}

ObjectChunks Client::chunks(const ObjectName &object, const CancelToken &cancel) const
{
    return ObjectChunks(downloadSpec(object), cancel);
}

std::unique_ptr<ObjectDevice> Client::open(const ObjectName &object, const CancelToken &cancel) const
{
    return std::make_unique<ObjectDevice>(downloadSpec(object), cancel);
}

FileResults Client::downloadPrefix(const QString &bucket, const QString &prefix, const QString &folder,
                                   const CancelToken &cancel) const
{
    DownloadSpec spec = downloadSpec({bucket, {}});
    spec.keys.clear();
    spec.wholePrefix = true;
    spec.prefix = prefix;
    spec.targetFolder = folder;
    return FileResults(std::move(spec), cancel);
}

UploadSpec Client::uploadSpec(const ObjectName &object, UploadOptions options) const
{
    options.connection = m_connection;
    options.settings = m_settings;
    options.bucket = object.bucket;
    options.key = object.key;
    options.paths.clear();
    options.generated.reset();
    options.bytes.reset();
    options.feed.reset();
    return options;
}

Result<FileResult> Client::uploadFile(const QString &path, const ObjectName &object, UploadOptions options,
                                      const CancelToken &cancel) const
{
    UploadSpec spec = uploadSpec(object, std::move(options));
    spec.paths = QStringList{path};
    return upload(std::move(spec), cancel);
}

Result<FileResult> Client::uploadBytes(const QByteArray &bytes, const ObjectName &object, UploadOptions options,
                                       const CancelToken &cancel) const
{
    UploadSpec spec = uploadSpec(object, std::move(options));
    spec.bytes = bytes;
    return upload(std::move(spec), cancel);
}

Result<FileResult> Client::uploadDevice(QIODevice &device, const ObjectName &object, UploadOptions options,
                                        const CancelToken &cancel) const
{
    auto feed = std::make_shared<DeviceFeed>(device);
    UploadSpec spec = uploadSpec(object, std::move(options));
    spec.feed = feed;
    BlockingRun run([spec = std::move(spec)] { return std::make_unique<UploadEngine>(spec); }, cancel,
                    [feed] { feed->stop(); });
    feed->serve();
    return run.only();
}

} // namespace millrace
