// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connectionprofile.h"
#include "ui/main/place.h"

#include <QFrame>

class QListView;
class QStandardItem;
class QStandardItemModel;

namespace millrace {

class ActivityCard;

/// The column at the left: kinds of transfers with their numbers, the connections, the tools.
class Sidebar : public QFrame
{
    Q_OBJECT
public:
    explicit Sidebar(QWidget *parent = nullptr);

    void setTotals(const TransferTotals &totals);
    void setConnections(const QList<ConnectionProfile> &profiles);
    void setCurrent(const Place &place);
    Place current() const;

signals:
    void chosen(const millrace::Place &place);
    /// Keys of a browser were dropped on the transfers.
    void keysDropped();
    void connectionMenuWanted(const QString &connectionId, const QPoint &globalPos);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void addHeading(const QString &text);
    QStandardItem *addPlace(const Place &place, const QString &icon, const QString &text);

    QStandardItemModel *m_model;
    QListView *m_list;
    ActivityCard *m_activity;
    QList<ConnectionProfile> m_connections;
    TransferTotals m_totals;
    QList<QStandardItem *> m_counted; ///< by TransferShown
};

} // namespace millrace
