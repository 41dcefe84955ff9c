// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace millrace {

/// Draws the sidebar's headings and places: icon, text, and a number where there is one.
class SidebarDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role { PlaceRole = Qt::UserRole, CountRole, AlertRole };
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace millrace
