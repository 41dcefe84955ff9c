// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/folderstore.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

constexpr ByteCount autoMd5Limit = 8 * MiB;
constexpr qsizetype longestName = 255;

/// Whether the key can be a path: no empty, "." or ".." name, nothing too long, and not into the hidden folder.
bool isNatural(const QByteArray &key)
{
    if (key.isEmpty() || key.contains('\0'))
        return false;
    qsizetype from = 0;
    for (;;) {
        qsizetype to = key.indexOf('/', from);
        if (to < 0)
            to = key.size();
        const QByteArrayView name = QByteArrayView(key).sliced(from, to - from);
        if (name.isEmpty() || name == "." || name == ".." || name.size() > longestName)
            return false;
        if (from == 0 && name == FolderStore::hiddenName)
            return false;
        if (to == key.size())
            return true;
        from = to + 1;
    }
}

QByteArray hashed(const QByteArray &key, const char *under, const char *ending)
{
    const QByteArray hash = QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex();
    return FolderStore::hiddenName + under + hash.left(2) + '/' + hash + ending;
}

QByteArray metaPath(const QByteArray &key) { return hashed(key, "/meta/", ".json"); }
QByteArray oddMetaPath(const QByteArray &key) { return hashed(key, "/odd/", ".json"); }
QByteArray oddDataPath(const QByteArray &key) { return hashed(key, "/odd/", ".data"); }

/// The rename failed because the key cannot be a path here, rather than because the disk is full or the like.
bool isNamingProblem(int errnoValue)
{
    static constexpr std::array reasons{EISDIR, ENOTDIR, EEXIST, ENOTEMPTY, ENAMETOOLONG, EXDEV, ELOOP, EINVAL, EILSEQ};
    return std::find(reasons.begin(), reasons.end(), errnoValue) != reasons.end();
}

} // namespace

const QByteArray FolderStore::hiddenName = QByteArrayLiteral(".millrace-endpoint");

QByteArray md5OfFile(int fd)
{
    Checksum md5(ChecksumAlgorithm::Md5);
    QByteArray buffer(256 * 1024, Qt::Uninitialized);
    for (off_t offset = 0;;) {
        const ssize_t n = ::pread(fd, buffer.data(), size_t(buffer.size()), offset);
        if (n < 0)
            return {};
        if (n == 0)
            return md5.finish().toHex();
        md5.add(buffer.constData(), n);
        offset += n;
    }
}

FolderStore::FolderStore(const QString &folder, EtagMode etagMode)
    : m_folder(folder), m_etagMode(etagMode), m_index(m_folder, hiddenName), m_oddList(std::make_shared<KeyList>(
                                                                                std::vector<QByteArray>()))
{
    struct stat info;
    m_hasMeta = m_folder.isValid() && m_folder.stat(hiddenName, &info);
    if (m_hasMeta) {
        // What an endpoint left half received when it was killed.
        m_folder.removeTree(hiddenName + "/tmp");
        loadOddKeys();
    }
}

void FolderStore::loadOddKeys()
{
    const QByteArray top = hiddenName + "/odd";
    const auto names = [this](const QByteArray &path) {
        QList<QByteArray> found;
        UniqueFd fd = m_folder.open(path, O_RDONLY | O_DIRECTORY);
        if (!fd.isValid())
            return found;
        DIR *stream = ::fdopendir(fd.release());
        while (const dirent *entry = ::readdir(stream)) {
            if (entry->d_name[0] != '.')
                found.append(entry->d_name);
        }
        ::closedir(stream);
        return found;
    };
    for (const QByteArray &group : names(top)) {
        for (const QByteArray &file : names(top + '/' + group)) {
            if (!file.endsWith(".json"))
                continue;
            const QJsonObject object =
                QJsonDocument::fromJson(m_folder.readAll(top + '/' + group + '/' + file)).object();
            const QByteArray key = QByteArray::fromBase64(object.value("key"_L1).toString().toLatin1());
            struct stat info;
            if (!key.isEmpty() && m_folder.stat(oddDataPath(key), &info))
                m_oddKeys.insert(key);
        }
    }
    m_oddList.reset();
}

UniqueFd FolderStore::openFile(const QByteArray &key, struct stat *info) const
{
    if (isNatural(key)) {
        UniqueFd fd = m_folder.open(key, O_RDONLY);
        if (fd.isValid() && ::fstat(fd.get(), info) == 0 && S_ISREG(info->st_mode))
            return fd;
    }
    if (m_oddKeys.contains(key)) {
        UniqueFd fd = m_folder.open(oddDataPath(key), O_RDONLY);
        if (fd.isValid() && ::fstat(fd.get(), info) == 0)
            return fd;
    }
    return UniqueFd();
}

QByteArray FolderStore::etagOf(int fd, const struct stat &info) const
{
    const bool md5 = m_etagMode == EtagMode::Md5 || (m_etagMode == EtagMode::Auto && info.st_size <= autoMd5Limit);
    const QByteArray hash = md5 ? md5OfFile(fd) : QByteArray();
    return hash.isEmpty() ? opaqueEtag(info.st_size, modifiedNs(info)) : hash;
}

