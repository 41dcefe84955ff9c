// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/uploadsource.h"

#include "transfer/uploadkeys.h"

#include <QFile>
#include <cerrno>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
/// Files looked at before others get their turn in the thread.
constexpr int filesAtOnce = 500;
constexpr qsizetype longestKey = 1024; ///< bytes of UTF-8
} // namespace

UploadSource::UploadSource(UploadShare share, std::optional<UploadTree> tree, QObject *parent)
    : TaskSource(parent), m_share(std::move(share)), m_tree(std::move(tree))
{
}

void UploadSource::more()
{
    if (m_ended)
        return;
    if (!m_share.spec.items.isEmpty()) {
        moreItems();
        return;
    }
    if (!m_tree) {
        announce(planMemory());
        end();
        return;
    }
    for (int i = 0; i < filesAtOnce; ++i) {
        const auto found = m_tree->next();
        if (!found) {
            end();
            return;
        }
        announce(plan(*found));
    }
}

void UploadSource::moreItems()
{
    const QList<UploadItem> &items = m_share.spec.items;
    for (int i = 0; i < filesAtOnce && m_nextItem < items.size(); ++i)
        announce(planItem(items.at(m_nextItem++)));
    if (m_nextItem == items.size())
        end();
}

PlannedUpload UploadSource::planItem(const UploadItem &item) const
{
    PlannedUpload upload;
    upload.key = item.key;
    if (item.path.isEmpty()) {
        upload.identity.size = item.generated.size;
        upload.source = std::make_shared<GeneratedSource>(item.generated.seed);
        return upload;
    }
    upload.path = QFile::encodeName(item.path);
    struct stat status = {};
    if (::stat(upload.path.constData(), &status) != 0)
        upload.refused = localError(errno, u"read"_s, item.path);
    else if (!S_ISREG(status.st_mode))
        upload.refused = Error::make(ErrorKind::LocalFile, ErrorCause::BadPath, u"this is no regular file"_s);
    else
        upload.identity = FileIdentity::of(status);
    if (upload.refused)
        upload.refused->path = item.path;
    return upload;
}

QString UploadSource::keyFor(const QString &name) const
{
    return uploadKey(m_share.spec, m_tree && m_tree->isSingleFile(), name);
}

PlannedUpload UploadSource::plan(const FoundFile &found) const
{
    PlannedUpload upload;
    upload.path = found.path;
    upload.key = keyFor(found.name);
    upload.identity = found.identity;
    upload.skipped = found.skipped;
    upload.refused = found.refused;
    if (m_share.spec.settings.hooks && upload.skipped.isEmpty() && !upload.refused) {
        const HookedName hooked =
            m_share.spec.settings.hooks->found(hookedFile(upload, m_share.spec.bucket), found.name);
        upload.skipped = hooked.veto;
        if (!hooked.name.isEmpty())
            upload.key = keyFor(hooked.name);
    }
    if (!upload.refused && upload.key.toUtf8().size() > longestKey)
        upload.refused = Error::make(ErrorKind::Config, ErrorCause::BadPath,
                                     u"the key would be longer than 1024 bytes"_s);
    if (m_share.spec.need && !upload.refused && upload.skipped.isEmpty()) {
        const UploadNeed need = m_share.spec.need(upload.key, upload.identity);
        if (need == UploadNeed::Skip)
            upload.skipped = u"already current (size and time)"_s;
        upload.compare = need == UploadNeed::Compare;
    }
    return upload;
}

PlannedUpload UploadSource::planMemory() const
{
    const UploadSpec &spec = m_share.spec;
    PlannedUpload upload;
    upload.key = spec.key;
    if (spec.feed) {
        upload.identity.size = spec.expectedSize.value_or(-1);
    } else if (spec.generated) {
        upload.identity.size = spec.generated->size;
        upload.source = std::make_shared<GeneratedSource>(spec.generated->seed);
    } else {
        upload.identity.size = spec.bytes->size();
        upload.source = std::make_shared<MemorySource>(*spec.bytes);
    }
    return upload;
}

void UploadSource::announce(PlannedUpload upload)
{
    upload.id = ++m_lastId;
    PlannedTask task;
    task.id = upload.id;
    task.key = upload.key;
    task.path = QString::fromUtf8(upload.path);
    task.size = upload.identity.size;
    task.refused = upload.refused.has_value();
    task.make = [upload = std::make_shared<const PlannedUpload>(std::move(upload)), this](QObject *parent) {
        return new FileUpload(*upload, m_share, parent);
    };
    emit planned(task);
}

void UploadSource::end()
{
    m_ended = true;
    emit ended(std::nullopt);
}

} // namespace millrace
