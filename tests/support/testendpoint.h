// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/s3session.h"
#include "server/embeddedserver.h"
#include "transfer/transferspec.h"

#include <QTemporaryDir>
#include <functional>

namespace millrace {

/// An embedded endpoint with one bucket over a folder of its own, and a second folder to download into. Files put into
/// the bucket's folder are objects with an MD5 ETag and no other checksum; stored objects get what S3 would give them.
class TestEndpoint
{
public:
    /// @p adjust sees the options before the endpoint starts.
    explicit TestEndpoint(const std::function<void(ServerOptions &)> &adjust = {});

    bool isRunning() const { return m_server && m_server->isRunning(); }
    EmbeddedServer &server() { return *m_server; }
    Connection connection() const;
    QString bucket() const { return QStringLiteral("bucket"); }
    QString bucketFolder() const { return m_folder.path() + QStringLiteral("/bucket"); }
    QString target() const { return m_folder.path() + QStringLiteral("/target"); }
    QString scratch() const { return m_folder.path(); }

    /// A file in the bucket's folder. Its time is in the past, so that a replacement has another one.
    void put(const QString &key, const QByteArray &bytes);
    /// Through PUT, or in parts of @p partSize through a multipart upload; @p algorithm is one of S3's checksums ("sha256",
    /// ...) or empty. False when the endpoint refused.
    bool store(const QString &key, const QByteArray &bytes, ByteCount partSize = 0, const QString &algorithm = {});

    /// Downloads @p keys into target(). No settings are changed but the connection's.
    DownloadSpec spec(const QStringList &keys) const;
    DownloadSpec prefixSpec(const QString &prefix) const;

    void setRules(const QList<FaultRule> &rules);

private:
    QTemporaryDir m_folder;
    ServerOptions m_options;
    std::unique_ptr<EmbeddedServer> m_server;
};

/// @p size bytes that follow from @p seed, none of them alike block by block.
QByteArray testBytes(ByteCount size, quint64 seed = 1);
/// Everything in the file; an impossible text where it cannot be read.
QByteArray fileContents(const QString &path);
/// Lower-case hex SHA-256 by Qt's own code, which the engine does not use.
QByteArray sha256Of(const QByteArray &bytes);
QByteArray sha256OfFile(const QString &path);
/// All files below @p folder, relative and sorted; ".millrace-part" and journals among them.
QStringList filesBelow(const QString &folder);

} // namespace millrace
