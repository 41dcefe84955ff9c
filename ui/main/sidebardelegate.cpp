// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/sidebardelegate.h"

#include "ui/theme/colours.h"

#include <QPainter>

namespace millrace {

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours c = Colours::of(option.palette);
    const QString text = index.data(Qt::DisplayRole).toString();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (!index.data(PlaceRole).isValid()) {
        QFont small = option.font;
        small.setPointSizeF(small.pointSizeF() * 0.85);
        small.setWeight(QFont::DemiBold);
        small.setCapitalization(QFont::AllUppercase);
        small.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
        painter->setFont(small);
        painter->setPen(c.faint);
        painter->drawText(option.rect.adjusted(18, 0, -12, -4), Qt::AlignLeft | Qt::AlignBottom, text);
        painter->restore();
        return;
    }
    const QRect box = option.rect.adjusted(8, 1, -8, -1);
    const bool chosen = option.state & QStyle::State_Selected;
    if (chosen || option.state & QStyle::State_MouseOver) {
        painter->setPen(c.contrast && chosen ? QPen(c.accent, 2) : QPen(Qt::NoPen));
        painter->setBrush(chosen ? (c.contrast ? c.accentSoft : mixed(c.accentSoft, c.accent, 0.08)) : mixed(c.sidebar, c.text, 0.07));
        painter->drawRoundedRect(box, 7, 7);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(c.accent, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75), 7, 7);
    }
    const auto icon = index.data(Qt::DecorationRole).value<QIcon>();
    const QRect iconBox(box.left() + 10, box.center().y() - 8, 18, 18);
    icon.paint(painter, iconBox, Qt::AlignCenter, option.state & QStyle::State_Enabled ? QIcon::Normal : QIcon::Disabled);

    int right = box.right() - 10;
    if (const int count = index.data(CountRole).toInt(); count > 0) {
        const QString number = option.locale.toString(count);
        const bool alert = index.data(AlertRole).toBool();
        QFont small = option.font;
        small.setPointSizeF(small.pointSizeF() * 0.9);
        if (alert)
            small.setWeight(QFont::DemiBold);
        painter->setFont(small);
        painter->setPen(alert ? c.bad : c.muted);
        painter->drawText(QRect(box.left(), box.top(), right - box.left(), box.height()), Qt::AlignRight | Qt::AlignVCenter, number);
        right -= QFontMetrics(small).horizontalAdvance(number) + 8;
    }
    QFont font = option.font;
    if (chosen)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(option.state & QStyle::State_Enabled ? c.text : option.palette.color(QPalette::Disabled, QPalette::Text));
    const QRect textBox(iconBox.right() + 10, box.top(), right - iconBox.right() - 10, box.height());
    painter->drawText(textBox, Qt::AlignLeft | Qt::AlignVCenter, QFontMetrics(font).elidedText(text, Qt::ElideRight, textBox.width()));
    painter->restore();
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool place = index.data(PlaceRole).isValid();
    return {160, option.fontMetrics.height() + (place ? 16 : index.row() == 0 ? 14 : 24)};
}

} // namespace millrace
