// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testendpoint.h"

#include "io/checksum.h"
#include "s3/s3client.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

Credentials testCredentials()
{
    return {"AKIDTEST", "secret/for+tests", {}, {}, false};
}

/// One command; the answer, or what went wrong.
Result<S3Response> command(const Connection &connection, S3Request request, const QByteArray &content)
{
    auto session = std::make_shared<S3Session>(connection);
    auto transport = session->transportOptions();
    if (!transport)
        return fail(transport.error());
    S3Client client(session, *transport);
    QBuffer body;
    body.setData(content);
    body.open(QIODevice::ReadOnly);
    request.body = &body;
    request.payloadHash = sha256Hex(content);
    Result<S3Response> answer = fail(Error::cancelled());
    QEventLoop loop;
    client.send(request, [&](Result<S3Response> response) {
        answer = std::move(response);
        loop.quit();
    });
    loop.exec();
    return answer;
}

} // namespace

TestEndpoint::TestEndpoint(const std::function<void(ServerOptions &)> &adjust)
{
    QDir().mkpath(bucketFolder());
    m_options.buckets = {{bucket(), bucketFolder()}};
    m_options.credentials = {testCredentials()};
    m_options.minimumPartSize = 1;
    if (adjust)
        adjust(m_options);
    m_server = std::make_unique<EmbeddedServer>(m_options);
    if (const auto started = m_server->start(); !started)
        qWarning("the endpoint did not start: %s", qPrintable(started.error().message));
    if (m_options.tls) {
        QFile pem(scratch() + u"/ca.pem"_s);
        if (pem.open(QIODevice::WriteOnly))
            pem.write(m_server->certificatePem());
    }
}

Connection TestEndpoint::connection() const
{
    Connection c;
    c.endpoint = m_server->url();
    c.region = u"us-east-1"_s;
    c.credentials = testCredentials();
    if (m_options.tls)
        c.caBundle = scratch() + u"/ca.pem"_s;
    return c;
}

void TestEndpoint::put(const QString &key, const QByteArray &bytes)
{
    const QString path = bucketFolder() + u'/' + key;
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    file.flush();
    static qint64 minute = 0;
    file.setFileTime(QDateTime::fromSecsSinceEpoch(1'600'000'000 + 60 * ++minute, Qt::UTC),
                     QFileDevice::FileModificationTime);
}

bool TestEndpoint::store(const QString &key, const QByteArray &bytes, ByteCount partSize, const QString &algorithm)
{
    const auto send = [&](const QByteArray &method, const QueryList &query, const HeaderList &headers,
                          const QByteArray &content) {
        S3Request request;
        request.method = method;
        request.bucket = bucket();
        request.key = key;
        request.query = query;
        request.headers = headers;
        auto answer = command(connection(), request, content);
        if (!answer)
            qWarning("%s %s: %s", method.constData(), qPrintable(key), qPrintable(answer.error().message));
        return answer;
    };
    const HeaderList named = algorithm.isEmpty()
        ? HeaderList()
        : HeaderList{{"x-amz-checksum-algorithm", algorithm.toUpper().toLatin1()}};
    if (partSize <= 0)
        return bool(send("PUT", {}, named, bytes));

    const auto begun = send("POST", {{"uploads", ""}}, named, {});
    if (!begun)
        return false;
    static const QRegularExpression idForm(u"<UploadId>([^<]+)</UploadId>"_s);
    const QByteArray id = idForm.match(QString::fromUtf8(begun->body)).captured(1).toLatin1();
    QByteArray list = "<CompleteMultipartUpload>";
    for (ByteCount offset = 0, number = 1; offset < bytes.size(); offset += partSize, ++number) {
        const auto part = send("PUT", {{"partNumber", QByteArray::number(number)}, {"uploadId", id}}, named,
                               bytes.mid(offset, partSize));
        if (!part)
            return false;
        list += "<Part><PartNumber>" + QByteArray::number(number) + "</PartNumber><ETag>" + part->header("etag")
            + "</ETag></Part>";
    }
    list += "</CompleteMultipartUpload>";
    return bool(send("POST", {{"uploadId", id}}, {}, list));
}

DownloadSpec TestEndpoint::spec(const QStringList &keys) const
{
    DownloadSpec s;
    s.connection = connection();
    s.bucket = bucket();
    s.keys = keys;
    s.targetFolder = target();
    return s;
}

DownloadSpec TestEndpoint::prefixSpec(const QString &prefix) const
{
    DownloadSpec s = spec({});
    s.wholePrefix = true;
    s.prefix = prefix;
    return s;
}

void TestEndpoint::setRules(const QList<FaultRule> &rules)
{
    FaultOptions faults = m_options.faults;
    faults.rules = rules;
    m_server->setFaults(faults);
}

QByteArray testBytes(ByteCount size, quint64 seed)
{
    QByteArray bytes((size + 7) / 8 * 8, Qt::Uninitialized);
    quint64 x = seed * 0x9E3779B97F4A7C15ULL + 1;
    for (ByteCount i = 0; i < bytes.size(); i += 8) {
        // xorshift64* (Vigna)
        x ^= x >> 12;
        x ^= x << 25;
        x ^= x >> 27;
        qToLittleEndian(x * 0x2545F4914F6CDD1DULL, bytes.data() + i);
    }
    bytes.truncate(size);
    return bytes;
}

QByteArray fileContents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "(cannot read " + path.toUtf8() + ')';
}

QByteArray sha256Of(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray sha256OfFile(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return "(cannot read " + path.toUtf8() + ')';
    return hash.result().toHex();
}

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (it.hasNext())
        files.append(it.next().mid(folder.size() + 1));
    files.sort();
    return files;
}

} // namespace millrace
