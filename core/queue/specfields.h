// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionoptions.h"
#include "transfer/transferspec.h"
#include "transfer/uploadspec.h"

namespace millrace {

// Every field of the specs by name, for whoever writes or reads them: io(name, field). The structured bindings name all
// fields on purpose: a field added to a spec does not compile until it is decided here whether a queue keeps it. One that
// is not kept is named in the bindings and marked so, and QueueTask::check() or the command line refuses it.
// Read-only users pass what they do not change.

template <typename Io> void visitFields(Io &io, TransferSettings &settings)
{
    using L = QLatin1StringView;
    auto &[concurrency, partSize, fileParallelism, maxConnections, ioThreads, chunkSize, streaming, memoryLimit, directIo,
           validate, stallTimeout, transport, maxAttempts, bandwidth, hooks, trace, autoOptimize, diskRate] = settings;
    (void)bandwidth; // of a process, not of an entry
    (void)hooks;     // likewise: `queue add` refuses the flags
    (void)trace;     // likewise
    io(L("concurrency"), concurrency);
    io(L("part_size"), partSize);
    io(L("file_parallelism"), fileParallelism);
    io(L("max_connections"), maxConnections);
    io(L("io_threads"), ioThreads);
    io(L("chunk_size"), chunkSize);
    io(L("streaming"), streaming);
    io(L("memory_limit"), memoryLimit);
    io(L("direct_io"), directIo, {L("auto"), L("on"), L("off")});
    io(L("validate"), validate);
    io(L("stall_timeout_ms"), stallTimeout);
    io(L("transport"), transport, std::initializer_list<L>{L("qt"), L("curl"), L("builtin")});
    io(L("max_attempts"), maxAttempts);
    io(L("auto_optimize"), autoOptimize);
    io(L("disk_rate"), diskRate);
}

template <typename Io> void visitFields(Io &io, DownloadSpec &spec)
{
    using L = QLatin1StringView;
    auto &[connection, bucket, keys, versionId, wholePrefix, prefix, httpUrl, stripPrefix, include, exclude, maxFiles, repeat,
           targetFolder, targetFile, stream, overwrite, caseInsensitiveNames, dryRun, settings] = spec;
    (void)connection; // kept as ConnectionOptions
    (void)stream;     // refused by QueueTask::check()
    (void)dryRun;     // never queued
    io(L("bucket"), bucket);
    io(L("keys"), keys);
    io(L("version_id"), versionId);
    io(L("whole_prefix"), wholePrefix);
    io(L("prefix"), prefix);
    io(L("http_url"), httpUrl);
    io(L("strip_prefix"), stripPrefix);
    io(L("include"), include);
    io(L("exclude"), exclude);
    io(L("max_files"), maxFiles);
    io(L("repeat"), repeat);
    io(L("target_folder"), targetFolder);
    io(L("target_file"), targetFile);
    io(L("overwrite"), overwrite, {L("always"), L("never"), L("if-different"), L("by-checksum")});
    io(L("case_insensitive_names"), caseInsensitiveNames);
    io.nested(L("settings"), settings);
}

template <typename Io> void visitFields(Io &io, UploadChecksum &checksum)
{
    using L = QLatin1StringView;
    auto &[mode, algorithm] = checksum;
    io(L("mode"), mode, {L("auto"), L("none"), L("fixed")});
    io(L("algorithm"), algorithm, {L("md5"), L("sha1"), L("sha256"), L("crc32"), L("crc32c"), L("crc64nvme")});
}

template <typename Io> void visitFields(Io &io, UploadEncryption &encryption)
{
    using L = QLatin1StringView;
    auto &[mode, kmsKeyId, customerKey] = encryption;
    (void)customerKey; // a secret: read again from its file when the entry runs
    io(L("mode"), mode, {L("default"), L("aes256"), L("kms"), L("customer")});
    io(L("kms_key_id"), kmsKeyId);
}

template <typename Io> void visitFields(Io &io, UploadSpec &spec)
{
    using L = QLatin1StringView;
    auto &[connection, paths, generated, bytes, feed, expectedSize, items, bucket, key, include, exclude, dryRun, need,
           multipartThreshold, checksum,
           contentType, metadata, storageClass, encryption, acl, tags, keepPartial, takeBack, resume, stateFolder,
           settings] = spec;
    (void)connection;  // kept as ConnectionOptions
    (void)generated;   // refused by QueueTask::check()
    (void)bytes;       // likewise
    (void)feed;         // likewise
    (void)expectedSize; // goes with feed
    (void)items;        // refused by QueueTask::check()
    (void)dryRun;      // likewise
    (void)need;        // a sync's own, and a sync is not queued
    (void)keepPartial; // the queue decides
    (void)takeBack;    // likewise
    io(L("paths"), paths);
    io(L("bucket"), bucket);
    io(L("key"), key);
    io(L("include"), include);
    io(L("exclude"), exclude);
    io(L("multipart_threshold"), multipartThreshold);
    io.nested(L("checksum"), checksum);
    io(L("content_type"), contentType);
    io(L("metadata"), metadata);
    io(L("storage_class"), storageClass);
    io.nested(L("encryption"), encryption);
    io(L("acl"), acl);
    io(L("tags"), tags);
    io(L("resume"), resume);
    io(L("state_folder"), stateFolder);
    io.nested(L("settings"), settings);
}

template <typename Io> void visitFields(Io &io, ConnectionOptions &options)
{
    using L = QLatin1StringView;
    auto &[accessKeyId, secretAccessKey, sessionToken, profile, region, defaultRegion, endpointUrl, addressing, caBundle,
           noSignRequest, requesterPays] = options;
    (void)accessKeyId;     // never kept
    (void)secretAccessKey; // never kept
    (void)sessionToken;    // never kept
    io(L("profile"), profile);
    io(L("region"), region);
    io(L("default_region"), defaultRegion);
    io(L("endpoint_url"), endpointUrl);
    io(L("addressing"), addressing, std::initializer_list<L>{L("auto"), L("path"), L("virtual")});
    io(L("ca_bundle"), caBundle);
    io(L("no_sign_request"), noSignRequest);
    io(L("requester_pays"), requesterPays);
}

} // namespace millrace
