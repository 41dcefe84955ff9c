// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/benchmarkflags.h"

#include "cli/source.h"
#include "cli/speedflags.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace millrace {

OptionGroup benchmarkObjectOptions()
{
    return {u"What is moved"_s,
            {
                {{u"bucket-name"_s}, u"NAME"_s, u"bucket, where no s3:// address is given"_s, {}},
                {{u"direction"_s}, u"WAY"_s, u"download or upload"_s, u"download"_s},
                {{u"objects"_s}, u"N"_s, u"test objects"_s, u"1"_s},
                {{u"object-size-mb"_s}, u"MIB"_s, u"size of a test object"_s, u"256"_s},
                {{u"keep-test-object"_s}, {}, u"leave the test objects in the bucket"_s, {}},
                {{u"existing"_s}, {}, u"make nothing: download what is at the address, an object or everything below a prefix"_s, {}},
                {{u"max-objects"_s}, u"N"_s, u"with --existing: the first N only"_s, u"all"_s},
                {{u"save-to-disk"_s}, u"DIR"_s,
                 u"downloads become files in a folder of their own below DIR, and uploads come from files there; all of them "
                 "are removed at the end"_s, u"memory"_s},
            }};
}

OptionGroup benchmarkMachineryOptions()
{
    return {u"How it is moved"_s,
            {
                {{u"io-threads"_s}, u"N"_s, u"threads that read and write the disk"_s, u"8"_s},
                {{u"chunk-size-kb"_s}, u"KIB"_s, u"size of one disk write"_s, u"1024"_s},
                {{u"memory-limit"_s}, u"SIZE"_s, u"all buffers together"_s, u"256MiB"_s},
                {{u"streaming-mode"_s}, {}, u"write chunks to disk as they arrive"_s, u"on"_s},
                {{u"no-streaming-mode"_s}, {}, u"gather a part in memory, then write it"_s, {}},
                {{u"direct-io"_s}, u"MODE"_s, u"auto, on or off: past the page cache (O_DIRECT)"_s, u"auto"_s},
                {{u"disk-rate"_s}, u"RATE"_s, u"write to disk no faster, such as 100MB/s"_s, u"no limit"_s},
                {{u"transport"_s}, u"LIBRARY"_s, u"auto, builtin, curl or qt: who speaks HTTP"_s, u"auto"_s},
                {{u"skip-validation"_s}, {}, u"check sizes only, no checksums"_s, {}},
                {{u"stall-timeout"_s}, u"TIME"_s, u"give a connection up after so long without a byte"_s, u"30s"_s},
                {{u"max-attempts"_s}, u"N"_s, u"tries of one part, the first included"_s, u"10"_s},
            }};
}

