// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowsview.h"

#include <QAccessible>

namespace millrace {

RowsView::RowsView(QWidget *parent) : QTreeView(parent)
{
    setRootIsDecorated(false);
    setUniformRowHeights(true);
}

void RowsView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    if (QAccessible::isActive()) { // readers are told by the view
        QTreeView::dataChanged(topLeft, bottomRight, roles);
        return;
    }
    if (!isVisible() || !topLeft.isValid() || !bottomRight.isValid())
        return;
    // Columns may have been moved by hand.
    QRect area;
    for (int column = topLeft.column(); column <= bottomRight.column(); ++column) {
        area |= visualRect(topLeft.siblingAtColumn(column));
        if (bottomRight.row() != topLeft.row())
            area |= visualRect(bottomRight.siblingAtColumn(column));
    }
    viewport()->update(area & viewport()->rect());
}

} // namespace millrace
