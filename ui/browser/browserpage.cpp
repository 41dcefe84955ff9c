// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/browserpage.h"

#include "ui/browser/breadcrumbs.h"
#include "ui/browser/browserhint.h"
#include "ui/browser/keymodel.h"
#include "ui/browser/presigndialog.h"
#include "ui/browser/propertiesdialog.h"
#include "ui/text/commandline.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

BrowserPage::BrowserPage(ConnectionProfile profile, ConnectionBook &book, TransferBoard &board, QWidget *parent)
    : QWidget(parent), m_profile(std::move(profile)), m_book(book), m_board(board), m_stack(new QStackedWidget),
      m_view(new QTreeView), m_model(new KeyModel(this)), m_menu(new QMenu(this))
{
    makePage(this);
    setAcceptDrops(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    makeActions();
    buildBar(layout);

    m_view->setModel(m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setDragEnabled(true);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAccessibleName(tr("Buckets and keys"));
    m_view->setIconSize({18, 18});
    m_view->header()->resizeSection(KeyModel::Name, 380);
    m_view->header()->resizeSection(KeyModel::Size, 100);
    m_view->header()->resizeSection(KeyModel::Modified, 160);
    m_view->header()->resizeSection(KeyModel::StorageClass, 120);
    fitTitles(m_view->header());
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(KeyModel::Name, Qt::AscendingOrder);
    m_view->setStyleSheet(u"QTreeView::item { height: %1px; }"_s.arg(fontMetrics().height() + 14));

    m_hint = new BrowserHint;
    connect(m_hint, &BrowserHint::again, this, [this] { open(m_path); });
    connect(m_hint, &BrowserHint::edit, this, [this] { emit editConnectionWanted(m_profile.id); });

    m_stack->addWidget(m_view);
    m_stack->addWidget(m_hint);
    layout->addWidget(m_stack, 1);
    m_count = makeLabel({}, "muted");
    m_count->setContentsMargins(14, 5, 14, 6);
    layout->addWidget(makeSeparator());
    layout->addWidget(m_count);

    connect(m_view, &QAbstractItemView::activated, this, &BrowserPage::activate);
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { m_menu->popup(m_view->viewport()->mapToGlobal(at)); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateActions();
        tellCount();
    });
    connect(m_model, &KeyModel::droppedInto, this, &BrowserPage::download);
    connect(m_model, &KeyModel::moreWanted, this, [this] { load(m_continuation); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilter(text);
        updateActions(); // what is hidden is not selected any more, which no signal tells
        tellCount();
    });
    connect(&m_board, &TransferBoard::ended, this, &BrowserPage::onTransferEnded);
    m_slow.setSingleShot(true);
    m_slow.setInterval(1500);
    connect(&m_slow, &QTimer::timeout, this, [this] {
        m_hint->tell(u"clock"_s, tr("Asking the server…"), tr("It has not answered yet."));
        m_stack->setCurrentIndex(1);
    });
    updateActions();
}

BrowserPage::~BrowserPage() = default;

void BrowserPage::buildBar(QVBoxLayout *layout)
{
    auto *bar = new QFrame;
    bar->setProperty("role", u"bar"_s);
    auto *rows = new QVBoxLayout(bar);
    rows->setContentsMargins(10, 7, 12, 7);
    rows->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->setSpacing(3);
    m_backButton = makeIconButton(u"back"_s, tr("Back"));
    m_upButton = makeIconButton(u"up"_s, tr("One folder up"));
    auto *refresh = makeActionButton(m_refresh, false);
    m_crumbs = new Breadcrumbs;
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the names in this folder"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(themedIcon(u"search"_s, IconTone::Muted), QLineEdit::LeadingPosition);
    m_filter->setFixedWidth(210);
    row->addWidget(m_backButton);
    row->addWidget(m_upButton);
    row->addWidget(refresh);
    row->addSpacing(6);
    row->addWidget(m_crumbs, 1);
    row->addWidget(m_filter);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(3);
    // The button's icon lies on the accent colour, the menu's does not.
    auto *onAccent = new QAction(themedIcon(u"download"_s, IconTone::OnAccent), m_download->text(), this);
    onAccent->setToolTip(u"%1 (%2)"_s.arg(m_download->text(), m_download->shortcut().toString(QKeySequence::NativeText)));
    connect(onAccent, &QAction::triggered, m_download, &QAction::trigger);
    connect(m_download, &QAction::enabledChanged, onAccent, &QAction::setEnabled);
    auto *download = makeActionButton(onAccent, true);
    download->setProperty("role", u"primary"_s);
    actions->addWidget(download);
    // Words for what is done most; more would not fit in every language.
    for (QAction *action : {m_upload, m_newFolder, m_link})
        actions->addWidget(makeActionButton(action, true));
    for (QAction *action : {m_copyAddress, m_properties, m_versions, m_remove})
        actions->addWidget(makeActionButton(action, false));
    actions->addStretch();
    auto *more = makeIconButton(u"more"_s, tr("More"));
    more->setMenu(m_menu);
    more->setPopupMode(QToolButton::InstantPopup);
    actions->addWidget(more);
    rows->addLayout(row);
    rows->addLayout(actions);
    layout->addWidget(bar);

    connect(m_crumbs, &Breadcrumbs::chosen, this, [this](const BrowserPath &path) {
        open(path);
        m_view->setFocus(); // the line or the crumb that had it is gone
    });
    connect(m_upButton, &QToolButton::clicked, this, [this] { open(m_path.up()); });
    connect(m_backButton, &QToolButton::clicked, this, [this] {
        if (m_back.isEmpty())
            return;
        const BrowserPath path = m_back.takeLast();
        m_path = path; // so that open() does not put where we are on the way back
        m_filter->clear();
        open(path);
    });
    const auto key = [this](const QKeySequence &sequence, auto &&what) {
        auto *shortcut = new QShortcut(sequence, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, what);
    };
    key(Qt::CTRL | Qt::Key_L, [this] { m_crumbs->edit(); });
    key(QKeySequence::Find, [this] { m_filter->setFocus(); });
    key(Qt::ALT | Qt::Key_Up, [this] { m_upButton->click(); });
    key(Qt::ALT | Qt::Key_Left, [this] { m_backButton->click(); });
}

void BrowserPage::makeActions()
{
    const auto make = [this](QAction *&action, const QString &text, const QString &icon, const QKeySequence &key, auto &&what) {
        action = new QAction(themedIcon(icon), text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        m_menu->addAction(action);
        connect(action, &QAction::triggered, this, what);
    };
    make(m_download, tr("Download"), u"download"_s, Qt::CTRL | Qt::Key_D, [this] { downloadSelected(); });
    make(m_downloadTo, tr("Download to…"), u"folder-open"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_D, [this] { chooseAndDownload(); });
    make(m_upload, tr("Upload files…"), u"upload"_s, Qt::CTRL | Qt::Key_U, [this] { chooseAndUpload(false); });
    make(m_uploadFolder, tr("Upload a folder…"), u"upload"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_U, [this] { chooseAndUpload(true); });
    m_menu->addSeparator();
    make(m_newFolder, tr("New folder"), u"folder-new"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_N, [this] { newFolder(); });
    make(m_rename, tr("Rename…"), u"edit"_s, Qt::Key_F2, [this] { renameSelected(); });
    make(m_remove, tr("Delete"), u"remove"_s, QKeySequence::Delete, [this] { removeSelected(); });
    m_menu->addSeparator();
    make(m_copyAddress, tr("Copy address"), u"copy"_s, QKeySequence::Copy, [this] {
        QStringList lines;
        for (const BrowserEntry &entry : selected())
            lines += entry.kind == BrowserEntry::Kind::Bucket ? u"s3://%1/"_s.arg(entry.key)
                                                              : u"s3://%1/%2"_s.arg(m_path.bucket, entry.key);
        QGuiApplication::clipboard()->setText(lines.isEmpty() ? m_path.address() : lines.join(u'\n'));
    });
    make(m_link, tr("Link…"), u"link"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_L, [this] {
        auto *dialog = new PresignDialog(m_session->connection(), m_path.bucket, selected().first().key, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    make(m_command, tr("Copy as command line"), u"terminal"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_C, [this] {
        QStringList lines;
        for (const BrowserEntry &entry : selected()) {
            DownloadSpec spec;
            spec.connection = m_session->connection();
            spec.bucket = entry.kind == BrowserEntry::Kind::Bucket ? entry.key : m_path.bucket;
            spec.wholePrefix = entry.kind != BrowserEntry::Kind::Object;
            if (entry.kind == BrowserEntry::Kind::Folder)
                spec.prefix = entry.key;
            else if (entry.kind == BrowserEntry::Kind::Object)
                spec.keys = {entry.key};
            spec.targetFolder = m_targetFolder;
            lines += commandLine(orderFor(spec), &m_profile);
        }
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
    m_menu->addSeparator();
    make(m_measure, tr("Size of the folder"), u"all"_s, Qt::CTRL | Qt::Key_I, [this] { measureSelected(); });
    make(m_properties, tr("Properties"), u"info"_s, Qt::ALT | Qt::Key_Return, [this] {
        auto *dialog = new PropertiesDialog(*m_session, m_path.bucket, selected().first(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    make(m_versions, tr("Versions…"), u"versions"_s, Qt::CTRL | Qt::Key_H, [this] { showVersions(); });
    make(m_refresh, tr("Refresh"), u"refresh"_s, QKeySequence::Refresh, [this] { refresh(); });
}

void BrowserPage::updateActions()
{
    const QList<BrowserEntry> chosen = selected();
    const bool inBucket = !m_path.bucket.isEmpty();
    const bool some = !chosen.isEmpty() && m_session;
    const bool one = chosen.size() == 1 && m_session;
    const bool object = one && chosen.first().kind == BrowserEntry::Kind::Object;
    m_download->setEnabled(some);
    m_downloadTo->setEnabled(some);
    m_upload->setEnabled(inBucket && m_session);
    m_uploadFolder->setEnabled(inBucket && m_session);
    m_newFolder->setEnabled(m_session != nullptr);
    m_newFolder->setText(inBucket ? tr("New folder") : tr("New bucket"));
    m_rename->setEnabled(object);
    m_remove->setEnabled(some);
    m_copyAddress->setEnabled(some);
    m_link->setEnabled(object && !m_session->connection().credentials.isEmpty() && !m_session->connection().credentials.anonymous);
    m_command->setEnabled(some);
    m_measure->setEnabled(one && !object);
    m_properties->setEnabled(object);
    m_versions->setEnabled(m_session && chosen.size() <= 1 && (inBucket || one));
    m_backButton->setEnabled(!m_back.isEmpty());
    m_upButton->setEnabled(inBucket);
}

void BrowserPage::open(const BrowserPath &path)
{
    if (!(path == m_path)) {
        m_back.append(m_path);
        // On the way up, what one comes from is what one has seen last.
        m_chosen = path == m_path.up() ? (m_path.prefix.isEmpty() ? m_path.bucket : m_path.prefix) : QString();
        m_filter->clear();
    }
    m_path = path;
    m_crumbs->setPath(path, m_profile.name);
    m_filter->setEnabled(true);
    m_model->reset(path);
    m_model->setFilter(m_filter->text());
    m_continuation.clear();
    m_stack->setCurrentIndex(0);
    m_count->setText(tr("Asking the server…"));
    m_slow.start();
    if (m_session) {
        m_session->forget(m_listing);
        load({});
    } else {
        connectFirst();
    }
    updateActions();
}

void BrowserPage::refresh(const QString &key)
{
    const QModelIndex current = m_view->currentIndex();
    m_chosen = !key.isEmpty() ? key : current.isValid() ? m_model->at(current.row()).key : QString();
    open(m_path);
}

/// The row of @p key becomes the current one; the first where there is none.
void BrowserPage::choose(const QString &key)
{
    int row = 0;
    for (int i = 0; i < m_model->rowCount() && !key.isEmpty(); ++i)
        if (m_model->at(i).key == key)
            row = i;
    m_view->setCurrentIndex(m_model->index(row, 0));
    m_view->scrollTo(m_model->index(row, 0));
}

/// What was uploaded to where we are is shown.
void BrowserPage::onTransferEnded(const TransferRow &row)
{
    const TransferOrder *order = row.upload ? m_board.order(row.id) : nullptr;
    if (!order || order->connectionId != m_profile.id)
        return;
    const auto *upload = std::get_if<UploadSpec>(&order->spec);
    if (upload && upload->bucket == m_path.bucket && upload->key.startsWith(m_path.prefix) && m_listing == 0)
        refresh();
}

void BrowserPage::connectFirst()
{
    m_book.resolve(m_profile.id, this, [this](const Result<Connection> &connection) {
        if (!connection) {
            showTrouble(connection.error());
            return;
        }
        m_session = std::make_unique<BucketSession>(*connection);
        load({});
        updateActions();
    });
}

void BrowserPage::load(const QByteArray &continuation)
{
    m_listing = m_session->list(m_path, continuation, [this](const Result<BrowserListing> &listing) { onListed(listing); });
}

void BrowserPage::onListed(const Result<BrowserListing> &listing)
{
    m_listing = 0;
    m_slow.stop();
    if (!listing) {
        showTrouble(listing.error());
        return;
    }
    m_stack->setCurrentIndex(0);
    m_continuation = listing->continuation;
    const bool first = m_model->loaded() == 0;
    m_model->append(*listing);
    if (first && m_model->rowCount() > 0)
        choose(std::exchange(m_chosen, {}));
    tellCount();
    if (m_model->loaded() == 0 && !m_model->hasMore()) {
        if (m_path.bucket.isEmpty())
            m_hint->tell(u"bucket"_s, tr("There are no buckets"), tr("Press “New bucket” to make one."));
        else
            m_hint->tell(u"folder"_s, tr("This folder is empty"), tr("Drop files here, or press “Upload files…”."));
        m_stack->setCurrentIndex(1);
    }
}

void BrowserPage::showTrouble(const Error &error)
{
    m_slow.stop();
    const ErrorSentence sentence = errorSentence(error, ErrorOf::Request);
    m_hint->tell(sentence, !m_profile.transient);
    m_stack->setCurrentIndex(1);
    m_count->setText(sentence.subject);
}

void BrowserPage::tellCount()
{
    QString text;
    const QList<BrowserEntry> chosen = selected();
    if (chosen.size() > 1) {
        ByteCount bytes = 0;
        for (const BrowserEntry &entry : chosen)
            bytes += std::max<ByteCount>(0, entry.size);
        text = tr("%1 selected, %2").arg(numberText(chosen.size()), bytesText(bytes)) + u"  ·  "_s;
    }
    if (m_path.bucket.isEmpty())
        text += tr("%n bucket(s)", nullptr, int(m_model->loaded()));
    else if (m_model->hasMore())
        text += tr("%1 entries so far, %2; more come as you scroll").arg(numberText(m_model->loaded()), bytesText(m_model->loadedBytes()));
    else
        text += m_model->loadedBytes() > 0 ? tr("%Ln entry(s), %1", nullptr, int(m_model->loaded())).arg(bytesText(m_model->loadedBytes()))
                                           : tr("%Ln entry(s)", nullptr, int(m_model->loaded()));
    if (!m_filter->text().isEmpty())
        text += u"  ·  "_s + tr("%1 match").arg(numberText(m_model->rowCount()));
    m_count->setText(text);
}

QList<BrowserEntry> BrowserPage::selected() const
{
    QList<BrowserEntry> entries;
    if (!m_view->selectionModel())
        return entries;
    const auto rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        entries.append(m_model->at(index.row()));
    return entries;
}

void BrowserPage::activate(const QModelIndex &index)
{
    const BrowserEntry entry = m_model->at(index.row());
    if (entry.kind == BrowserEntry::Kind::Bucket)
        open({entry.key, {}});
    else if (entry.kind == BrowserEntry::Kind::Folder)
        open({m_path.bucket, entry.key});
    else if (m_asks)
        chooseAndDownload();
    else
        download(m_path, {entry}, m_targetFolder);
}

} // namespace millrace
