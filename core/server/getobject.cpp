// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/byterange.h"
#include "server/s3service.h"
#include "server/xmlanswer.h"

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

struct Override
{
    const char *query;
    const char *header;
};

constexpr Override overrides[] = {
    {"response-content-type", "Content-Type"},
    {"response-content-language", "Content-Language"},
    {"response-expires", "Expires"},
    {"response-cache-control", "Cache-Control"},
    {"response-content-disposition", "Content-Disposition"},
    {"response-content-encoding", "Content-Encoding"},
};

bool listsEtag(const QByteArray &header, const QByteArray &etag)
{
    const QList<QByteArray> candidates = header.split(',');
    for (QByteArray candidate : candidates) {
        candidate = candidate.trimmed();
        if (candidate == "*")
            return true;
        if (candidate.startsWith("W/"))
            candidate.remove(0, 2);
        if (candidate.startsWith('"') && candidate.endsWith('"') && candidate.size() >= 2)
            candidate = candidate.mid(1, candidate.size() - 2);
        if (candidate == etag)
            return true;
    }
    return false;
}

void addChecksums(HttpResponse &response, const ChecksumMap &checksums, bool composite)
{
    for (auto it = checksums.begin(); it != checksums.end(); ++it)
        response.addHeader(checksumHeader(it.key()), it.value());
    if (!checksums.isEmpty())
        response.addHeader("x-amz-checksum-type", composite ? "COMPOSITE" : "FULL_OBJECT");
}

/// The tags of a header x-amz-tagging, which spells them as a query does.
QList<std::pair<QByteArray, QByteArray>> readTags(const QByteArray &header)
{
    QList<std::pair<QByteArray, QByteArray>> tags;
    for (const QByteArray &pair : header.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        const auto decoded = [](QByteArray text) { return QByteArray::fromPercentEncoding(text.replace('+', ' ')); };
        if (!pair.isEmpty())
            tags.emplaceBack(decoded(equals < 0 ? pair : pair.left(equals)),
                             equals < 0 ? QByteArray() : decoded(pair.mid(equals + 1)));
    }
    return tags;
}

/// The bytes of part @p number.
S3Outcome<ByteRange> partRange(const ObjectMeta &meta, int number)
{
    if (number < 1 || number > std::max<qsizetype>(1, meta.parts.size()))
        return s3Fail("InvalidPartNumber");
    if (meta.parts.isEmpty())
        return ByteRange{0, meta.size};
    ByteRange range;
    for (int i = 0; i + 1 < number; ++i)
        range.offset += meta.parts.at(i).size;
    range.length = meta.parts.at(number - 1).size;
    return range;
}

} // namespace

