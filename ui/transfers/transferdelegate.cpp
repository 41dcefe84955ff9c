// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/transferdelegate.h"

#include "ui/theme/colours.h"
#include "ui/theme/icons.h"
#include "ui/transfers/transfermodel.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct StateLook
{
    QString icon;
    IconTone tone;
    QColor text;
    QColor bar;
};

StateLook look(TransferState state, const Colours &c)
{
    switch (state) {
    case TransferState::Queued: return {u"clock"_s, IconTone::Muted, c.muted, c.lineStrong};
    case TransferState::Active: return {u"play-circle"_s, IconTone::Accent, c.text, c.part(PartState::Active)};
    case TransferState::Pausing:
    case TransferState::Paused: return {u"pause"_s, IconTone::Muted, c.muted, c.part(PartState::Paused)};
    case TransferState::Done: return {u"check-circle"_s, IconTone::Good, c.good, c.part(PartState::Verified)};
    case TransferState::Failed: return {u"error"_s, IconTone::Bad, c.bad, c.part(PartState::Failed)};
    case TransferState::Cancelled: return {u"cancel"_s, IconTone::Muted, c.muted, c.lineStrong};
    }
    return {};
}

} // namespace

void TransferDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() == TransferModel::Progress)
        paintProgress(painter, option, index);
    else if (index.column() == TransferModel::State)
        paintState(painter, option, index);
    else
        QStyledItemDelegate::paint(painter, option, index);
}

void TransferDelegate::paintProgress(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem base = option;
    initStyleOption(&base, index);
    const QString text = base.text;
    base.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &base, painter, option.widget);

    const Colours c = Colours::of(option.palette);
    const auto state = TransferState(index.data(TransferModel::StateRole).toInt());
    const double fraction = index.data(TransferModel::FractionRole).toDouble();
    const int textWidth = option.fontMetrics.horizontalAdvance(u"100.0 %"_s) + 6;
    QRectF bar(option.rect.adjusted(8, 0, -8 - textWidth, 0));
    bar = QRectF(bar.left(), bar.center().y() - 3.5, bar.width(), 8);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(c.contrast ? QPen(c.line) : QPen(Qt::NoPen));
    painter->setBrush(c.contrast ? c.base : mixed(c.line, c.base, 0.15));
    painter->drawRoundedRect(bar, 4, 4);
    if (fraction > 0) {
        QPainterPath clip;
        clip.addRoundedRect(bar, 4, 4);
        painter->setClipPath(clip);
        painter->fillRect(QRectF(bar.left(), bar.top(), std::max(3.0, bar.width() * fraction), bar.height()),
                          look(state, c).bar);
        painter->setClipping(false);
    }
    painter->setPen(state == TransferState::Active ? c.text : c.muted);
    painter->drawText(option.rect.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, text);
    painter->restore();
}

void TransferDelegate::paintState(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem base = option;
    initStyleOption(&base, index);
    const QString text = base.text;
    base.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &base, painter, option.widget);
    const Colours c = Colours::of(option.palette);
    const StateLook l = look(TransferState(index.data(TransferModel::StateRole).toInt()), c);
    const QRect icon(option.rect.left() + 6, option.rect.center().y() - 7, 16, 16);
    themedIcon(l.icon, l.tone).paint(painter, icon);
    painter->save();
    painter->setPen(l.text);
    const QRect rest = option.rect.adjusted(28, 0, -6, 0);
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(text, Qt::ElideRight, rest.width()));
    painter->restore();
}

QSize TransferDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(std::max(size.height(), option.fontMetrics.height() + 16));
    return size;
}

} // namespace millrace
