// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/historydelegate.h"

#include "ui/reports/historymodel.h"
#include "ui/theme/colours.h"

#include <QIcon>
#include <QPainter>

namespace millrace {

static QFont smaller(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    return small;
}

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours c = Colours::of(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect box = option.rect.adjusted(8, 2, -8, -2);
    const bool chosen = option.state & QStyle::State_Selected;
    if (chosen || option.state & QStyle::State_MouseOver) {
        painter->setPen(c.contrast && chosen ? QPen(c.accent, 2) : QPen(Qt::NoPen));
        painter->setBrush(chosen ? c.accentSoft : mixed(c.base, c.text, 0.05));
        painter->drawRoundedRect(box, 7, 7);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(c.accent, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75), 7, 7);
    }
    const QFontMetrics large(option.font);
    const QFont small = smaller(option.font);
    const QFontMetrics little(small);
    const int left = box.left() + 36;
    const int width = box.right() - 10 - left;
    const int top = box.center().y() - (large.height() + little.height() + 3) / 2;
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, QRect(box.left() + 10, top + (large.height() - 16) / 2, 16, 16));
    painter->setFont(option.font);
    painter->setPen(c.text);
    painter->drawText(QRect(left, top, width, large.height()), Qt::AlignLeft | Qt::AlignVCenter,
                      large.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, width));
    painter->setFont(small);
    painter->setPen(c.muted);
    painter->drawText(QRect(left, top + large.height() + 3, width, little.height()), Qt::AlignLeft | Qt::AlignVCenter,
                      little.elidedText(index.data(HistoryModel::SubtitleRole).toString(), Qt::ElideRight, width));
    painter->restore();
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, option.fontMetrics.height() + QFontMetrics(smaller(option.font)).height() + 23};
}

} // namespace millrace