S3Outcome<> checkConditions(const HttpRequest &request, const ObjectMeta &meta, const QByteArray &prefix)
{
    const auto refuse = [](const char *code, const char *condition) {
        S3Failure failure = S3Failure::of(code);
        failure.details.append({u"Condition"_s, QString::fromLatin1(condition)});
        return tl::make_unexpected(std::move(failure));
    };
    const QDateTime modified = QDateTime::fromSecsSinceEpoch(meta.modifiedNs / 1'000'000'000, Qt::UTC);
    if (const QByteArray match = request.header(prefix + "if-match"); !match.isEmpty()) {
        if (!listsEtag(match, meta.etag))
            return refuse("PreconditionFailed", "If-Match");
    } else if (const QByteArray since = request.header(prefix + "if-unmodified-since"); !since.isEmpty()) {
        const QDateTime time = parseHttpDate(since);
        if (time.isValid() && modified > time)
            return refuse("PreconditionFailed", "If-Unmodified-Since");
    }
    // A copy has no 304 to give.
    const char *unchanged = prefix.isEmpty() ? "NotModified" : "PreconditionFailed";
    if (const QByteArray none = request.header(prefix + "if-none-match"); !none.isEmpty()) {
        if (listsEtag(none, meta.etag))
            return refuse(unchanged, "If-None-Match");
    } else if (const QByteArray since = request.header(prefix + "if-modified-since"); !since.isEmpty()) {
        const QDateTime time = parseHttpDate(since);
        if (time.isValid() && modified <= time)
            return refuse(unchanged, "If-Modified-Since");
    }
    return {};
}

HttpResponse S3Service::getObject(S3Call &call)
{
    const HttpRequest &request = call.request;
    const bool withChecksum = request.header("x-amz-checksum-mode").toUpper() == "ENABLED";
    auto object = call.bucket->open(request.key, withChecksum);
    if (!object)
        return failed(request, object.error());
    ObjectMeta &meta = object->meta;
    if (call.changeEtag)
        meta.etag = "changed." + meta.etag;
    if (auto conditions = checkConditions(request, meta, {}); !conditions) {
        HttpResponse response = failed(request, conditions.error());
        if (response.status == 304) {
            response.addHeader("ETag", '"' + meta.etag + '"');
            response.addHeader("Last-Modified", meta.lastModifiedHttp());
        }
        return response;
    }

    HttpResponse response;
    ByteRange range{0, meta.size};
    QByteArray wanted = call.ignoreRange ? QByteArray() : request.header("range");
    if (const QByteArray condition = request.header("if-range");
        !condition.isEmpty() && !listsEtag(condition, meta.etag) && parseHttpDate(condition) < meta.modified())
        wanted.clear();
    bool partial = false;
    const PartMeta *part = nullptr;
    if (request.hasQuery("partNumber") && !call.ignoreRange) {
        const int number = request.queryValue("partNumber").toInt();
        const auto found = partRange(meta, number);
        if (!found)
            return failed(request, found.error());
        range = *found;
        // A part of an empty object is no range that Content-Range could name.
        partial = meta.size > 0;
        if (!meta.parts.isEmpty()) {
            part = &meta.parts.at(number - 1);
            response.addHeader("x-amz-mp-parts-count", QByteArray::number(meta.parts.size()));
        }
    } else if (!wanted.isEmpty()) {
        const auto parsed = parseRange(wanted, meta.size);
        if (parsed.kind == RangeKind::Unsatisfiable) {
            S3Failure failure = S3Failure::of("InvalidRange");
            failure.details.append({u"RangeRequested"_s, QString::fromLatin1(wanted)});
            failure.details.append({u"ActualObjectSize"_s, QString::number(meta.size)});
            failure.headers.append({"Content-Range", "bytes */" + QByteArray::number(meta.size)});
            return failed(request, failure);
        }
        if (parsed.kind == RangeKind::Range) {
            range = parsed.range;
            partial = true;
        }
    }
    if (partial) {
        response.status = 206;
        response.addHeader("Content-Range", "bytes " + QByteArray::number(range.offset) + '-'
                                                + QByteArray::number(range.offset + range.length - 1) + '/'
                                                + QByteArray::number(meta.size));
    }
    response.addHeader("Content-Type", meta.contentType);
    response.addHeader("ETag", '"' + meta.etag + '"');
    response.addHeader("Last-Modified", meta.lastModifiedHttp());
    response.addHeader("Accept-Ranges", "bytes");
    for (const auto &[name, value] : meta.headers) {
        if (name == taggingHeader)
            response.addHeader("x-amz-tagging-count", QByteArray::number(readTags(value).size()));
        else if (name != "x-amz-storage-class" || value != "STANDARD")
            response.addHeader(name, value);
    }
    for (const Override &override : overrides) {
        if (request.hasQuery(override.query))
            response.setHeader(override.header, request.queryValue(override.query));
    }
    // The checksum of the object says nothing about a piece of it.
    if (withChecksum && part)
        addChecksums(response, part->checksums, false);
    else if (withChecksum && !partial)
        addChecksums(response, meta.checksums, meta.compositeChecksum);

    response.offset = range.offset;
    response.length = range.length;
    response.source = std::move(object->source);
    return response;
}

HttpResponse S3Service::getObjectTagging(S3Call &call)
{
    const auto object = call.bucket->open(call.request.key, false);
    if (!object)
        return failed(call.request, object.error());
    XmlAnswer xml(u"Tagging"_s);
    xml.begin(u"TagSet"_s);
    for (const auto &[header, value] : object->meta.headers) {
        if (header != taggingHeader)
            continue;
        for (const auto &[tag, text] : readTags(value)) {
            xml.begin(u"Tag"_s);
            xml.text(u"Key"_s, tag);
            xml.text(u"Value"_s, text);
            xml.end();
        }
    }
    xml.end();
    return HttpResponse::xml(xml.finish());
}

} // namespace millrace::server
