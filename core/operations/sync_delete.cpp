// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/sync.h"

#include "operations/localtree.h"
#include "transfer/tempnames.h"
#include "transfer/transferengine.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <cerrno>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

// Sync's deletions: all that is to go is found first, then weighed against the limit, and only then is any of it deleted.
namespace millrace {
namespace {

/// What cannot be looked at may still be there.
/// One whose download is not finished is on its way, and what is there may be its only copy.
bool isSurelyMissing(const QString &path)
{
    if (QFileInfo::exists(partFileName(path)))
        return false;
    struct stat found = {};
    return ::lstat(QFile::encodeName(path).constData(), &found) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

} // namespace

void Sync::findExtra()
{
    if (isDownload())
        findExtraFiles();
    else
        findExtraObjects();
}

void Sync::considerExtra(QString name)
{
    if (!name.isEmpty() && !m_seen.contains(hashOf(name)) && m_filter.accepts(name) && !isSeenOtherwise(name))
        m_extra += std::move(name);
}

/// A file system that does not tell upper from lower case, or keeps accents in its own way, lists a file by another
/// spelling than the one it was written under. Such a file answers to several spellings; others do not.
bool Sync::isSeenOtherwise(const QString &name) const
{
    if (!m_seenFolded.contains(foldedHashOf(name)))
        return false;
    const auto identity = [this](const QString &spelling) -> std::optional<std::pair<dev_t, ino_t>> {
        struct stat found = {};
        if (::lstat(QFile::encodeName(m_spec.targetFolder + u'/' + spelling).constData(), &found) != 0)
            return std::nullopt;
        return std::pair(found.st_dev, found.st_ino);
    };
    const auto own = identity(name);
    for (const QString &spelling : {name.toLower(), name.toUpper(), name.normalized(QString::NormalizationForm_C),
                                    name.normalized(QString::NormalizationForm_D)})
        if (spelling != name && own && identity(spelling) == own)
            return true;
    return false;
}

void Sync::findExtraObjects()
{
    if (!m_pages)
        m_pages = std::make_unique<ObjectPages>(*m_client, m_spec.targetBucket, m_spec.targetPrefix);
    m_pages->next([this](const Result<QList<ObjectInfo>> &objects) {
        if (!objects || m_cancelled) {
            end(objects ? Error::cancelled() : objects.error());
            return;
        }
        for (const ObjectInfo &object : *objects)
            considerExtra(object.key.mid(m_spec.targetPrefix.size()));
        if (!m_pages->atEnd())
            findExtraObjects();
        else
            deleteFound();
    });
}

void Sync::findExtraFiles()
{
    if (!QFileInfo::exists(m_spec.targetFolder)) {
        deleteFound(); // a dry run: the folder would have been made
        return;
    }
    struct Walk
    {
        Result<> result;
        QByteArrayList paths;
    };
    auto walk = std::make_shared<Walk>();
    m_pool.start([this, walk, root = m_spec.targetFolder] {
        walk->result = walkFiles(root, [&walk](const QByteArray &path) { walk->paths += path; });
        QMetaObject::invokeMethod(this, [this, walk] {
            if (!walk->result || m_cancelled) {
                end(walk->result ? Error::cancelled() : walk->result.error());
                return;
            }
            // A key whose name had to be changed ("~" and a hash) may be an excluded one, which the name does not tell.
            static const QRegularExpression renamed(u"~[0-9a-f]{8}"_s);
            const bool filtered = !m_spec.include.isEmpty() || !m_spec.exclude.isEmpty();
            for (const QByteArray &path : std::as_const(walk->paths)) {
                const QString name = QFile::decodeName(path);
                if (QFile::encodeName(name) == path && !(filtered && name.contains(renamed)))
                    considerExtra(name);
            }
            deleteFound();
        }, Qt::QueuedConnection);
    });
}

void Sync::deleteFound()
{
    const qint64 count = m_extra.size();
    const qint64 all = m_seen.size() + count;
    const bool tooMany = m_spec.limit.count >= 0 ? count > m_spec.limit.count
                                                 : double(count) > double(all) * m_spec.limit.percent / 100;
    if (count > 0 && tooMany) {
        const QString limit = m_spec.limit.count >= 0 ? QString::number(m_spec.limit.count)
                                                      : u"%1%"_s.arg(m_spec.limit.percent);
        end(Error::make(ErrorKind::Conflict, ErrorCause::None,
                        u"%1 of %2 files at the target are not in the source, which is more than --max-delete %3 allows: "
                        "nothing was deleted. Look at --dry-run with --max-delete 100%, and raise the limit if that is "
                        "meant"_s.arg(count).arg(all).arg(limit)));
        return;
    }
    if (count == 0) {
        end();
    } else if (m_spec.dryRun) {
        for (const QString &name : std::as_const(m_extra))
            emit deleted(name);
        end();
    } else if (isDownload()) {
        deleteFiles();
    } else {
        deleteObjects();
    }
}

void Sync::deleteObjects()
{
    RemovalSpec spec;
    spec.bucket = m_spec.targetBucket;
    spec.checkKeys = false;
    for (const QString &name : std::as_const(m_extra)) {
        // It may have come into being since the walk, or be out of reach.
        if (!isUpload() || isSurelyMissing(m_spec.sourceFolder + u'/' + name))
            spec.keys += m_spec.targetPrefix + name;
    }
    m_extra.clear();
    m_removal = std::make_unique<Removal>(std::move(spec), *m_client);
    connect(m_removal.get(), &Removal::removed, this,
            [this](const ObjectInfo &object) { emit deleted(object.key.mid(m_spec.targetPrefix.size())); });
    connect(m_removal.get(), &Removal::failed, this, [this](const ObjectInfo &object, const Error &error) {
        emit deletionFailed(object.key.mid(m_spec.targetPrefix.size()), error);
    });
    connect(m_removal.get(), &Removal::finished, this, [this](const RemovalResult &result) {
        if (result.cancelled)
            end(Error::cancelled());
        else
            end(result.error);
    });
    m_removal->start();
}

void Sync::deleteFiles()
{
    const QString root = m_spec.targetFolder;
    for (const QString &name : std::as_const(m_extra)) {
        const Result<> gone = removeFile(root, QFile::encodeName(name), [this](const QByteArray &folder) {
            return !m_seen.contains(hashOf(QFile::decodeName(folder)));
        });
        if (gone)
            emit deleted(name);
        else
            emit deletionFailed(name, gone.error());
    }
    end();
}

} // namespace millrace
