// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/transferspage.h"

#include "ui/details/detailspane.h"
#include "ui/details/troublebanner.h"
#include "ui/text/commandline.h"
#include "ui/theme/icons.h"
#include "ui/transfers/transferdelegate.h"
#include "ui/transfers/transfermodel.h"
#include "ui/widgets/makers.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/rowsview.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

/// A search lists a bucket, or reads an object again and again: with a link alone it cannot.
static bool canBeOptimized(const TransferOrder &order)
{
    const auto *download = std::get_if<DownloadSpec>(&order.spec);
    return !download || download->httpUrl.isEmpty();
}

static QWidget *emptyHint()
{
    auto *hint = new QWidget;
    makePage(hint);
    auto *layout = new QVBoxLayout(hint);
    auto *icon = new QLabel;
    icon->setPixmap(themedIcon(u"download"_s, IconTone::Muted).pixmap(48, 48));
    icon->setAlignment(Qt::AlignCenter);
    auto *title = makeLabel(TransfersPage::tr("Nothing is being transferred"), "heading");
    title->setAlignment(Qt::AlignCenter);
    auto *text = makeLabel(TransfersPage::tr("Browse a connection and press Download, drop files on a folder, or paste an "
                                             "s3:// address or a presigned link anywhere in this window."),
                           "muted", true);
    text->setAlignment(Qt::AlignCenter);
    text->setFixedWidth(440);
    auto *textRow = new QHBoxLayout; // a wrapping text keeps its height here
    textRow->addWidget(text);
    layout->addStretch();
    layout->addWidget(icon);
    layout->addSpacing(6);
    layout->addWidget(title);
    layout->addLayout(textRow);
    layout->addStretch();
    return hint;
}

