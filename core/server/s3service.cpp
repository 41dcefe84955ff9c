// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/s3service.h"

#include <QHostAddress>
#include <QSet>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

using S = S3Service;
// name, handler, writes, body to file, slow, needs a bucket
constexpr S3Operation opListBuckets{"ListBuckets", &S::listBuckets, false, false, false, false};
constexpr S3Operation opCreateBucket{"CreateBucket", &S::createBucket, true, false, true, false};
constexpr S3Operation opDeleteBucket{"DeleteBucket", &S::deleteBucket, true, false, true};
constexpr S3Operation opHeadBucket{"HeadBucket", &S::headBucket};
constexpr S3Operation opGetBucketLocation{"GetBucketLocation", &S::getBucketLocation};
constexpr S3Operation opGetBucketVersioning{"GetBucketVersioning", &S::getBucketVersioning};
constexpr S3Operation opListObjects{"ListObjects", &S::listObjects, false, false, true};
constexpr S3Operation opListObjectVersions{"ListObjectVersions", &S::listObjectVersions, false, false, true};
constexpr S3Operation opListObjectsV2{"ListObjectsV2", &S::listObjectsV2, false, false, true};
constexpr S3Operation opListMultipartUploads{"ListMultipartUploads", &S::listMultipartUploads, false, false, true};
constexpr S3Operation opDeleteObjects{"DeleteObjects", &S::deleteObjects, true, false, true};
constexpr S3Operation opGetObject{"GetObject", &S::getObject};
constexpr S3Operation opHeadObject{"HeadObject", &S::getObject};
constexpr S3Operation opGetObjectTagging{"GetObjectTagging", &S::getObjectTagging};
constexpr S3Operation opPutObject{"PutObject", &S::putObject, true, true};
constexpr S3Operation opCopyObject{"CopyObject", &S::copyObject, true, false, true};
constexpr S3Operation opDeleteObject{"DeleteObject", &S::deleteObject, true};
constexpr S3Operation opCreateMultipartUpload{"CreateMultipartUpload", &S::createMultipartUpload, true};
constexpr S3Operation opUploadPart{"UploadPart", &S::uploadPart, true, true};
constexpr S3Operation opUploadPartCopy{"UploadPartCopy", &S::uploadPartCopy, true, false, true};
constexpr S3Operation opListParts{"ListParts", &S::listParts, false, false, true};
constexpr S3Operation opCompleteMultipartUpload{"CompleteMultipartUpload", &S::completeMultipartUpload, true, false,
                                                true};
constexpr S3Operation opAbortMultipartUpload{"AbortMultipartUpload", &S::abortMultipartUpload, true, false, true};

constexpr qsizetype longestKey = 1024;
constexpr ByteCount longestDocument = 8 * MiB;

/// Sub-resources S3 has and the endpoint has not; answering as if they were not there would be a lie.
bool asksForMore(const HttpRequest &request)
{
    static const QSet<QByteArray> others{
        "acl", "policy", "policyStatus", "cors", "lifecycle", "website", "logging", "notification", "replication",
        "encryption", "tagging", "torrent", "restore", "select", "retention", "legal-hold", "object-lock", "versions",
        "accelerate", "requestPayment", "analytics", "metrics", "inventory", "ownershipControls", "publicAccessBlock",
        "intelligent-tiering", "attributes", "session"};
    return std::any_of(request.query.begin(), request.query.end(),
                       [](const auto &q) { return others.contains(q.first); });
}

const S3Operation *objectOperation(const HttpRequest &request)
{
    const QByteArray &method = request.method;
    const bool upload = request.hasQuery("uploadId");
    if (method == "GET" && request.hasQuery("tagging"))
        return &opGetObjectTagging;
    if (asksForMore(request))
        return nullptr;
    if (method == "GET")
        return upload ? &opListParts : &opGetObject;
    if (method == "HEAD")
        return &opHeadObject;
    const bool copies = request.hasHeader("x-amz-copy-source");
    if (method == "PUT" && upload)
        return copies ? &opUploadPartCopy : &opUploadPart;
    if (method == "PUT")
        return copies ? &opCopyObject : &opPutObject;
    if (method == "DELETE")
        return upload ? &opAbortMultipartUpload : &opDeleteObject;
    if (method == "POST" && request.hasQuery("uploads"))
        return &opCreateMultipartUpload;
    if (method == "POST" && upload)
        return &opCompleteMultipartUpload;
    return nullptr;
}

const S3Operation *bucketOperation(const HttpRequest &request)
{
    const QByteArray &method = request.method;
    if (method == "GET" && request.hasQuery("versions"))
        return &opListObjectVersions;
    if (asksForMore(request))
        return nullptr;
    if (method == "HEAD")
        return &opHeadBucket;
    if (method == "PUT")
        return request.hasQuery("versioning") ? nullptr : &opCreateBucket;
    if (method == "DELETE")
        return &opDeleteBucket;
    if (method == "POST")
        return request.hasQuery("delete") ? &opDeleteObjects : nullptr;
    if (method != "GET")
        return nullptr;
    if (request.hasQuery("location"))
        return &opGetBucketLocation;
    if (request.hasQuery("versioning"))
        return &opGetBucketVersioning;
    if (request.hasQuery("uploads"))
        return &opListMultipartUploads;
    return request.queryValue("list-type") == "2" ? &opListObjectsV2 : &opListObjects;
}

} // namespace

