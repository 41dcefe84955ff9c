// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace millrace {

/// A list in columns whose rows are all of one height: when values change, only their cells are painted again. QTreeView would
/// measure the row and paint all that is in view, some times a second.
class RowsView : public QTreeView
{
    Q_OBJECT
public:
    explicit RowsView(QWidget *parent = nullptr);

protected:
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles = {}) override;
};

} // namespace millrace
