// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/stattable.h"

#include "cli/printable.h"
#include "report/orderedjson.h"
#include "s3/errorparser.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

using Rows = QList<std::pair<QString, QString>>;

/// Headers that have a line of their own, or say nothing of the object.
struct Fact
{
    const char *header;
    const char *title;
    const char *json;
};
constexpr Fact facts[] = {
    {"content-type", "Content type", "content_type"},
    {"content-encoding", "Content encoding", "content_encoding"},
    {"content-language", "Content language", "content_language"},
    {"content-disposition", "Content disposition", "content_disposition"},
    {"cache-control", "Cache control", "cache_control"},
    {"expires", "Expires", "expires"},
    {"x-amz-server-side-encryption", "Encryption", "encryption"},
    {"x-amz-server-side-encryption-aws-kms-key-id", "KMS key", "kms_key_id"},
    {"x-amz-server-side-encryption-customer-algorithm", "Customer key", "customer_key_algorithm"},
    {"x-amz-website-redirect-location", "Redirects to", "website_redirect"},
    {"x-amz-replication-status", "Replication", "replication_status"},
    {"x-amz-expiration", "Expiration", "expiration"},
    {"x-amz-restore", "Restore", "restore"},
    {"x-amz-archive-status", "Archive status", "archive_status"},
    {"x-amz-object-lock-mode", "Object lock", "object_lock_mode"},
    {"x-amz-object-lock-retain-until-date", "Locked until", "object_lock_until"},
    {"x-amz-object-lock-legal-hold", "Legal hold", "legal_hold"},
    {"x-rgw-object-type", "Object type", "object_type"},
};

/// Names and values of all headers that begin with @p prefix, which is cut off, sorted.
Rows headersBelow(const HeaderList &headers, const QByteArray &prefix)
{
    Rows rows;
    for (const auto &[name, value] : headers) {
        const QByteArray lower = name.toLower();
        if (lower.startsWith(prefix))
            rows.emplaceBack(QString::fromUtf8(lower.mid(prefix.size())), QString::fromUtf8(value));
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

Rows checksums(const ObjectFacts &object)
{
    Rows rows = headersBelow(object.head.headers, "x-amz-checksum-");
    rows.removeIf([](const auto &row) { return row.first == u"type" || row.first == u"algorithm"; });
    return rows;
}

int partsOf(const ObjectFacts &object)
{
    if (object.parts > 0)
        return object.parts;
    const QByteArray &etag = object.head.info.etag;
    const qsizetype dash = etag.lastIndexOf('-');
    return dash == 32 ? etag.mid(dash + 1).toInt() : 0;
}

QString storageClass(const ObjectFacts &object)
{
    return object.head.info.storageClass.isEmpty() ? u"STANDARD"_s : object.head.info.storageClass;
}

QByteArray table(const Rows &rows)
{
    int width = 0;
    for (const auto &row : rows)
        width = std::max(width, displayWidth(printable(row.first)));
    QByteArray text;
    for (const auto &[name, value] : rows)
        text += (fitted(printable(name), width) + u"  "_s + printable(value)).toUtf8() + '\n';
    return text;
}

OrderedJson asObject(const Rows &rows)
{
    OrderedJson json = OrderedJson::object();
    for (const auto &[name, value] : rows)
        json[name.toStdString()] = toJson(value);
    return json;
}

} // namespace

QByteArray objectTable(const ObjectFacts &object)
{
    const ObjectInfo &info = object.head.info;
    Rows rows{{u"Object"_s, object.uri.toString()},
              {u"Size"_s, u"%1 (%2 bytes)"_s.arg(formatBytes(info.size), grouped(info.size))},
              {u"Last modified"_s, info.lastModified.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss t"_s)},
              {u"ETag"_s, QString::fromUtf8(info.etag)}};
    if (!info.versionId.isEmpty())
        rows.emplaceBack(u"Version"_s, info.versionId);
    if (const int parts = partsOf(object))
        rows.emplaceBack(u"Parts"_s, QString::number(parts));
    for (const auto &[name, value] : checksums(object))
        rows.emplaceBack(u"Checksum "_s + name.toUpper(), value);
    if (const QByteArray type = headerValue(object.head.headers, "x-amz-checksum-type"); !type.isEmpty())
        rows.emplaceBack(u"Checksum type"_s, QString::fromLatin1(type));
    rows.emplaceBack(u"Storage class"_s, storageClass(object));
    for (const Fact &fact : facts) {
        if (const QByteArray value = headerValue(object.head.headers, fact.header); !value.isEmpty())
            rows.emplaceBack(QString::fromLatin1(fact.title), QString::fromUtf8(value));
    }
    for (const auto &[name, value] : headersBelow(object.head.headers, "x-amz-meta-"))
        rows.emplaceBack(u"Metadata "_s + name, value);
    if (!object.tags)
        rows.emplaceBack(u"Tags"_s, u"not told"_s);
    else
        for (const auto &[name, value] : *object.tags)
            rows.emplaceBack(u"Tag "_s + name, value);
    return table(rows);
}

QByteArray bucketTable(const BucketFacts &bucket)
{
    const auto told = [](const QString &text) { return text.isEmpty() ? u"not told"_s : text; };
    return table({{u"Bucket"_s, u"s3://"_s + bucket.name},
                  {u"Region"_s, told(bucket.region)},
                  {u"Versioning"_s, told(bucket.versioning)}});
}

QByteArray objectJson(const ObjectFacts &object)
{
    const ObjectInfo &info = object.head.info;
    const int parts = partsOf(object);
    OrderedJson json{{"type", "object"},
                     {"bucket", toJson(object.uri.bucket)},
                     {"key", toJson(object.uri.key)},
                     {"size", info.size},
                     {"last_modified", info.lastModified.isValid()
                          ? toJson(info.lastModified.toUTC().toString(Qt::ISODate)) : OrderedJson(nullptr)},
                     {"etag", toJson(QString::fromUtf8(info.etag))},
                     {"version_id", textOrNull(info.versionId)},
                     {"parts", parts > 0 ? OrderedJson(parts) : OrderedJson(nullptr)},
                     {"checksums", asObject(checksums(object))},
                     {"checksum_type",
                      textOrNull(QString::fromLatin1(headerValue(object.head.headers, "x-amz-checksum-type")))},
                     {"storage_class", toJson(storageClass(object))}};
    for (const Fact &fact : facts) {
        if (const QByteArray value = headerValue(object.head.headers, fact.header); !value.isEmpty())
            json[fact.json] = toJson(QString::fromUtf8(value));
    }
    json["metadata"] = asObject(headersBelow(object.head.headers, "x-amz-meta-"));
    json["tags"] = object.tags ? asObject(*object.tags) : OrderedJson(nullptr);
    return compactText(json) + '\n';
}

QByteArray bucketJson(const BucketFacts &bucket)
{
    return compactText({{"type", "bucket"},
                        {"bucket", toJson(bucket.name)},
                        {"region", textOrNull(bucket.region)},
                        {"versioning", textOrNull(bucket.versioning)}}) + '\n';
}

} // namespace millrace
