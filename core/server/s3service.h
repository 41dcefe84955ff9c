// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/bucket.h"
#include "server/httprequest.h"
#include "server/httpresponse.h"
#include "server/uploadbody.h"

#include <memory>

namespace millrace::server {

class S3Service;

/// A request on its way through an operation.
struct S3Call
{
    const HttpRequest &request;
    std::shared_ptr<Bucket> bucket;      ///< set for every operation on a bucket or an object
    UploadBody *body = nullptr;
    bool ignoreRange = false;            ///< faults that change what an operation does
    bool changeEtag = false;
    QByteArray refusedKeys = {};         ///< glob; DeleteObjects answers with refusedCode for these
    QByteArray refusedCode = {};
};

/// One S3 operation: its name as S3 gives it, and how its requests are to be treated.
struct S3Operation
{
    const char *name;
    HttpResponse (S3Service::*handler)(S3Call &call);
    bool writes = false;
    bool bodyToFile = false;
    bool slow = false;          ///< works long enough that it must not hold up an I/O thread
    bool needsBucket = true;
};

/// The S3 operations over the buckets; knows no socket. Thread-safe.
/// Source: Amazon S3 API reference, each operation's page.
class S3Service
{
public:
    S3Service(const ServerOptions &options, BucketTable &buckets);

    /// Finds bucket, key and operation of @p request, which receives the former two.
    S3Outcome<const S3Operation *> route(HttpRequest &request) const;
    /// Opens the bucket and, where the operation stores a body, the file for it, before the body comes.
    S3Outcome<std::unique_ptr<UploadBody>> prepareBody(const S3Operation &operation, S3Call &call,
                                                       const Admission &admission) const;
    S3Outcome<> prepareCall(const S3Operation &operation, S3Call &call) const;
    HttpResponse handle(const S3Operation &operation, S3Call &call);
    static HttpResponse failed(const HttpRequest &request, const S3Failure &failure);

    // One for each operation.
    HttpResponse listBuckets(S3Call &call);
    HttpResponse createBucket(S3Call &call);
    HttpResponse deleteBucket(S3Call &call);
    HttpResponse headBucket(S3Call &call);
    HttpResponse getBucketLocation(S3Call &call);
    HttpResponse getBucketVersioning(S3Call &call);
    HttpResponse listObjects(S3Call &call);
    HttpResponse listObjectsV2(S3Call &call);
    HttpResponse listObjectVersions(S3Call &call);
    HttpResponse listMultipartUploads(S3Call &call);
    HttpResponse deleteObjects(S3Call &call);
    HttpResponse getObject(S3Call &call);
    HttpResponse getObjectTagging(S3Call &call);
    HttpResponse putObject(S3Call &call);
    HttpResponse copyObject(S3Call &call);
    HttpResponse deleteObject(S3Call &call);
    HttpResponse createMultipartUpload(S3Call &call);
    HttpResponse uploadPart(S3Call &call);
    HttpResponse uploadPartCopy(S3Call &call);
    HttpResponse listParts(S3Call &call);
    HttpResponse completeMultipartUpload(S3Call &call);
    HttpResponse abortMultipartUpload(S3Call &call);

private:
    struct CopySource;
    void address(HttpRequest &request) const;
    S3Outcome<CopySource> copySource(const S3Call &call) const;

    BucketTable &m_buckets;
    QByteArray m_region;
    QByteArray m_baseDomain;
    ByteCount m_minimumPartSize;
    bool m_readOnly;
};

/// Headers of a PUT that belong to the object: content type aside, x-amz-meta-* and the standard ones.
HeaderList objectHeaders(const HttpRequest &request);
/// Tags of an object are kept among its headers under this name, as x-amz-tagging spells them.
inline constexpr const char *taggingHeader = "x-amz-tagging";
/// The content type a PUT gives, or S3's default.
QByteArray objectContentType(const HttpRequest &request);
/// Conditions of the request (If-Match, ...) against the object; a failure is a 412 or a 304.
/// @p prefix is "" or "x-amz-copy-source-".
S3Outcome<> checkConditions(const HttpRequest &request, const ObjectMeta &meta, const QByteArray &prefix);

} // namespace millrace::server
