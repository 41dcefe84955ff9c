// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/transferspec.h"
#include "ui/browser/bucketsession.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace millrace {

class VersionModel;

/// All versions of an object, or of everything below a prefix: download one, put it on top again, delete it for good.
class VersionsDialog : public QDialog
{
    Q_OBJECT
public:
    /// @p place: a key, or a prefix that is empty or ends in "/".
    VersionsDialog(BucketSession &session, const QString &bucket, const QString &place, QWidget *parent = nullptr);
    ~VersionsDialog() override;

    VersionModel *model() const { return m_model; }
    QTreeView *view() const { return m_view; }

    /// Into @p folder under the key's name; an older version gets its date into it, so that it lies beside the current one.
    static DownloadSpec downloadOf(const QString &bucket, const ObjectVersion &version, const QString &folder);

signals:
    void downloadWanted(const QList<millrace::ObjectVersion> &versions);
    /// What the bucket shows is another now.
    void changed();

private:
    void load(const QString &keyMarker, const QString &versionMarker);
    void onListed(const Result<VersionPage> &page);
    void showNotice(const QString &icon, const QString &title, const QString &text, bool retry);
    void updateActions();
    QList<ObjectVersion> selected() const;
    void restore();
    void remove();
    void removeForGood(const QList<ObjectVersion> &versions);
    void onDone(const Result<int> &result);
    bool isKey() const { return !m_place.isEmpty() && !m_place.endsWith(u'/'); }

    QPointer<BucketSession> m_session;
    const QString m_bucket;
    const QString m_place;
    quint64 m_listing = 0;
    QString m_keyMarker;
    QString m_versionMarker;
    VersionModel *m_model;
    QTreeView *m_view;
    QStackedWidget *m_stack;
    QLabel *m_hintIcon, *m_hintTitle, *m_hintText;
    QLabel *m_count;
    QWidget *m_banner;
    QPushButton *m_retry, *m_download, *m_restore, *m_remove;
};

} // namespace millrace
