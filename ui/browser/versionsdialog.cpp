// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/versionsdialog.h"

#include "ui/browser/versionmodel.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"
#include "ui/widgets/messages.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

VersionsDialog::VersionsDialog(BucketSession &session, const QString &bucket, const QString &place, QWidget *parent)
    : QDialog(parent), m_session(&session), m_bucket(bucket), m_place(place), m_model(new VersionModel(this)),
      m_view(new QTreeView), m_stack(new QStackedWidget), m_hintIcon(new QLabel), m_hintTitle(makeLabel({}, "heading", true)),
      m_hintText(makeLabel({}, "muted", true)), m_count(makeLabel({}, "muted")), m_banner(new QFrame)
{
    setWindowTitle(tr("Versions"));
    resize(940, 520);
    qRegisterMetaType<QList<ObjectVersion>>();

    m_view->setModel(m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setAccessibleName(tr("Versions of %1").arg(u"s3://%1/%2"_s.arg(bucket, place)));
    m_view->setIconSize({16, 16});
    const std::pair<int, int> widths[] = {{VersionModel::Name, 230},    {VersionModel::State, 115}, {VersionModel::Modified, 150},
                                          {VersionModel::Size, 90},     {VersionModel::Version, 215},
                                          {VersionModel::StorageClass, 110}};
    for (const auto &[column, width] : widths)
        m_view->header()->resizeSection(column, width);
    m_view->setColumnHidden(VersionModel::Name, isKey());
    fitTitles(m_view->header());
    m_view->setStyleSheet(u"QTreeView::item { height: %1px; }"_s.arg(fontMetrics().height() + 12));

    auto *hint = new QWidget;
    makePage(hint);
    auto *hintLayout = new QVBoxLayout(hint);
    for (QLabel *label : {m_hintIcon, m_hintTitle, m_hintText}) {
        label->setAlignment(Qt::AlignCenter);
        label->setFixedWidth(520);
    }
    m_hintText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_retry = makeButton(tr("Try again"), nullptr, u"refresh"_s);
    hintLayout->addStretch();
    hintLayout->addWidget(m_hintIcon, 0, Qt::AlignHCenter);
    for (QLabel *label : {m_hintTitle, m_hintText}) {
        auto *row = new QHBoxLayout; // a wrapping text keeps its height here
        row->addWidget(label);
        hintLayout->addLayout(row);
    }
    hintLayout->addWidget(m_retry, 0, Qt::AlignHCenter);
    hintLayout->addStretch();
    m_stack->addWidget(m_view);
    m_stack->addWidget(hint);

    m_banner->setProperty("role", u"banner"_s);
    auto *bannerLayout = new QHBoxLayout(m_banner);
    bannerLayout->setContentsMargins(12, 8, 12, 8);
    auto *info = new QLabel;
    info->setPixmap(themedIcon(u"info"_s, IconTone::Accent).pixmap(16, 16));
    bannerLayout->addWidget(info, 0, Qt::AlignTop);
    bannerLayout->addWidget(makeLabel(tr("This bucket keeps no versions: what is deleted or replaced here is gone. Versioning is "
                                         "switched on at the provider."),
                                      nullptr, true), 1);
    m_banner->hide();

    auto *head = new QVBoxLayout;
    head->setContentsMargins(22, 18, 22, 12);
    head->setSpacing(6);
    auto *title = makeLabel(isKey() ? place.section(u'/', -1) : tr("All versions"), "title", true);
    auto *subtitle = makeLabel(u"s3://%1/%2"_s.arg(bucket, place), "muted", true);
    subtitle->setTextInteractionFlags(Qt::TextSelectableByMouse);
    head->addWidget(title);
    head->addWidget(subtitle);
    head->addWidget(m_banner);

    m_download = makeButton(tr("Download"), "primary", u"download"_s);
    m_restore = makeButton(tr("Restore"), nullptr, u"retry"_s);
    m_restore->setToolTip(tr("Put the version on top again, by a copy on the server"));
    m_remove = makeButton(tr("Delete…"), "danger", u"remove"_s);
    auto *close = makeButton(tr("Close"));
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(22, 12, 22, 16);
    buttons->setSpacing(8);
    buttons->addWidget(m_count, 1);
    for (QPushButton *button : {m_download, m_restore, m_remove, close})
        buttons->addWidget(button);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(makeSeparator());
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeSeparator());
    layout->addLayout(buttons);

    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_retry, &QPushButton::clicked, this, [this] { load({}, {}); });
    connect(m_download, &QPushButton::clicked, this, [this] {
        QList<ObjectVersion> versions = selected();
        versions.removeIf([](const ObjectVersion &v) { return v.deleteMarker; });
        emit downloadWanted(versions);
    });
    connect(m_restore, &QPushButton::clicked, this, &VersionsDialog::restore);
    connect(m_remove, &QPushButton::clicked, this, &VersionsDialog::remove);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &VersionsDialog::updateActions);
    connect(m_view, &QAbstractItemView::doubleClicked, m_download, &QPushButton::click);
    connect(m_model, &VersionModel::moreWanted, this, [this] { load(m_keyMarker, m_versionMarker); });
    auto *refresh = new QShortcut(QKeySequence::Refresh, this);
    connect(refresh, &QShortcut::activated, this, [this] { load({}, {}); });
    load({}, {});
}

VersionsDialog::~VersionsDialog()
{
    if (m_session)
        m_session->forget(m_listing);
}

