// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/sidebar.h"

#include "ui/browser/keymodel.h"
#include "ui/main/activitycard.h"
#include "ui/main/sidebardelegate.h"
#include "ui/theme/icons.h"

#include <QDropEvent>
#include <QListView>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

Sidebar::Sidebar(QWidget *parent)
    : QFrame(parent), m_model(new QStandardItemModel(this)), m_list(new QListView), m_activity(new ActivityCard)
{
    setProperty("role", u"sidebar"_s);
    m_list->setProperty("role", u"sidebar"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new SidebarDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Places"));
    m_list->viewport()->setAcceptDrops(true);
    m_list->viewport()->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_activity);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.data(SidebarDelegate::PlaceRole).isValid() && !signalsBlocked())
            emit chosen(index.data(SidebarDelegate::PlaceRole).value<Place>());
    });
    // A click on the place one is in already leads back to its top.
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        const auto place = index.data(SidebarDelegate::PlaceRole).value<Place>();
        if (place.kind == Place::Kind::AddConnection || place.kind == Place::Kind::Optimize)
            emit chosen(place);
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        const auto place = m_list->indexAt(at).data(SidebarDelegate::PlaceRole).value<Place>();
        if (place.kind == Place::Kind::Connection)
            emit connectionMenuWanted(place.connectionId, m_list->viewport()->mapToGlobal(at));
    });
    rebuild();
}

bool Sidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove && event->type() != QEvent::Drop)
        return QFrame::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    if (!KeyModel::isKeys(drop->mimeData()))
        return QFrame::eventFilter(watched, event);
    const auto place = m_list->indexAt(drop->position().toPoint()).data(SidebarDelegate::PlaceRole).value<Place>();
    drop->setAccepted(event->type() == QEvent::DragEnter || place.kind == Place::Kind::Transfers);
    if (drop->isAccepted())
        drop->setDropAction(Qt::CopyAction);
    if (event->type() == QEvent::Drop && drop->isAccepted())
        emit keysDropped();
    return true;
}

void Sidebar::addHeading(const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setFlags(Qt::NoItemFlags);
    m_model->appendRow(item);
}

QStandardItem *Sidebar::addPlace(const Place &place, const QString &icon, const QString &text)
{
    auto *item = new QStandardItem(themedIcon(icon), text);
    item->setData(QVariant::fromValue(place), SidebarDelegate::PlaceRole);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setToolTip(text);
    m_model->appendRow(item);
    return item;
}

void Sidebar::rebuild()
{
    const Place before = current();
    const QSignalBlocker quiet(this);
    m_model->clear();
    m_counted.clear();
    addHeading(tr("Transfers"));
    const std::tuple<TransferShown, QString, QString> kinds[] = {
        {TransferShown::All, u"all"_s, tr("All")},           {TransferShown::Active, u"play-circle"_s, tr("Active")},
        {TransferShown::Queued, u"clock"_s, tr("Queued")},   {TransferShown::Paused, u"pause"_s, tr("Paused")},
        {TransferShown::Finished, u"check-circle"_s, tr("Finished")}, {TransferShown::Failed, u"error"_s, tr("Failed")}};
    for (const auto &[shown, icon, text] : kinds)
        m_counted.append(addPlace({Place::Kind::Transfers, shown, {}}, icon, text));
    addHeading(tr("Connections"));
    for (const ConnectionProfile &profile : std::as_const(m_connections))
        addPlace({Place::Kind::Connection, TransferShown::All, profile.id}, profile.transient ? u"play-circle"_s : u"cloud"_s,
                 profile.name);
    addPlace({Place::Kind::AddConnection, TransferShown::All, {}}, u"plus"_s, tr("Add a connection…"));
    addHeading(tr("Tools"));
    addPlace({Place::Kind::Reports, TransferShown::All, {}}, u"report"_s, tr("Reports"));
    addPlace({Place::Kind::Optimize, TransferShown::All, {}}, u"optimize"_s, tr("Auto-optimize…"));
    setTotals(m_totals);
    setCurrent(before);
}

void Sidebar::setTotals(const TransferTotals &totals)
{
    m_totals = totals;
    const int all = totals.active + totals.queued + totals.paused + totals.finished + totals.failed + totals.cancelled;
    const int counts[] = {all, totals.active, totals.queued, totals.paused, totals.finished, totals.failed};
    for (int i = 0; i < m_counted.size(); ++i) {
        if (m_counted[i]->data(SidebarDelegate::CountRole).toInt() != counts[i])
            m_counted[i]->setData(counts[i], SidebarDelegate::CountRole);
        m_counted[i]->setData(i == int(TransferShown::Failed) && counts[i] > 0, SidebarDelegate::AlertRole);
    }
    m_activity->setTotals(totals);
}

void Sidebar::setConnections(const QList<ConnectionProfile> &profiles)
{
    m_connections = profiles;
    rebuild();
}

Place Sidebar::current() const
{
    return m_list->currentIndex().data(SidebarDelegate::PlaceRole).value<Place>();
}

void Sidebar::setCurrent(const Place &place)
{
    const QSignalBlocker quiet(this);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (index.data(SidebarDelegate::PlaceRole).isValid() && index.data(SidebarDelegate::PlaceRole).value<Place>() == place) {
            m_list->setCurrentIndex(index);
            return;
        }
    }
    m_list->clearSelection();
    m_list->setCurrentIndex({});
}

} // namespace millrace
