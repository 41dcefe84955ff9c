// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/requesttrace.h"

#include <algorithm>

namespace millrace {

RequestTrace::RequestTrace() : m_begin(QDateTime::currentDateTimeUtc())
{
    m_clock.start();
}

RequestTrace::~RequestTrace() = default;

namespace {

struct Operation
{
    const char *method;
    const char *query; ///< a name that must be there
    const char *name;
    bool onObject;
};

/// The first that fits; those with less to go by come last.
constexpr Operation operations[] = {
    {"POST", "uploads", "CreateMultipartUpload", true},
    {"POST", "uploadId", "CompleteMultipartUpload", true},
    {"DELETE", "uploadId", "AbortMultipartUpload", true},
    {"GET", "uploadId", "ListParts", true},
    {"PUT", "tagging", "PutObjectTagging", true},
    {"GET", "tagging", "GetObjectTagging", true},
    {"GET", "attributes", "GetObjectAttributes", true},
    {"GET", "uploads", "ListMultipartUploads", false},
    {"GET", "versions", "ListObjectVersions", false},
    {"GET", "list-type", "ListObjectsV2", false},
    {"GET", "location", "GetBucketLocation", false},
    {"GET", "versioning", "GetBucketVersioning", false},
    {"POST", "delete", "DeleteObjects", false},
    {"GET", nullptr, "GetObject", true},
    {"HEAD", nullptr, "HeadObject", true},
    {"DELETE", nullptr, "DeleteObject", true},
    {"GET", nullptr, "ListObjects", false},
    {"HEAD", nullptr, "HeadBucket", false},
    {"PUT", nullptr, "CreateBucket", false},
    {"DELETE", nullptr, "DeleteBucket", false},
};

} // namespace

QByteArray operationName(const QByteArray &method, const QString &bucket, const QString &key, const QueryList &query,
                         const HeaderList &headers)
{
    if (bucket.isEmpty())
        return method == "GET" ? QByteArrayLiteral("ListBuckets") : method;
    const auto asks = [&query](const char *name) {
        return std::any_of(query.begin(), query.end(), [name](const auto &item) { return item.first == name; });
    };
    if (method == "PUT" && !key.isEmpty() && !asks("tagging")) {
        const bool copies = std::any_of(headers.begin(), headers.end(), [](const auto &header) {
            return isHeader(header.first, "x-amz-copy-source");
        });
        if (asks("uploadId"))
            return copies ? QByteArrayLiteral("UploadPartCopy") : QByteArrayLiteral("UploadPart");
        return copies ? QByteArrayLiteral("CopyObject") : QByteArrayLiteral("PutObject");
    }
    for (const Operation &operation : operations)
        if (method == operation.method && operation.onObject != key.isEmpty() && (!operation.query || asks(operation.query)))
            return operation.name;
    return method;
}

} // namespace millrace
