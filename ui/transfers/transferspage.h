// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferboard.h"
#include "ui/transfers/transferfilter.h"

#include <QWidget>
#include <functional>

class QMenu;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace millrace {

struct ConnectionProfile;
class DetailsPane;
class TransferModel;
class TroubleBanner;

/// Everything one can do with the chosen transfers, as actions that menus, tool bar and keys share.
struct TransferActions
{
    QAction *resume = nullptr;
    QAction *pause = nullptr;
    QAction *cancel = nullptr;
    QAction *retry = nullptr;
    QAction *remove = nullptr;
    QAction *toTop = nullptr;
    QAction *up = nullptr;
    QAction *down = nullptr;
    QAction *toBottom = nullptr;
    QAction *openFolder = nullptr;
    QAction *copyAddress = nullptr;
    QAction *copyCommand = nullptr;
    QAction *optimize = nullptr;
};

/// The table of transfers over the details of the chosen one.
class TransfersPage : public QWidget
{
    Q_OBJECT
public:
    TransfersPage(TransferBoard &board, TransferModel &model, QWidget *parent = nullptr);

    const TransferActions &actions() const { return m_actions; }
    QMenu *menu() const { return m_menu; } ///< of all actions
    QTreeView *table() const { return m_table; }
    DetailsPane *details() const { return m_details; }
    void showOnly(TransferShown shown);
    void setFilterText(const QString &text);
    /// Finds the profile of an order's connection, for "copy as command line".
    using ProfileFinder = std::function<const ConnectionProfile *(const QString &connectionId)>;
    void setProfileFinder(ProfileFinder finder) { m_findProfile = std::move(finder); }
    QList<quint64> selected() const;
    void select(quint64 id);

    /// Takes the place of @p old: the rows are in the model, what was selected is selected.
    void succeed(const TransfersPage &old, const QList<TransferRow> &rows);

    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

signals:
    /// The fastest settings for this transfer are to be searched.
    void optimizeWanted(quint64 id);

private:
    void makeActions();
    void updateActions();
    void onRows(const QList<TransferRow> &rows);
    void confirmRemoval();
    void openFolders();
    void copyCommands();

    TransferBoard &m_board;
    TransferModel &m_model;
    TransferFilter *m_filter;
    QTreeView *m_table;
    QStackedWidget *m_tableOrHint;
    DetailsPane *m_details;
    TroubleBanner *m_trouble = nullptr;
    QSplitter *m_splitter;
    TransferActions m_actions;
    QMenu *m_menu;
    ProfileFinder m_findProfile;
    bool m_everSelected = false;
};

} // namespace millrace