S3Service::S3Service(const ServerOptions &options, BucketTable &buckets)
    : m_buckets(buckets), m_region(options.region.isEmpty() ? QByteArray("us-east-1") : options.region.toUtf8()),
      m_baseDomain(options.baseDomain.toLower().toUtf8()), m_minimumPartSize(options.minimumPartSize),
      m_readOnly(options.readOnly)
{
}

void S3Service::address(HttpRequest &request) const
{
    QByteArray host = request.header("host").toLower();
    if (const qsizetype colon = host.lastIndexOf(':'); colon > host.lastIndexOf(']'))
        host.truncate(colon);
    QByteArray virtualBucket;
    if (!m_baseDomain.isEmpty()) {
        if (host.endsWith('.' + m_baseDomain))
            virtualBucket = host.chopped(m_baseDomain.size() + 1);
    } else if (host.contains('.') && QHostAddress(QString::fromLatin1(host)).isNull()) {
        const auto buckets = m_buckets.all();
        for (const auto &bucket : buckets) {
            if (host.startsWith(bucket->name() + '.') && bucket->name().size() > virtualBucket.size())
                virtualBucket = bucket->name();
        }
    }
    const QByteArray path = request.path.mid(1);
    if (!virtualBucket.isEmpty()) {
        request.bucket = virtualBucket;
        request.key = path;
        return;
    }
    const qsizetype slash = path.indexOf('/');
    request.bucket = slash < 0 ? path : path.left(slash);
    request.key = slash < 0 ? QByteArray() : path.mid(slash + 1);
}

S3Outcome<const S3Operation *> S3Service::route(HttpRequest &request) const
{
    address(request);
    if (!request.path.isValidUtf8())
        return s3Fail("InvalidURI", u"The path is not UTF-8"_s);
    if (request.bucket.isEmpty()) {
        if (request.method == "GET" && request.key.isEmpty())
            return &opListBuckets;
        return s3Fail("MethodNotAllowed");
    }
    if (request.key.size() > longestKey)
        return s3Fail("KeyTooLongError");
    const S3Operation *operation = request.key.isEmpty() ? bucketOperation(request) : objectOperation(request);
    if (!operation)
        return s3Fail("NotImplemented");
    if (m_readOnly && operation->writes)
        return s3Fail("AccessDenied", u"This endpoint is read-only"_s);
    return operation;
}

S3Outcome<> S3Service::prepareCall(const S3Operation &operation, S3Call &call) const
{
    if (!operation.needsBucket)
        return {};
    call.bucket = m_buckets.find(call.request.bucket);
    if (!call.bucket) {
        S3Failure failure = S3Failure::of("NoSuchBucket");
        failure.details.append({u"BucketName"_s, QString::fromUtf8(call.request.bucket)});
        return tl::make_unexpected(std::move(failure));
    }
    if (operation.writes && !call.bucket->store())
        return s3Fail("AccessDenied", u"This bucket holds generated objects and takes no writes"_s);
    const QByteArray version = call.request.queryValue("versionId");
    if (!version.isEmpty() && version != "null")
        return s3Fail("NoSuchVersion");
    return {};
}

S3Outcome<std::unique_ptr<UploadBody>> S3Service::prepareBody(const S3Operation &operation, S3Call &call,
                                                              const Admission &admission) const
{
    std::unique_ptr<UploadFile> file;
    if (operation.bodyToFile) {
        if (call.request.contentLength() < 0 && !call.request.hasHeader("transfer-encoding"))
            return s3Fail("MissingContentLength");
        if (operation.handler == &S3Service::uploadPart) {
            const auto upload = call.bucket->uploads()->find(call.request.queryValue("uploadId"), call.request.key);
            if (!upload)
                return tl::make_unexpected(upload.error());
        }
        auto made = call.bucket->store()->newUpload();
        if (!made)
            return tl::make_unexpected(made.error());
        file = std::move(*made);
    }
    return std::make_unique<UploadBody>(call.request, admission, std::move(file), longestDocument);
}

HttpResponse S3Service::handle(const S3Operation &operation, S3Call &call)
{
    return (this->*operation.handler)(call);
}

HttpResponse S3Service::failed(const HttpRequest &request, const S3Failure &failure)
{
    HttpResponse response;
    if (failure.status == 304)
        response.status = 304;
    else
        response = HttpResponse::xml(failure.document(request.path, request.id), failure.status);
    response.headers += failure.headers;
    return response;
}

} // namespace millrace::server