Result<BenchmarkSpec> readBenchmark(const QStringList &words, OptionValues &values, const QString &verb)
{
    const auto usage = [](const QString &message) { return fail(ErrorKind::Config, ErrorCause::None, message); };
    BenchmarkSpec spec;
    readMachinery(values, spec.settings);
    if (const auto way = values.choice(u"direction"_s, {u"download"_s, u"upload"_s}))
        spec.direction = BenchmarkDirection(*way);
    if (const auto n = values.integer(u"objects"_s, 1, 100'000))
        spec.objects = int(*n);
    if (const auto mib = values.integer(u"object-size-mb"_s, 1, 51'118'080))
        spec.objectSize = *mib * MiB;
    if (const auto n = values.integer(u"max-objects"_s, 1, std::numeric_limits<qint64>::max()))
        spec.maxObjects = *n;
    spec.keepObjects = values.has(u"keep-test-object"_s);
    spec.existing = values.has(u"existing"_s);
    if (spec.existing && spec.direction == BenchmarkDirection::Upload)
        values.reject(u"--existing measures downloads: --direction upload makes its own objects"_s);
    for (const QString &flag : {u"objects"_s, u"object-size-mb"_s, u"keep-test-object"_s})
        if (spec.existing)
            values.exclude(u"existing"_s, flag);
    if (!spec.existing && values.has(u"max-objects"_s))
        values.reject(u"--max-objects goes with --existing; --objects is how many are made"_s);
    if (const auto folder = values.nonEmpty(u"save-to-disk"_s)) {
        spec.folder = QDir(*folder).absolutePath();
        if (QFileInfo::exists(spec.folder) && !QFileInfo(spec.folder).isDir())
            values.reject(u"--save-to-disk cannot be \"%1\": that is no folder"_s.arg(*folder));
    }
    if (values.error())
        return fail(*values.error());
    if (words.size() > 1)
        return usage(u"\"%1\" takes one address, such as s3://bucket; \"%2\" is one too many"_s.arg(verb, words.at(1)));
    if (words.isEmpty() == !values.has(u"bucket-name"_s))
        return usage(words.isEmpty() ? u"\"%1\" needs a bucket to measure with, such as s3://bucket"_s.arg(verb)
                                     : u"the bucket is given twice: \"%1\" and --bucket-name"_s.arg(words.first()));
    const Result<Source> source = Source::parse(words.isEmpty() ? u"s3://%1/"_s.arg(values.text(u"bucket-name"_s)) : words.first(), false);
    if (!source)
        return fail(source.error());
    if (source->kind == Source::Kind::Url)
        return usage(u"\"%1\" takes an s3:// address; of a URL only \"download\" is possible"_s.arg(verb));
    spec.bucket = source->bucket;
    if (source->kind == Source::Kind::Object && spec.existing)
        spec.key = source->key;
    else if (source->kind == Source::Kind::Object)
        return usage(u"test objects go below a prefix: write \"%1/\"; an object that is there is measured with --existing"_s.arg(
            words.first()));
    else
        spec.prefix = source->key;
    return spec;
}

QString describe(const BenchmarkSpec &spec)
{
    const QString where = spec.folder.isEmpty() ? u"memory"_s : u"disk"_s;
    QString what;
    if (spec.existing)
        what = u"what is at s3://%1/%2"_s.arg(spec.bucket, spec.key.isEmpty() ? spec.prefix : spec.key);
    else
        what = u"%1 of %2"_s.arg(spec.objects == 1 ? u"1 test object"_s : u"%1 test objects"_s.arg(spec.objects),
                                 formatBytes(spec.objectSize));
    return spec.direction == BenchmarkDirection::Download ? u"download of %1 to %2"_s.arg(what, where)
                                                          : u"upload of %1 from %2"_s.arg(what, where);
}

OrderedJson machineryJson(const TransferSettings &s)
{
    static const char *const directIo[] = {"auto", "on", "off"};
    static const char *const transports[] = {"qt", "curl", "builtin"};
    return {{"io_threads", s.ioThreads},
            {"chunk_size", s.chunkSize},
            {"memory_limit", s.memoryLimit},
            {"streaming_mode", s.streaming},
            {"direct_io", directIo[int(s.directIo)]},
            {"disk_bytes_per_second", s.diskRate ? OrderedJson(qint64(*s.diskRate)) : OrderedJson(nullptr)},
            {"transport", s.transport ? transports[int(*s.transport)] : "auto"},
            {"validate", s.validate}};
}

OrderedJson workloadJson(const BenchmarkSpec &spec)
{
    OrderedJson json;
    json["direction"] = spec.direction == BenchmarkDirection::Download ? "download" : "upload";
    json["bucket"] = toJson(spec.bucket);
    json["existing"] = spec.existing ? toJson(spec.key.isEmpty() ? spec.prefix : spec.key) : OrderedJson(nullptr);
    json["objects"] = spec.existing ? OrderedJson(nullptr) : OrderedJson(spec.objects);
    json["object_size_mb"] = spec.existing ? OrderedJson(nullptr) : OrderedJson(spec.objectSize / MiB);
    json["target"] = spec.folder.isEmpty() ? "memory" : "disk";
    json["endpoint"] = textOrNull(spec.connection.endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    return json;
}

} // namespace millrace
