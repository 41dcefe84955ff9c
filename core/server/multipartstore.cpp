// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/multipartstore.h"

#include <QJsonDocument>
#include <QUuid>
#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

bool isUploadId(const QByteArray &id)
{
    return id.size() == 32 && std::all_of(id.begin(), id.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

QByteArray partName(int number)
{
    return QByteArray::number(number).rightJustified(5, '0');
}

bool append(int to, const RootedFolder &folder, const QByteArray &path, ByteCount size)
{
    const UniqueFd from = folder.open(path, O_RDONLY);
    if (!from.isValid())
        return false;
    while (size > 0) {
        // In the kernel: shares blocks on file systems that can, and copies without passing through this process.
        const ssize_t n = ::copy_file_range(from.get(), nullptr, to, nullptr, size_t(size), 0);
        if (n > 0) {
            size -= n;
            continue;
        }
        if (n == 0)
            return false;
        if (errno != EXDEV && errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP)
            return false;
        QByteArray buffer(1 << 20, Qt::Uninitialized);
        while (size > 0) {
            const ssize_t got = ::read(from.get(), buffer.data(), size_t(std::min<ByteCount>(buffer.size(), size)));
            if (got <= 0 || !writeFully(to, buffer.constData(), got))
                return false;
            size -= got;
        }
    }
    return true;
}

/// Checksums of the whole from those of the parts, where all parts have the upload's algorithm.
void combineChecksums(const QList<UploadedPart> &parts, ChecksumAlgorithm algorithm, bool composite, ObjectMeta *meta)
{
    QByteArray whole;
    QByteArray digests;
    for (const UploadedPart &part : parts) {
        const QByteArray digest = QByteArray::fromBase64(part.meta.checksums.value(algorithm));
        if (digest.isEmpty())
            return;
        digests += digest;
        if (!composite)
            whole = whole.isEmpty() ? digest : Checksum::combine(algorithm, whole, digest, part.meta.size);
    }
    meta->compositeChecksum = composite;
    if (composite)
        whole = Checksum::of(algorithm, digests);
    meta->checksums.insert(algorithm,
                           composite ? whole.toBase64() + '-' + QByteArray::number(parts.size()) : whole.toBase64());
}

} // namespace

QByteArray MultipartStore::folderOf(const QByteArray &id) const
{
    return FolderStore::hiddenName + "/uploads/" + id;
}

S3Outcome<QByteArray> MultipartStore::create(PendingUpload upload)
{
    upload.id = QUuid::createUuid().toByteArray(QUuid::Id128);
    QJsonObject object{{u"key"_s, QString::fromLatin1(upload.key.toBase64())},
                       {u"initiated"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                       {u"meta"_s, upload.meta.toJson()},
                       {u"composite"_s, upload.compositeChecksum}};
    if (upload.algorithm)
        object.insert(u"algorithm"_s, name(*upload.algorithm));
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    if (!m_store.folder().replaceContent(folderOf(upload.id) + "/upload.json", json))
        return tl::make_unexpected(S3Failure::fromErrno(errno));
    return upload.id;
}

S3Outcome<PendingUpload> MultipartStore::find(const QByteArray &id, const QByteArray &key) const
{
    if (!isUploadId(id))
        return s3Fail("NoSuchUpload");
    const QByteArray json = m_store.folder().readAll(folderOf(id) + "/upload.json");
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    PendingUpload upload;
    upload.id = id;
    upload.key = QByteArray::fromBase64(object.value("key"_L1).toString().toLatin1());
    if (json.isEmpty() || (!key.isEmpty() && upload.key != key))
        return s3Fail("NoSuchUpload");
    upload.initiated = QDateTime::fromString(object.value("initiated"_L1).toString(), Qt::ISODateWithMs);
    upload.meta = ObjectMeta::fromJson(object.value("meta"_L1).toObject());
    upload.compositeChecksum = object.value("composite"_L1).toBool();
    upload.algorithm = checksumAlgorithmFromName(object.value("algorithm"_L1).toString());
    return upload;
}

S3Outcome<UploadedPart> MultipartStore::addPart(const QByteArray &id, UploadFile &file, UploadedPart part)
{
    struct stat info;
    if (::fstat(file.fd(), &info) != 0)
        return tl::make_unexpected(S3Failure::fromErrno(errno));
    part.modifiedNs = modifiedNs(info);
    ObjectMeta meta;
    meta.size = info.st_size;
    meta.modifiedNs = part.modifiedNs;
    meta.etag = part.etag;
    meta.checksums = part.meta.checksums;
    part.meta.size = info.st_size;
    const QByteArray path = folderOf(id) + '/' + partName(part.number);
    const std::lock_guard lock(m_mutex);
    // The upload may have been aborted while the part came in; a part must not bring its folder back.
    struct stat there;
    if (!m_store.folder().stat(folderOf(id) + "/upload.json", &there))
        return s3Fail("NoSuchUpload");
    if (!m_store.folder().rename(file.path(), path + ".part")
        || !m_store.folder().replaceContent(path + ".json",
                                            QJsonDocument(meta.toJson()).toJson(QJsonDocument::Compact)))
        return tl::make_unexpected(S3Failure::fromErrno(errno));
    file.committed();
    return part;
}

QList<UploadedPart> MultipartStore::parts(const QByteArray &id) const
{
    const std::lock_guard lock(m_mutex);
    QList<UploadedPart> found;
    UniqueFd fd = m_store.folder().open(folderOf(id), O_RDONLY | O_DIRECTORY);
    if (!fd.isValid())
        return found;
    DIR *stream = ::fdopendir(fd.release());
    while (const dirent *entry = ::readdir(stream)) {
        const QByteArray file(entry->d_name);
        bool isPart = file.size() == 10 && file.endsWith(".json");
        const int number = isPart ? file.left(5).toInt(&isPart) : 0;
        if (!isPart)
            continue;
        const ObjectMeta meta = ObjectMeta::fromJson(
            QJsonDocument::fromJson(m_store.folder().readAll(folderOf(id) + '/' + file)).object());
        found.append({number, meta.etag, meta.modifiedNs, {meta.size, meta.checksums}});
    }
    ::closedir(stream);
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.number < b.number; });
    return found;
}

