// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/browser/bucketsession.h"
#include "ui/connections/connectionbook.h"
#include "ui/transfers/transferboard.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace millrace {

class Breadcrumbs;
class BrowserHint;
class KeyModel;

/// Buckets and keys of one connection.
class BrowserPage : public QWidget
{
    Q_OBJECT
public:
    BrowserPage(ConnectionProfile profile, ConnectionBook &book, TransferBoard &board, QWidget *parent = nullptr);
    ~BrowserPage() override;

    void open(const BrowserPath &path);
    /// Asks for the same again; what was chosen, or @p key, is chosen where it is still there, and a filter stays.
    void refresh(const QString &key = {});
    const BrowserPath &path() const { return m_path; }
    KeyModel *model() const { return m_model; }
    QTreeView *view() const { return m_view; }
    const ConnectionProfile &profile() const { return m_profile; }

    /// Where downloads go unless the user says otherwise.
    void setTargetFolder(const QString &folder) { m_targetFolder = folder; }
    void setTransferSettings(const TransferSettings &settings) { m_settings = settings; }
    void setExisting(OverwritePolicy policy) { m_existing = policy; }
    void setUploadChecksum(const UploadChecksum &checksum) { m_checksum = checksum; }
    void setAsksForFolder(bool asks) { m_asks = asks; }
    /// Files, and folders under their own names; asks before anything that is there is replaced.
    void upload(const QStringList &localPaths) { upload(m_path, localPaths); }
    void downloadSelected();

signals:
    /// A transfer was ordered from here.
    void ordered();
    void editConnectionWanted(const QString &connectionId);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildBar(class QVBoxLayout *layout);
    void makeActions();
    void updateActions();
    void connectFirst();
    void load(const QByteArray &continuation);
    void onListed(const Result<BrowserListing> &listing);
    void choose(const QString &key);
    void onTransferEnded(const TransferRow &row);
    void order(const BrowserPath &target, const QStringList &files, const QStringList &folders);
    void askBeforeReplacing(const BrowserPath &target, const QStringList &files, const QStringList &folders,
                            const std::function<void()> &then);
    void showTrouble(const Error &error);
    void tellCount();
    QList<BrowserEntry> selected() const;
    void activate(const QModelIndex &index);
    void upload(const BrowserPath &to, const QStringList &localPaths);
    void download(const BrowserPath &from, const QList<BrowserEntry> &entries, const QString &folder);
    void showVersions();
    void chooseAndDownload();
    void chooseAndUpload(bool folder);
    void askName(const QString &title, const QString &label, const QString &value, std::function<void(const QString &)> then);
    void removeSelected();
    void remove(const QString &bucket, const QList<BrowserEntry> &entries);
    void newFolder();
    void renameSelected();
    void measureSelected();
    void report(const Result<int> &result, const QString &key = {});
    void rename(const BrowserPath &at, const BrowserEntry &entry, const QString &name);
    void removeBuckets(QStringList names);
    TransferOrder orderFor(std::variant<DownloadSpec, UploadSpec> spec) const;

    ConnectionProfile m_profile;
    ConnectionBook &m_book;
    TransferBoard &m_board;
    std::unique_ptr<BucketSession> m_session;
    BrowserPath m_path;
    QList<BrowserPath> m_back;
    quint64 m_listing = 0; ///< ticket of the listing under way; 0: none
    QByteArray m_continuation;
    QTimer m_slow;         ///< for saying that the server takes its time
    QString m_chosen;      ///< what is to be chosen once it is listed
    QString m_targetFolder;
    TransferSettings m_settings;
    OverwritePolicy m_existing = OverwritePolicy::IfDifferent;
    UploadChecksum m_checksum;
    bool m_asks = false;

    Breadcrumbs *m_crumbs = nullptr;
    QLineEdit *m_filter = nullptr;
    QToolButton *m_backButton = nullptr;
    QToolButton *m_upButton = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTreeView *m_view = nullptr;
    KeyModel *m_model = nullptr;
    BrowserHint *m_hint = nullptr;
    QLabel *m_count = nullptr;
    QMenu *m_menu = nullptr;
    QAction *m_download = nullptr, *m_downloadTo = nullptr, *m_upload = nullptr, *m_uploadFolder = nullptr, *m_newFolder = nullptr,
            *m_rename = nullptr, *m_remove = nullptr, *m_copyAddress = nullptr, *m_link = nullptr, *m_command = nullptr,
            *m_properties = nullptr, *m_versions = nullptr, *m_measure = nullptr, *m_refresh = nullptr;
};

} // namespace millrace