void VersionsDialog::load(const QString &keyMarker, const QString &versionMarker)
{
    if (!m_session)
        return;
    if (keyMarker.isEmpty()) {
        m_session->forget(m_listing);
        m_model->reset(isKey() ? m_place.left(m_place.lastIndexOf(u'/') + 1) : m_place);
        m_stack->setCurrentIndex(0);
        m_banner->hide();
        m_count->setText(tr("Asking the server…"));
    }
    m_listing = m_session->listVersions(m_bucket, m_place, keyMarker, versionMarker,
                                        [this](const Result<VersionPage> &page) { onListed(page); });
    updateActions();
}

void VersionsDialog::onListed(const Result<VersionPage> &page)
{
    m_listing = 0;
    if (!page) {
        const ErrorSentence sentence = errorSentence(page.error(), ErrorOf::Request);
        QString text = sentence.nextStep;
        if (!sentence.details.isEmpty())
            text += u"\n\n"_s + sentence.details;
        showNotice(u"cloud-off"_s, sentence.what, text, true);
        return;
    }
    QList<ObjectVersion> versions = page->versions;
    bool more = page->truncated;
    if (isKey()) {
        // Keys that only begin like this one come behind it.
        versions.removeIf([this](const ObjectVersion &v) { return v.key != m_place; });
        more = more && page->nextKeyMarker == m_place;
    }
    m_keyMarker = page->nextKeyMarker;
    m_versionMarker = page->nextVersionMarker;
    m_model->append(versions, more);
    if (m_model->rowCount() == 0 && !more) {
        showNotice(u"versions"_s, tr("There are no versions here"), tr("Nothing is stored under this name, and nothing was."), false);
        return;
    }
    m_banner->setVisible(!m_model->keepsVersions() && !more);
    m_count->setText(more ? tr("%1 versions so far; more come as you scroll").arg(numberText(m_model->rowCount()))
                          : tr("%n version(s)", nullptr, m_model->rowCount()));
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(0, 0));
    updateActions();
}

void VersionsDialog::showNotice(const QString &icon, const QString &title, const QString &text, bool retry)
{
    m_hintIcon->setPixmap(themedIcon(icon, retry ? IconTone::Bad : IconTone::Muted).pixmap(48, 48));
    m_hintTitle->setText(title);
    m_hintText->setText(text);
    m_retry->setVisible(retry);
    m_stack->setCurrentIndex(1);
    m_count->clear();
    updateActions();
}

QList<ObjectVersion> VersionsDialog::selected() const
{
    QList<ObjectVersion> versions;
    if (m_stack->currentIndex() != 0)
        return versions;
    const auto rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        versions += m_model->at(index.row());
    return versions;
}

void VersionsDialog::updateActions()
{
    const QList<ObjectVersion> versions = selected();
    const bool bytes = std::any_of(versions.begin(), versions.end(), [](const ObjectVersion &v) { return !v.deleteMarker; });
    m_download->setEnabled(bytes);
    m_restore->setEnabled(versions.size() == 1 && !versions.first().latest && !versions.first().deleteMarker);
    m_remove->setEnabled(!versions.isEmpty());
}

void VersionsDialog::restore()
{
    const QList<ObjectVersion> versions = selected();
    if (versions.isEmpty() || !m_session)
        return;
    m_count->setText(tr("Restoring…"));
    m_restore->setEnabled(false);
    const QPointer<VersionsDialog> alive(this);
    m_session->restoreVersion(m_bucket, versions.first().key, versions.first().versionId, [alive](const Result<int> &result) {
        if (alive)
            alive->onDone(result);
    });
}

void VersionsDialog::remove()
{
    const QList<ObjectVersion> versions = selected();
    if (versions.isEmpty() || !m_session)
        return;
    const bool markers = std::all_of(versions.begin(), versions.end(), [](const ObjectVersion &v) { return v.deleteMarker; });
    askBefore(this,
              {tr("Delete"), tr("Delete %n version(s) for good?", nullptr, int(versions.size())),
               markers ? tr("Without its delete marker, an object is there again.") : tr("Nothing brings a version back once it is deleted."),
               tr("Delete")},
              [this, versions] { removeForGood(versions); });
}

void VersionsDialog::removeForGood(const QList<ObjectVersion> &versions)
{
    if (!m_session)
        return;
    QList<VersionName> names;
    for (const ObjectVersion &version : versions)
        names.append({version.key, version.versionId});
    m_count->setText(tr("Deleting…"));
    const QPointer<VersionsDialog> alive(this);
    m_session->removeVersions(m_bucket, names, [alive](const Result<int> &result) {
        if (alive)
            alive->onDone(result);
    });
}

void VersionsDialog::onDone(const Result<int> &result)
{
    if (!result) {
        tell(this, tr("Not done"), errorSentence(result.error(), ErrorOf::Request));
    } else {
        emit changed();
    }
    load({}, {});
}

DownloadSpec VersionsDialog::downloadOf(const QString &bucket, const ObjectVersion &version, const QString &folder)
{
    DownloadSpec spec;
    spec.bucket = bucket;
    spec.keys = {version.key};
    spec.versionId = version.versionId;
    spec.targetFolder = folder;
    if (version.latest)
        return spec;
    QString name = version.key.section(u'/', -1, -1, QString::SectionSkipEmpty);
    const QString mark = u" (%1 %2)"_s.arg(version.lastModified.toLocalTime().toString(u"yyyy-MM-dd HH.mm.ss"_s),
                                           version.versionId.right(6));
    // ".tar.gz" stays one ending; a leading dot begins none.
    const qsizetype dot = name.indexOf(u'.', 1);
    name.insert(dot > 0 && name.size() - dot <= 12 ? dot : name.size(), mark);
    spec.targetFile = folder + u'/' + name;
    return spec;
}

} // namespace millrace
