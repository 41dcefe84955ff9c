// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/bucket.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

/// Source: "General purpose bucket naming rules", Amazon S3 user guide.
bool isBucketName(const QString &name)
{
    static const QRegularExpression allowed(u"\\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\\z"_s);
    return allowed.match(name).hasMatch() && !name.contains(u".."_s);
}

} // namespace

bool Bucket::setFolder(const QString &folder, EtagMode etagMode)
{
    auto store = std::make_unique<FolderStore>(folder, etagMode);
    if (!store->isValid())
        return false;
    m_created = QFileInfo(folder).lastModified().toUTC();
    m_store = std::move(store);
    m_uploads = std::make_unique<MultipartStore>(*m_store);
    return true;
}

void Bucket::addSynthetic(const SyntheticObjects &objects, EtagMode etagMode)
{
    m_synthetic.append(std::make_shared<SyntheticSet>(objects, etagMode));
}

S3Outcome<Bucket::Found> Bucket::open(const QByteArray &key, bool withChecksum)
{
    if (m_store) {
        if (auto object = m_store->open(key))
            return Found{std::move(object->meta), std::make_unique<FileSource>(std::move(object->fd))};
    }
    for (const auto &set : m_synthetic) {
        if (const auto position = set->find(key))
            return Found{set->meta(*position, withChecksum), set->source(*position)};
    }
    S3Failure failure = S3Failure::of("NoSuchKey");
    failure.details.append({u"Key"_s, QString::fromUtf8(key)});
    return tl::make_unexpected(std::move(failure));
}

std::optional<ObjectMeta> Bucket::meta(const QByteArray &key)
{
    if (m_store) {
        if (auto meta = m_store->meta(key))
            return meta;
    }
    for (const auto &set : m_synthetic) {
        if (const auto position = set->find(key))
            return set->meta(*position, false);
    }
    return std::nullopt;
}

QList<std::shared_ptr<const KeySequence>> Bucket::keys(bool mayBeRecent)
{
    QList<std::shared_ptr<const KeySequence>> lists;
    if (m_store)
        lists = m_store->keys(mayBeRecent);
    for (const auto &set : m_synthetic)
        lists.append(set);
    return lists;
}

Result<std::unique_ptr<BucketTable>> BucketTable::open(const ServerOptions &options)
{
    auto table = std::make_unique<BucketTable>();
    table->m_etagMode = options.etagMode;
    table->m_root = options.bucketRoot;
    const auto add = [&table, &options](const QString &name, const QString &folder) -> Result<> {
        if (!isBucketName(name))
            return fail(ErrorKind::Config, ErrorCause::None, u"\"%1\" is no valid bucket name"_s.arg(name));
        auto &bucket = table->m_buckets[name.toUtf8()];
        if (bucket)
            return fail(ErrorKind::Config, ErrorCause::None, u"there are two buckets named \"%1\""_s.arg(name));
        bucket = std::make_shared<Bucket>(name.toUtf8());
        if (!folder.isEmpty() && !bucket->setFolder(folder, options.etagMode)) {
            Error error = Error::make(ErrorKind::LocalFile, ErrorCause::BadPath, u"cannot open the folder to serve"_s);
            error.path = folder;
            return fail(error);
        }
        return {};
    };
    for (const ServedBucket &served : options.buckets) {
        if (auto added = add(served.name, served.folder); !added)
            return fail(added.error());
    }
    if (!options.bucketRoot.isEmpty()) {
        const QDir root(options.bucketRoot);
        if (!root.exists())
            return fail(ErrorKind::LocalFile, ErrorCause::BadPath, u"the folder of buckets does not exist"_s);
        const QStringList names = root.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &name : names) {
            if (!isBucketName(name) || table->m_buckets.contains(name.toUtf8()))
                continue;
            if (auto added = add(name, root.filePath(name)); !added)
                return fail(added.error());
            table->m_removable.insert(name.toUtf8());
        }
    }
    for (const SyntheticObjects &objects : options.synthetic) {
        if (objects.count < 1 || objects.size < 0 || objects.key.toUtf8().size() > 1000)
            return fail(ErrorKind::Config, ErrorCause::None, u"generated objects need a count, a size and a key"_s);
        const QByteArray name = objects.bucket.toUtf8();
        if (!table->m_buckets.contains(name)) {
            if (auto added = add(objects.bucket, {}); !added)
                return fail(added.error());
        }
        table->m_buckets.value(name)->addSynthetic(objects, options.etagMode);
    }
    return table;
}

std::shared_ptr<Bucket> BucketTable::find(const QByteArray &name) const
{
    const std::shared_lock lock(m_mutex);
    return m_buckets.value(name);
}

QList<std::shared_ptr<Bucket>> BucketTable::all() const
{
    const std::shared_lock lock(m_mutex);
    return m_buckets.values();
}

S3Outcome<> BucketTable::create(const QByteArray &name)
{
    const QString text = QString::fromUtf8(name);
    if (!isBucketName(text))
        return s3Fail("InvalidBucketName");
    const std::unique_lock lock(m_mutex);
    if (m_buckets.contains(name))
        return s3Fail("BucketAlreadyOwnedByYou");
    if (m_root.isEmpty())
        return s3Fail("AccessDenied", u"This endpoint serves fixed folders and makes no buckets"_s);
    const QString folder = QDir(m_root).filePath(text);
    auto bucket = std::make_shared<Bucket>(name);
    if (!QDir().mkpath(folder) || !bucket->setFolder(folder, m_etagMode))
        return s3Fail("InternalError", u"The folder of the bucket could not be made"_s);
    m_buckets.insert(name, std::move(bucket));
    m_removable.insert(name);
    return {};
}

S3Outcome<> BucketTable::remove(const QByteArray &name)
{
    const std::unique_lock lock(m_mutex);
    const auto bucket = m_buckets.value(name);
    if (!bucket)
        return s3Fail("NoSuchBucket");
    if (!m_removable.contains(name))
        return s3Fail("AccessDenied", u"This bucket is a fixed one of the endpoint"_s);
    if (!bucket->store()->isEmpty())
        return s3Fail("BucketNotEmpty");
    bucket->store()->folder().removeTree(FolderStore::hiddenName);
    if (!QDir(m_root).rmdir(QString::fromUtf8(name)))
        return s3Fail("BucketNotEmpty", u"The folder of the bucket is not empty"_s);
    m_buckets.remove(name);
    m_removable.remove(name);
    return {};
}

} // namespace millrace::server
