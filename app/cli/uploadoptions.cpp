// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/uploadoptions.h"

#include "cli/rateflags.h"
#include "cli/speedflags.h"
#include "s3/uri.h"
#include "transfer/customerkey.h"
#include "transfer/keyfilter.h"
#include "transfer/uploadlayout.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {
namespace {

constexpr qsizetype mostTags = 10; // "Categorizing your storage using tags", Amazon S3 user guide

Error usage(const QString &message)
{
    return Error::make(ErrorKind::Config, ErrorCause::None, message);
}

TransferSettings readSettings(OptionValues &values)
{
    TransferSettings s;
    if (values.has(u"auto-optimize"_s))
        openForTuning(s);
    if (const auto n = values.integer(u"concurrency"_s, 1, 1000))
        s.concurrency = int(*n);
    if (const auto mib = values.integer(u"multipart-size-mb"_s, smallestPart / MiB, largestPart / MiB))
        s.partSize = *mib * MiB;
    if (const auto n = values.integer(u"file-parallelism"_s, 1, 10'000))
        s.fileParallelism = int(*n);
    if (const auto n = values.integer(u"max-pool-connections"_s, 1, 10'000))
        s.maxConnections = int(*n);
    if (const auto n = values.integer(u"io-threads"_s, 1, 256))
        s.ioThreads = int(*n);
    if (const auto bytes = values.size(u"memory-limit"_s, 16 * MiB, 1024 * GiB))
        s.memoryLimit = *bytes;
    if (const auto mode = values.choice(u"direct-io"_s, {u"auto"_s, u"on"_s, u"off"_s}))
        s.directIo = DirectIo(*mode);
    s.validate = !values.has(u"skip-validation"_s);
    if (const auto time = values.duration(u"stall-timeout"_s, 1s, 24h))
        s.stallTimeout = *time;
    if (const auto n = values.integer(u"max-attempts"_s, 1, 1000))
        s.maxAttempts = int(*n);
    return s;
}

UploadChecksum readChecksum(OptionValues &values)
{
    UploadChecksum checksum;
    const QStringList names{u"auto"_s, u"none"_s, u"crc32"_s, u"crc32c"_s, u"crc64nvme"_s, u"sha256"_s};
    const auto chosen = values.choice(u"checksum"_s, names);
    if (!chosen || *chosen == 0)
        return checksum;
    checksum.mode = *chosen == 1 ? UploadChecksum::Mode::None : UploadChecksum::Mode::Fixed;
    checksum.algorithm = checksumAlgorithmFromName(names.at(*chosen)).value_or(checksum.algorithm);
    return checksum;
}

/// Splits "NAME=VALUE".
std::pair<QString, QString> readPair(OptionValues &values, const QString &flag, const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals < 1)
        values.reject(u"--%1 cannot be \"%2\": NAME=VALUE is needed"_s.arg(flag, text));
    return {text.left(equals), text.mid(equals + 1)};
}

/// A header's name and value: what HTTP carries unharmed and S3 signs without surprises.
void readMetadata(OptionValues &values, UploadSpec &spec)
{
    for (const QString &text : values.texts(u"metadata"_s)) {
        const auto [name, value] = readPair(values, u"metadata"_s, text);
        for (const QChar c : name)
            if (c.unicode() > 0x7e || !(c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.'))
                values.reject(u"--metadata %1: a name has letters, digits, \"-\", \"_\" and \".\" only"_s.arg(name));
        for (const QChar c : value)
            if (c.unicode() < 0x20 || c.unicode() > 0x7e)
                values.reject(u"--metadata %1: a value has printable ASCII characters only"_s.arg(name));
        const QByteArray wireName = name.toLower().toLatin1();
        if (!headerValue(spec.metadata, wireName).isNull())
            values.reject(u"--metadata %1: the name is given twice (capitals do not matter)"_s.arg(name));
        spec.metadata.emplaceBack(wireName, value.toLatin1());
    }
}

Result<void> readEncryption(OptionValues &values, UploadSpec &spec)
{
    using Mode = UploadEncryption::Mode;
    if (const auto how = values.choice(u"sse"_s, {u"AES256"_s, u"aws:kms"_s}))
        spec.encryption.mode = *how == 0 ? Mode::Aes256 : Mode::Kms;
    spec.encryption.kmsKeyId = values.nonEmpty(u"sse-kms-key-id"_s).value_or(QString());
    if (!spec.encryption.kmsKeyId.isEmpty() && spec.encryption.mode != Mode::Kms)
        values.reject(u"--sse-kms-key-id needs --sse aws:kms"_s);
    values.exclude(u"sse"_s, u"sse-customer-key-file"_s);
    const auto path = values.nonEmpty(u"sse-customer-key-file"_s);
    if (!path)
        return {};
    Result<QByteArray> key = readCustomerKey(*path);
    if (!key)
        return fail(key.error());
    spec.encryption.mode = Mode::CustomerKey;
    spec.encryption.customerKey = *key;
    return {};
}

} // namespace

Result<UploadRequest> parseUpload(const QStringList &words)
{
    const Result<Arguments> arguments = Arguments::parse(uploadOptions(), words, u"upload"_s);
    if (!arguments)
        return fail(arguments.error());
    OptionValues values(*arguments);

    UploadRequest request;
    request.connection = readConnection(values);
    if (const QString warning = secretFlagWarning(values); !warning.isEmpty())
        request.warnings += warning;
    request.rates = readRates(values);
    request.hooks = readHooks(values);
    request.output = readOutput(values);

    UploadSpec &spec = request.spec;
    spec.settings = readSettings(values);
    spec.checksum = readChecksum(values);
    if (const auto mib = values.integer(u"multipart-threshold-mb"_s, 1, largestPart / MiB))
        spec.multipartThreshold = *mib * MiB;
    spec.contentType = values.nonEmpty(u"content-type"_s).value_or(QString());
    spec.storageClass = values.nonEmpty(u"storage-class"_s).value_or(QString());
    spec.acl = values.nonEmpty(u"acl"_s).value_or(QString());
    for (const QString &text : values.texts(u"tagging"_s)) {
        const auto tag = readPair(values, u"tagging"_s, text);
        for (const auto &[name, value] : std::as_const(spec.tags))
            if (name == tag.first)
                values.reject(u"--tagging %1: the name is given twice"_s.arg(name));
        spec.tags += tag;
    }
    if (spec.tags.size() > mostTags)
        values.reject(u"--tagging: an object has ten tags at most"_s);
    readMetadata(values, spec);
    spec.expectedSize = values.size(u"expected-size"_s, 0, largestObject);
    spec.include = values.texts(u"include"_s);
    spec.exclude = values.texts(u"exclude"_s);
    spec.dryRun = values.has(u"dry-run"_s);
    spec.keepPartial = values.has(u"keep-partial"_s);
    spec.resume = !values.has(u"no-resume"_s);
    const Result<> encryption = readEncryption(values, spec);
    if (values.error())
        return fail(*values.error());
    if (!encryption)
        return fail(encryption.error());
    if (const auto filter = KeyFilter::make(spec.include, spec.exclude); !filter)
        return fail(filter.error());

    QStringList sources = arguments->positional();
    if (sources.size() < 2)
        return fail(usage(u"\"upload\" needs files or folders, and a target such as s3://bucket/prefix/"_s));
    const QString target = sources.takeLast();
    const Result<S3Uri> uri = S3Uri::parse(target);
    if (!uri)
        return fail(uri.error());
    for (const QString &source : std::as_const(sources))
        if (source.startsWith(u"s3://"_s))
            return fail(usage(u"\"%1\" is no file: \"upload\" takes files and folders, and one s3:// target at the end"_s
                                  .arg(source)));
    request.fromStdin = sources.contains(u"-"_s);
    if (request.fromStdin && sources.size() > 1)
        return fail(usage(u"standard input (\"-\") cannot be uploaded beside other sources; a file of that name is \"./-\""_s));
    if (request.fromStdin && (uri->key.isEmpty() || uri->key.endsWith(u'/')))
        return fail(usage(u"standard input has no name: the target must be a whole key, such as s3://%1/%2NAME"_s.arg(
            uri->bucket, uri->key)));
    if (request.fromStdin && spec.keepPartial)
        return fail(usage(u"--keep-partial makes no sense with standard input, which cannot be read a second time"_s));
    if (!request.fromStdin && spec.expectedSize)
        return fail(usage(u"--expected-size goes with standard input (\"-\") only: the size of a file is known"_s));
    if (!request.fromStdin)
        spec.paths = sources;
    spec.bucket = uri->bucket;
    spec.key = uri->key;

    request.facts.mode = u"upload"_s;
    request.facts.sources = sources;
    request.facts.target = target;
    request.facts.settings = spec.settings;
    return request;
}

} // namespace millrace
