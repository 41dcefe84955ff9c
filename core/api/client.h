// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/canceltoken.h"
#include "api/fileresults.h"
#include "api/objectchunks.h"
#include "api/objectdevice.h"
#include "config/connectionoptions.h"
#include "transfer/uploadspec.h"

namespace millrace {

/// Which object.
struct ObjectName
{
    QString bucket;
    QString key;
    QString versionId = {}; ///< of downloads; empty: the latest

    /// Reads "s3://bucket/key". Config error.
    static Result<ObjectName> parse(const QString &url);
};

/// Moves objects, for programs that link Millrace::Core. Every call verifies what it moved by the strongest checksum the
/// server offers; failures come as Error, nothing throws.
///
/// A QCoreApplication must exist. No call needs an event loop; all may be made from any thread, at the same time too, and
/// block until their work is done unless they say otherwise. A CancelToken ends them from another thread (Cancelled
/// error). For signals and progress in an event loop use DownloadEngine and UploadEngine, which this stands on.
class Client
{
public:
    explicit Client(Connection connection, TransferSettings settings = {});
    /// Region, endpoint and credentials from @p options, the environment and the profiles in ~/.aws, in this order.
    static Result<Client> fromEnvironment(const ConnectionOptions &options = {}, TransferSettings settings = {});

    /// To a file, which appears under its name only when it is whole and verified. A file that is current stays as it is
    /// (outcome Skipped); an interrupted download goes on from its journal.
    Result<FileResult> downloadToFile(const ObjectName &object, const QString &path, const CancelToken &cancel = {}) const;
    /// Config error when the object is larger than @p limit bytes.
    Result<QByteArray> downloadToMemory(const ObjectName &object, ByteCount limit, const CancelToken &cancel = {}) const;
    /// Both: the file first, and its bytes once they are verified.
    Result<QByteArray> downloadToFileAndMemory(const ObjectName &object, const QString &path, ByteCount limit,
                                               const CancelToken &cancel = {}) const;
    /// The bytes in order while they arrive; returns at once.
    ObjectChunks chunks(const ObjectName &object, const CancelToken &cancel = {}) const;
    /// The same as a device for the calling thread; returns at once.
    std::unique_ptr<ObjectDevice> open(const ObjectName &object, const CancelToken &cancel = {}) const;
    /// Everything under a prefix into @p folder, as a range of results in the order of completion; returns at once.
    FileResults downloadPrefix(const QString &bucket, const QString &prefix, const QString &folder,
                               const CancelToken &cancel = {}) const;

    /// What an upload gets beyond its bytes: content type, metadata, checksum, encryption ... The bucket, key, sources and
    /// connection in it are not looked at.
    using UploadOptions = UploadSpec;
    Result<FileResult> uploadFile(const QString &path, const ObjectName &object, UploadOptions options = {},
                                  const CancelToken &cancel = {}) const;
    Result<FileResult> uploadBytes(const QByteArray &bytes, const ObjectName &object, UploadOptions options = {},
                                   const CancelToken &cancel = {}) const;
    /// All that @p device gives until it ends; of any length, sequential or not. It is read in the calling thread, which
    /// must be its own, and without an event loop: files, buffers, processes and sockets can do that (waitForReadyRead()),
    /// a QNetworkReply cannot. Where a producer may die half-way, set options.expectedSize: its end looks like any other.
    Result<FileResult> uploadDevice(QIODevice &device, const ObjectName &object, UploadOptions options = {},
                                    const CancelToken &cancel = {}) const;

private:
    DownloadSpec downloadSpec(const ObjectName &object) const;
    UploadSpec uploadSpec(const ObjectName &object, UploadOptions options) const;

    Connection m_connection;
    TransferSettings m_settings;
};

} // namespace millrace