QList<PendingUpload> MultipartStore::uploads() const
{
    QList<PendingUpload> found;
    UniqueFd fd = m_store.folder().open(FolderStore::hiddenName + "/uploads", O_RDONLY | O_DIRECTORY);
    if (!fd.isValid())
        return found;
    DIR *stream = ::fdopendir(fd.release());
    while (const dirent *entry = ::readdir(stream)) {
        if (auto upload = find(entry->d_name, {}))
            found.append(std::move(*upload));
    }
    ::closedir(stream);
    std::sort(found.begin(), found.end(), [](const PendingUpload &a, const PendingUpload &b) {
        return a.key != b.key ? a.key < b.key : a.id < b.id;
    });
    return found;
}

void MultipartStore::abort(const QByteArray &id)
{
    const std::lock_guard lock(m_mutex);
    m_store.folder().removeTree(folderOf(id));
}

S3Outcome<QList<UploadedPart>> MultipartStore::matched(const PendingUpload &upload, const QList<ClaimedPart> &claimed,
                                                       ByteCount minimumPartSize) const
{
    if (claimed.isEmpty())
        return s3Fail("MalformedXML");
    const QList<UploadedPart> there = parts(upload.id);
    QList<UploadedPart> chosen;
    for (const ClaimedPart &claim : claimed) {
        if (!chosen.isEmpty() && claim.number <= chosen.last().number)
            return s3Fail("InvalidPartOrder");
        const auto part =
            std::find_if(there.begin(), there.end(), [&](const auto &p) { return p.number == claim.number; });
        bool fits = part != there.end() && part->etag == claim.etag;
        for (auto it = claim.checksums.begin(); fits && it != claim.checksums.end(); ++it)
            fits = !part->meta.checksums.contains(it.key()) || part->meta.checksums.value(it.key()) == it.value();
        if (!fits) {
            S3Failure failure = S3Failure::of("InvalidPart");
            failure.details.append({u"PartNumber"_s, QString::number(claim.number)});
            return tl::make_unexpected(std::move(failure));
        }
        chosen.append(*part);
    }
    for (qsizetype i = 0; i + 1 < chosen.size(); ++i) {
        if (chosen.at(i).meta.size < minimumPartSize)
            return s3Fail("EntityTooSmall");
    }
    return chosen;
}

S3Outcome<ObjectMeta> MultipartStore::complete(const PendingUpload &upload, const QList<ClaimedPart> &claimed,
                                               const ChecksumMap &promised,
                                               ByteCount minimumPartSize)
{
    const auto chosen = matched(upload, claimed, minimumPartSize);
    if (!chosen)
        return tl::make_unexpected(chosen.error());
    auto file = m_store.newUpload();
    if (!file)
        return tl::make_unexpected(file.error());

    ObjectMeta meta = upload.meta;
    QByteArray md5s;
    for (const UploadedPart &part : *chosen) {
        const QByteArray path = folderOf(upload.id) + '/' + partName(part.number) + ".part";
        if (!append((*file)->fd(), m_store.folder(), path, part.meta.size))
            return tl::make_unexpected(S3Failure::fromErrno(errno));
        md5s += QByteArray::fromHex(part.etag);
        meta.parts.append(part.meta);
    }
    meta.etag = Checksum::of(ChecksumAlgorithm::Md5, md5s).toHex() + '-' + QByteArray::number(chosen->size());
    combineChecksums(*chosen, upload.algorithm.value_or(ChecksumAlgorithm::Crc64Nvme), upload.compositeChecksum, &meta);
    for (auto it = promised.begin(); it != promised.end(); ++it)
        if (meta.checksums.contains(it.key()) && meta.checksums.value(it.key()) != it.value())
            return s3Fail("BadDigest", u"The %1 of the object is not the one you sent"_s.arg(name(it.key()).toUpper()));
    auto done = m_store.commit(upload.key, **file, std::move(meta));
    if (done)
        abort(upload.id);
    return done;
}

} // namespace millrace::server
