// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/browserpage.h"

#include "transfer/localsegment.h"
#include "ui/browser/versionsdialog.h"
#include "ui/transfers/tunedorder.h"

#include <QDragEnterEvent>
#include <QFileDialog>
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

void BrowserPage::download(const QList<BrowserEntry> &entries, const QString &folder)
{
    DownloadSpec objects;
    for (const BrowserEntry &entry : entries) {
        if (entry.kind == BrowserEntry::Kind::Object) {
            objects.keys += entry.key;
            continue;
        }
        DownloadSpec spec;
        spec.connection = m_session->connection();
        spec.bucket = entry.kind == BrowserEntry::Kind::Bucket ? entry.key : m_path.bucket;
        spec.wholePrefix = true;
        if (entry.kind == BrowserEntry::Kind::Folder)
            spec.prefix = entry.key;
        spec.targetFolder = folder + u'/' + folderNameOf(entry);
        m_board.add(orderFor(spec));
    }
    if (!objects.keys.isEmpty()) {
        objects.connection = m_session->connection();
        objects.bucket = m_path.bucket;
        objects.targetFolder = folder;
        objects.stripPrefix = m_path.prefix;
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
        download(selected(), m_targetFolder);
}

void BrowserPage::chooseAndDownload()
{
    const QList<BrowserEntry> entries = selected();
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Download to"), m_targetFolder);
    if (!folder.isEmpty())
        download(entries, folder);
}

void BrowserPage::showVersions()
{
    const QList<BrowserEntry> chosen = selected();
    const bool some = !chosen.isEmpty();
    const bool bucket = some && chosen.first().kind == BrowserEntry::Kind::Bucket;
    const QString name = bucket ? chosen.first().key : m_path.bucket;
    auto *dialog = new VersionsDialog(*m_session, name, bucket ? QString() : some ? chosen.first().key : m_path.prefix, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &VersionsDialog::changed, this, [this] { open(m_path); });
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

void BrowserPage::upload(const QStringList &localPaths)
{
    if (localPaths.isEmpty() || m_path.bucket.isEmpty() || !m_session)
        return;
    UploadSpec spec;
    spec.connection = m_session->connection();
    spec.paths = localPaths;
    spec.bucket = m_path.bucket;
    spec.key = m_path.prefix;
    m_board.add(orderFor(spec));
    emit ordered();
}

void BrowserPage::chooseAndUpload(bool folder)
{
    if (folder) {
        const QString path = QFileDialog::getExistingDirectory(this, tr("Upload a folder"));
        if (!path.isEmpty())
            upload({path});
    } else {
        upload(QFileDialog::getOpenFileNames(this, tr("Upload files")));
    }
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