TransfersPage::TransfersPage(TransferBoard &board, TransferModel &model, QWidget *parent)
    : QWidget(parent), m_board(board), m_model(model), m_filter(new TransferFilter(this)), m_table(new RowsView),
      m_tableOrHint(new QStackedWidget), m_details(new DetailsPane(board)), m_splitter(new QSplitter(Qt::Vertical)),
      m_menu(new QMenu(this))
{
    m_filter->setSourceModel(&model);
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new TransferDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(TransferModel::Added, Qt::DescendingOrder);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setAccessibleName(tr("Transfers"));
    m_table->header()->setSectionsMovable(true);
    m_table->header()->setStretchLastSection(true);
    const std::pair<int, int> widths[] = {{TransferModel::Name, 172},  {TransferModel::Size, 80},
                                          {TransferModel::Progress, 142}, {TransferModel::State, 132},
                                          {TransferModel::Rate, 92},  {TransferModel::Eta, 82},
                                          {TransferModel::Parts, 86},  {TransferModel::Files, 80},
                                          {TransferModel::Retries, 66}, {TransferModel::Connection, 74}};
    for (const auto &[column, width] : widths)
        m_table->header()->resizeSection(column, width);
    m_table->setColumnHidden(TransferModel::Retries, true);
    m_table->setColumnHidden(TransferModel::Added, true);
    fitTitles(m_table->header());
    m_table->header()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table->header(), &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (int column = TransferModel::Name + 1; column < TransferModel::ColumnCount; ++column) {
            QAction *action = menu->addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
            action->setCheckable(true);
            action->setChecked(!m_table->isColumnHidden(column));
            connect(action, &QAction::toggled, m_table, [this, column](bool shown) { m_table->setColumnHidden(column, !shown); });
        }
        menu->popup(m_table->header()->mapToGlobal(at));
    });

    m_tableOrHint->addWidget(emptyHint());
    m_tableOrHint->addWidget(m_table);
    makeActions();
    m_trouble = new TroubleBanner(m_actions.retry);
    auto *lower = new QWidget;
    makePage(lower);
    auto *lowerLayout = new QVBoxLayout(lower);
    lowerLayout->setContentsMargins(0, 0, 0, 0);
    lowerLayout->setSpacing(0);
    lowerLayout->addWidget(m_trouble);
    lowerLayout->addWidget(m_details, 1);
    m_splitter->addWidget(m_tableOrHint);
    m_splitter->addWidget(lower);
    m_splitter->setSizes({300, 400});
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 4);
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);

    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { m_menu->popup(m_table->viewport()->mapToGlobal(at)); });
    connect(m_table, &QAbstractItemView::doubleClicked, this, [this] { openFolders(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TransfersPage::updateActions);
    connect(&board, &TransferBoard::changed, this, &TransfersPage::onRows);
    connect(&board, &TransferBoard::removed, this, [this] {
        m_tableOrHint->setCurrentIndex(m_model.rowCount() > 0 ? 1 : 0);
        updateActions();
    });
    updateActions();
}

void TransfersPage::makeActions()
{
    const auto make = [this](QAction *&action, const QString &text, const QString &icon, const QKeySequence &key,
                             TransferAction what) {
        action = new QAction(themedIcon(icon), text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        m_menu->addAction(action);
        connect(action, &QAction::triggered, this, [this, what] { m_board.act(what, selected()); });
    };
    make(m_actions.resume, tr("Resume"), u"resume"_s, Qt::CTRL | Qt::Key_R, TransferAction::Resume);
    make(m_actions.pause, tr("Pause"), u"pause"_s, Qt::CTRL | Qt::Key_P, TransferAction::Pause);
    make(m_actions.retry, tr("Retry"), u"retry"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_R, TransferAction::Retry);
    make(m_actions.cancel, tr("Cancel"), u"cancel"_s, Qt::CTRL | Qt::Key_Backspace, TransferAction::Cancel);
    m_menu->addSeparator();
    make(m_actions.toTop, tr("To the top of the queue"), u"up"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_Up, TransferAction::ToTop);
    make(m_actions.up, tr("Up in the queue"), u"up"_s, Qt::CTRL | Qt::Key_Up, TransferAction::Up);
    make(m_actions.down, tr("Down in the queue"), u"down"_s, Qt::CTRL | Qt::Key_Down, TransferAction::Down);
    make(m_actions.toBottom, tr("To the end of the queue"), u"down"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_Down,
         TransferAction::ToBottom);
    m_menu->addSeparator();
    const auto other = [this](QAction *&action, const QString &text, const QString &icon, const QKeySequence &key) {
        action = new QAction(themedIcon(icon), text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        m_menu->addAction(action);
    };
    other(m_actions.openFolder, tr("Open folder"), u"folder-open"_s, Qt::CTRL | Qt::Key_O);
    other(m_actions.copyAddress, tr("Copy source address"), u"copy"_s, QKeySequence::Copy);
    other(m_actions.copyCommand, tr("Copy as command line"), u"terminal"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    m_menu->addSeparator();
    other(m_actions.optimize, tr("Auto-optimize this transfer…"), u"optimize"_s, {});
    m_menu->addSeparator();
    other(m_actions.remove, tr("Remove from the list"), u"remove"_s, QKeySequence::Delete);
    connect(m_actions.openFolder, &QAction::triggered, this, &TransfersPage::openFolders);
    connect(m_actions.copyCommand, &QAction::triggered, this, &TransfersPage::copyCommands);
    connect(m_actions.optimize, &QAction::triggered, this, [this] {
        if (const QList<quint64> ids = selected(); !ids.isEmpty())
            emit optimizeWanted(ids.first());
    });
    connect(m_actions.remove, &QAction::triggered, this, &TransfersPage::confirmRemoval);
    connect(m_actions.copyAddress, &QAction::triggered, this, [this] {
        QStringList lines;
        for (const quint64 id : selected())
            if (const TransferRow *row = m_model.row(id))
                lines += row->source;
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
}

QList<quint64> TransfersPage::selected() const
{
    QList<quint64> ids;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        ids.append(index.data(TransferModel::IdRole).toULongLong());
    return ids;
}

void TransfersPage::select(quint64 id)
{
    const QModelIndex index = m_filter->mapFromSource(m_model.indexOf(id));
    if (index.isValid())
        m_table->setCurrentIndex(index);
}

void TransfersPage::showOnly(TransferShown shown)
{
    m_filter->show(shown);
}

void TransfersPage::setFilterText(const QString &text)
{
    m_filter->setText(text);
}

void TransfersPage::onRows(const QList<TransferRow> &rows)
{
    m_tableOrHint->setCurrentIndex(m_model.rowCount() > 0 ? 1 : 0);
    // The first transfer of a session shows itself; later the choice is the user's.
    if (!m_everSelected && !rows.isEmpty())
        select(rows.first().id);
    updateActions();
}

void TransfersPage::succeed(const TransfersPage &old, const QList<TransferRow> &rows)
{
    m_everSelected = true;
    onRows(rows);
    if (const QList<quint64> ids = old.selected(); !ids.isEmpty())
        select(ids.first());
}

void TransfersPage::updateActions()
{
    const QList<quint64> ids = selected();
    bool canPause = false;
    bool canResume = false;
    bool canRetry = false;
    bool canCancel = false;
    for (const quint64 id : ids) {
        const TransferRow *row = m_model.row(id);
        if (!row)
            continue;
        canPause |= row->state == TransferState::Active || row->state == TransferState::Queued;
        canResume |= row->state == TransferState::Paused;
        canRetry |= row->state == TransferState::Failed || row->state == TransferState::Cancelled;
        canCancel |= !row->isOver();
    }
    m_actions.pause->setEnabled(canPause);
    m_actions.resume->setEnabled(canResume);
    m_actions.retry->setEnabled(canRetry);
    m_actions.cancel->setEnabled(canCancel);
    for (QAction *action : {m_actions.remove, m_actions.toTop, m_actions.up, m_actions.down, m_actions.toBottom,
                            m_actions.copyAddress, m_actions.copyCommand})
        action->setEnabled(!ids.isEmpty());
    m_actions.openFolder->setEnabled(ids.size() == 1);
    const TransferOrder *only = ids.size() == 1 ? m_board.order(ids.first()) : nullptr;
    m_actions.optimize->setEnabled(only && canBeOptimized(*only));
    m_everSelected |= !ids.isEmpty();
    const TransferRow *first = ids.isEmpty() ? nullptr : m_model.row(ids.first());
    m_details->show(first);
    m_trouble->show(first);
}

void TransfersPage::confirmRemoval()
{
    const QList<quint64> ids = selected();
    int downloads = 0;
    int uploads = 0;
    for (const quint64 id : ids)
        if (const TransferRow *row = m_model.row(id); row && !row->isOver())
            ++(row->upload ? uploads : downloads);
    if (downloads + uploads == 0) {
        m_board.act(TransferAction::Remove, ids);
        return;
    }
    QStringList consequences;
    if (downloads > 0)
        consequences += tr("What has arrived so far stays on the disk.");
    if (uploads > 0)
        consequences += tr("What has been sent so far is removed from the server, where it would cost storage.");
    askBefore(this,
              {tr("Remove from the list"), tr("Remove %n transfer(s) that have not finished?", nullptr, downloads + uploads),
               consequences.join(u"\n\n"_s), tr("Remove")},
              [this, ids] { m_board.act(TransferAction::Remove, ids); });
}

void TransfersPage::openFolders()
{
    const QList<quint64> ids = selected();
    const TransferRow *row = ids.isEmpty() ? nullptr : m_model.row(ids.first());
    if (!row)
        return;
    const QString local = row->upload ? row->source : row->target;
    if (local.isEmpty())
        return;
    const QFileInfo info(local);
    QDesktopServices::openUrl(QUrl::fromLocalFile(info.isDir() ? local : info.absolutePath()));
}

void TransfersPage::copyCommands()
{
    QStringList lines;
    for (const quint64 id : selected())
        if (const TransferOrder *order = m_board.order(id))
            lines += commandLine(*order, m_findProfile ? m_findProfile(order->connectionId) : nullptr);
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

QByteArray TransfersPage::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << m_splitter->saveState() << m_table->header()->saveState() << qint32(m_details->currentIndex());
    return layout;
}

void TransfersPage::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    QByteArray splitter;
    QByteArray header;
    stream >> splitter >> header;
    if (stream.status() != QDataStream::Ok)
        return;
    m_splitter->restoreState(splitter);
    m_table->header()->restoreState(header);
    qint32 tab = 0;
    stream >> tab;
    if (stream.status() == QDataStream::Ok)
        m_details->setCurrentIndex(tab);
}

} // namespace millrace
