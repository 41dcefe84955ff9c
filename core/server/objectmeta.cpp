// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/objectmeta.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

QJsonObject checksumsToJson(const ChecksumMap &checksums)
{
    QJsonObject object;
    for (auto it = checksums.begin(); it != checksums.end(); ++it)
        object.insert(name(it.key()), QString::fromLatin1(it.value()));
    return object;
}

ChecksumMap checksumsFromJson(const QJsonObject &object)
{
    ChecksumMap checksums;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (const auto algorithm = checksumAlgorithmFromName(it.key()))
            checksums.insert(*algorithm, it.value().toString().toLatin1());
    }
    return checksums;
}

} // namespace

QByteArray checksumHeader(ChecksumAlgorithm algorithm)
{
    return "x-amz-checksum-" + name(algorithm).toLatin1();
}

QList<ChecksumAlgorithm> objectChecksums()
{
    return {ChecksumAlgorithm::Crc32, ChecksumAlgorithm::Crc32c, ChecksumAlgorithm::Crc64Nvme, ChecksumAlgorithm::Sha1,
            ChecksumAlgorithm::Sha256};
}

QDateTime ObjectMeta::modified() const
{
    return QDateTime::fromMSecsSinceEpoch(modifiedNs / 1'000'000, Qt::UTC);
}

QByteArray ObjectMeta::lastModifiedHttp() const
{
    return httpDate(modified());
}

QJsonObject ObjectMeta::toJson() const
{
    QJsonArray fields;
    for (const auto &[name, value] : headers)
        fields.append(QJsonArray{QString::fromUtf8(name), QString::fromUtf8(value)});
    QJsonArray partList;
    for (const PartMeta &part : parts)
        partList.append(QJsonObject{{u"size"_s, part.size}, {u"checksums"_s, checksumsToJson(part.checksums)}});
    return {{u"size"_s, size},
            // A string: JSON numbers are doubles, which cannot hold nanoseconds since 1970.
            {u"modifiedNs"_s, QString::number(modifiedNs)},
            {u"etag"_s, QString::fromLatin1(etag)},
            {u"contentType"_s, QString::fromUtf8(contentType)},
            {u"headers"_s, fields},
            {u"checksums"_s, checksumsToJson(checksums)},
            {u"composite"_s, compositeChecksum},
            {u"parts"_s, partList}};
}

ObjectMeta ObjectMeta::fromJson(const QJsonObject &object)
{
    ObjectMeta meta;
    meta.size = object.value("size"_L1).toInteger();
    meta.modifiedNs = object.value("modifiedNs"_L1).toString().toLongLong();
    meta.etag = object.value("etag"_L1).toString().toLatin1();
    meta.contentType = object.value("contentType"_L1).toString().toUtf8();
    const QJsonArray fields = object.value("headers"_L1).toArray();
    for (const QJsonValue &field : fields)
        meta.headers.append({field.toArray().at(0).toString().toUtf8(), field.toArray().at(1).toString().toUtf8()});
    meta.checksums = checksumsFromJson(object.value("checksums"_L1).toObject());
    meta.compositeChecksum = object.value("composite"_L1).toBool();
    const QJsonArray partList = object.value("parts"_L1).toArray();
    for (const QJsonValue &part : partList) {
        const QJsonObject o = part.toObject();
        meta.parts.append({o.value("size"_L1).toInteger(), checksumsFromJson(o.value("checksums"_L1).toObject())});
    }
    return meta;
}

qint64 modifiedNs(const struct stat &info)
{
    return qint64(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec;
}

QByteArray httpDate(const QDateTime &utc)
{
    return (QLocale::c().toString(utc.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss"_s) + u" GMT"_s).toLatin1();
}

QDateTime parseHttpDate(const QByteArray &text)
{
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    time.setTimeSpec(Qt::UTC);
    if (!time.isValid())
        time = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
    return time;
}

QByteArray opaqueEtag(ByteCount size, qint64 modifiedNs)
{
    return "opaque." + QByteArray::number(size, 16) + '.' + QByteArray::number(modifiedNs, 16);
}

} // namespace millrace::server