ObjectMeta FolderStore::metaOf(const QByteArray &key, int fd, const struct stat &info)
{
    const auto fits = [&info](const ObjectMeta &meta) {
        return meta.size == info.st_size && meta.modifiedNs == modifiedNs(info);
    };
    {
        const std::lock_guard lock(m_cacheMutex);
        if (const ObjectMeta *cached = m_cache.object(key); cached && fits(*cached))
            return *cached;
    }
    ObjectMeta meta;
    if (m_hasMeta) {
        const QByteArray path = m_oddKeys.contains(key) && !isNatural(key) ? oddMetaPath(key) : metaPath(key);
        QByteArray json = m_folder.readAll(path);
        if (json.isEmpty() && m_oddKeys.contains(key))
            json = m_folder.readAll(oddMetaPath(key));
        if (!json.isEmpty())
            meta = ObjectMeta::fromJson(QJsonDocument::fromJson(json).object());
    }
    // JSON of a file that has been replaced behind the endpoint's back says nothing about the new one.
    if (meta.etag.isEmpty() || !fits(meta)) {
        meta = ObjectMeta();
        meta.size = info.st_size;
        meta.modifiedNs = modifiedNs(info);
        meta.etag = etagOf(fd, info);
        meta.contentType = "binary/octet-stream";
    }
    const std::lock_guard lock(m_cacheMutex);
    m_cache.insert(key, new ObjectMeta(meta));
    return meta;
}

std::optional<FolderStore::OpenObject> FolderStore::open(const QByteArray &key)
{
    const std::shared_lock lock(m_lock);
    OpenObject object;
    struct stat info;
    object.fd = openFile(key, &info);
    if (!object.fd.isValid())
        return std::nullopt;
    object.meta = metaOf(key, object.fd.get(), info);
    return object;
}

std::optional<ObjectMeta> FolderStore::meta(const QByteArray &key)
{
    auto object = open(key);
    if (!object)
        return std::nullopt;
    return std::move(object->meta);
}

S3Outcome<std::unique_ptr<UploadFile>> FolderStore::newUpload() const
{
    static std::atomic<quint64> serial{0};
    const QByteArray tmp = hiddenName + "/tmp";
    const QByteArray path = tmp + '/' + QByteArray::number(qint64(::getpid())) + '-' + QByteArray::number(++serial);
    UniqueFd fd = m_folder.open(path, O_RDWR | O_CREAT | O_EXCL);
    if (!fd.isValid() && errno == ENOENT && m_folder.makeFolders(tmp))
        fd = m_folder.open(path, O_RDWR | O_CREAT | O_EXCL);
    if (!fd.isValid())
        return tl::make_unexpected(S3Failure::fromErrno(errno));
    return std::make_unique<UploadFile>(m_folder, path, std::move(fd));
}

S3Outcome<ObjectMeta> FolderStore::commit(const QByteArray &key, UploadFile &file, ObjectMeta meta)
{
    struct stat info;
    if (::fstat(file.fd(), &info) != 0)
        return tl::make_unexpected(S3Failure::fromErrno(errno));
    meta.size = info.st_size;
    meta.modifiedNs = modifiedNs(info);
    QJsonObject object = meta.toJson();
    object.insert(u"key"_s, QString::fromLatin1(key.toBase64()));
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);

    const std::unique_lock lock(m_lock);
    m_hasMeta = true;
    bool natural = isNatural(key);
    if (natural) {
        if (!m_folder.replaceContent(metaPath(key), json))
            return tl::make_unexpected(S3Failure::fromErrno(errno));
        if (!m_folder.rename(file.path(), key)) {
            if (!isNamingProblem(errno))
                return tl::make_unexpected(S3Failure::fromErrno(errno));
            m_folder.removeFile(metaPath(key));
            natural = false;
        }
    }
    if (natural) {
        m_index.touch(key);
        if (m_oddKeys.erase(key) > 0) {
            m_oddList.reset();
            m_folder.removeFile(oddDataPath(key));
            m_folder.removeFile(oddMetaPath(key));
        }
    } else {
        if (!m_folder.replaceContent(oddMetaPath(key), json) || !m_folder.rename(file.path(), oddDataPath(key)))
            return tl::make_unexpected(S3Failure::fromErrno(errno));
        if (m_oddKeys.insert(key).second)
            m_oddList.reset();
    }
    file.committed();
    const std::lock_guard cacheLock(m_cacheMutex);
    m_cache.insert(key, new ObjectMeta(meta));
    return meta;
}

void FolderStore::remove(const QByteArray &key)
{
    const std::unique_lock lock(m_lock);
    if (isNatural(key)) {
        struct stat info;
        if (m_folder.stat(key, &info) && S_ISREG(info.st_mode) && m_folder.removeFile(key)) {
            m_folder.pruneAbove(key);
            m_index.touch(key);
        }
        if (m_hasMeta)
            m_folder.removeFile(metaPath(key));
    }
    if (m_oddKeys.erase(key) > 0) {
        m_oddList.reset();
        m_folder.removeFile(oddDataPath(key));
        m_folder.removeFile(oddMetaPath(key));
    }
    const std::lock_guard cacheLock(m_cacheMutex);
    m_cache.remove(key);
}

QList<std::shared_ptr<const KeySequence>> FolderStore::keys(bool mayBeRecent)
{
    QList<std::shared_ptr<const KeySequence>> lists{m_index.keys(mayBeRecent)};
    const std::unique_lock lock(m_lock);
    if (!m_oddList)
        m_oddList = std::make_shared<KeyList>(std::vector<QByteArray>(m_oddKeys.begin(), m_oddKeys.end()));
    if (m_oddList->count() > 0)
        lists.append(m_oddList);
    return lists;
}

bool FolderStore::isEmpty()
{
    const auto lists = keys(false);
    return std::all_of(lists.begin(), lists.end(), [](const auto &list) { return list->count() == 0; });
}

} // namespace millrace::server
