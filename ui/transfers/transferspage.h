// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferboard.h"
#include "ui/transfers/transferfilter.h"

#include <QWidget>

class QMenu;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace millrace {

class DetailsPane;
class TransferModel;

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
    QList<quint64> selected() const;
    void select(quint64 id);

    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

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
    QSplitter *m_splitter;
    TransferActions m_actions;
    QMenu *m_menu;
    bool m_everSelected = false;
};

} // namespace millrace
