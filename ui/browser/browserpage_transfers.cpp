// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/browserpage.h"

#include "transfer/localsegment.h"
#include "ui/browser/versionsdialog.h"
#include "ui/transfers/tunedorder.h"
#include "ui/widgets/choosers.h"
#include "ui/widgets/later.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

using namespace Qt::StringLiterals;

// The part of BrowserPage that orders transfers.
namespace millrace {

TransferOrder BrowserPage::orderFor(std::variant<DownloadSpec, UploadSpec> spec) const
{
    TransferOrder order;
    order.spec = std::move(spec);
    TransferSettings settings = m_settings;
    if (const ConnectionProfile *profile = m_book.find(m_profile.id); profile && profile->tuned)
        settings = withTuned(settings, *profile->tuned, std::holds_alternative<UploadSpec>(order.spec));
    std::visit([&settings](auto &value) { value.settings = settings; }, order.spec);
    if (auto *down = std::get_if<DownloadSpec>(&order.spec))
        down->overwrite = m_existing;
    else
        std::get<UploadSpec>(order.spec).checksum = m_checksum;
    order.connectionId = m_profile.id;
    order.connectionName = m_profile.name;
    order.ofSession = m_profile.transient;
    if (m_profile.credentials == CredentialKind::AwsProfile)
        order.awsProfile = m_profile.awsProfile;
    return order;
}

/// The folder that a bucket or a folder of keys becomes: whatever a server calls it, no path that leads elsewhere.
static QString folderNameOf(const BrowserEntry &entry)
{
    return localSegment(QString(entry.name).replace(u'/', u'_'), entry.key, false).name;
}

void BrowserPage::download(const BrowserPath &from, const QList<BrowserEntry> &entries, const QString &folder)
{
    if (!m_session)
        return;
    DownloadSpec objects;
    for (const BrowserEntry &entry : entries) {
        if (entry.kind == BrowserEntry::Kind::Object) {
            objects.keys += entry.key;
            continue;
        }
        DownloadSpec spec;
        spec.connection = m_session->connection();
        spec.bucket = entry.kind == BrowserEntry::Kind::Bucket ? entry.key : from.bucket;
        spec.wholePrefix = true;
        if (entry.kind == BrowserEntry::Kind::Folder)
            spec.prefix = entry.key;
        spec.targetFolder = folder + u'/' + folderNameOf(entry);
        m_board.add(orderFor(spec));
    }
    if (!objects.keys.isEmpty()) {
        objects.connection = m_session->connection();
        objects.bucket = from.bucket;
        objects.targetFolder = folder;
        objects.stripPrefix = from.prefix;
        m_board.add(orderFor(objects));
    }
    if (!entries.isEmpty())
        emit ordered();
}

void BrowserPage::downloadSelected()
{
    if (m_asks)
        chooseAndDownload();
    else
        download(m_path, selected(), m_targetFolder);
}

void BrowserPage::chooseAndDownload()
{
    chooseFolder(this, tr("Download to"), m_targetFolder,
                 [this, at = m_path, entries = selected()](const QString &folder) { download(at, entries, folder); });
}

void BrowserPage::showVersions()
{
    const QList<BrowserEntry> chosen = selected();
    const bool some = !chosen.isEmpty();
    const bool bucket = some && chosen.first().kind == BrowserEntry::Kind::Bucket;
    const QString name = bucket ? chosen.first().key : m_path.bucket;
    auto *dialog = new VersionsDialog(*m_session, name, bucket ? QString() : some ? chosen.first().key : m_path.prefix, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &VersionsDialog::changed, this, [this] { refresh(); });
    connect(dialog, &VersionsDialog::downloadWanted, this, [this, name](const QList<ObjectVersion> &versions) {
        for (const ObjectVersion &version : versions) {
            DownloadSpec spec = VersionsDialog::downloadOf(name, version, m_targetFolder);
            spec.connection = m_session->connection();
            m_board.add(orderFor(spec));
        }
        if (!versions.isEmpty())
            emit ordered();
    });
    dialog->open();
}

void BrowserPage::upload(const BrowserPath &to, const QStringList &localPaths)
{
    if (localPaths.isEmpty() || to.bucket.isEmpty() || !m_session)
        return;
    // Which of them are folders only the disk knows.
    later(this, [localPaths] {
        QStringList files;
        QStringList folders;
        for (const QString &path : localPaths)
            (QFileInfo(path).isDir() ? folders : files) += QDir::cleanPath(path);
        return std::pair(files, folders);
    }, [this, target = to](const std::pair<QStringList, QStringList> &sources) {
        if (!m_session)
            return;
        const auto names = [](const QStringList &paths) {
            QStringList all;
            for (const QString &path : paths)
                all += QFileInfo(path).fileName();
            return all;
        };
        askBeforeReplacing(target, names(sources.first), names(sources.second),
                           [this, target, sources] { order(target, sources.first, sources.second); });
    });
}

void BrowserPage::order(const BrowserPath &target, const QStringList &files, const QStringList &folders)
{
    if (!m_session)
        return;
    UploadSpec spec;
    spec.connection = m_session->connection();
    spec.paths = files + folders;
    spec.bucket = target.bucket;
    spec.key = target.prefix;
    // Several sources keep their names; of a single folder the contents alone would go there.
    if (files.isEmpty() && folders.size() == 1)
        spec.key += QFileInfo(folders.first()).fileName() + u'/';
    m_board.add(orderFor(spec));
    emit ordered();
}

void BrowserPage::chooseAndUpload(bool folder)
{
    // Where to is where we are now, wherever the user is looking when the answer comes.
    if (folder)
        chooseFolder(this, tr("Upload a folder"), {}, [this, at = m_path](const QString &path) { upload(at, {path}); });
    else
        chooseFiles(this, tr("Upload files"), [this, at = m_path](const QStringList &paths) { upload(at, paths); });
}

void BrowserPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && !m_path.bucket.isEmpty() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void BrowserPage::dropEvent(QDropEvent *event)
{
    QStringList paths;
    const QList<QUrl> urls = event->mimeData()->urls();
    for (const QUrl &url : urls)
        if (url.isLocalFile())
            paths += url.toLocalFile();
    upload(paths);
    event->acceptProposedAction();
}

} // namespace millrace
