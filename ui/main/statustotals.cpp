// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/statustotals.h"

#include "ui/text/format.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/makers.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

StatusTotals::StatusTotals(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 3, 8, 3);
    layout->setSpacing(6);
    m_transfers = addFigure(u"all"_s, tr("Transfers"));
    m_connections = addFigure(u"link"_s, tr("Connections"));
    m_down = addFigure(u"down"_s, tr("Rate of downloads"));
    m_up = addFigure(u"up"_s, tr("Rate of uploads"));
    setTotals({});
}

QLabel *StatusTotals::addFigure(const QString &icon, const QString &name)
{
    auto *row = static_cast<QHBoxLayout *>(layout());
    auto *picture = new IconLabel(icon, IconTone::Muted, 14);
    picture->setToolTip(name);
    auto *figure = makeLabel({}, "muted");
    figure->setAccessibleName(name);
    figure->setToolTip(name);
    row->addWidget(picture);
    row->addWidget(figure);
    row->addSpacing(14);
    return figure;
}

/// A label of fixed size lays out nothing anew when its text changes, some times a second; and what is beside it does not jump.
static void tell(QLabel *figure, const QString &text)
{
    if (figure->text() == text)
        return;
    figure->setText(text);
    const QSize wanted = figure->sizeHint();
    if (wanted.width() > figure->minimumWidth() || wanted.height() != figure->minimumHeight())
        figure->setFixedSize(std::max(wanted.width(), figure->minimumWidth()), wanted.height());
}

void StatusTotals::setTotals(const TransferTotals &totals)
{
    tell(m_transfers, tr("%1 active, %2 queued").arg(numberText(totals.active), numberText(totals.queued)));
    tell(m_connections, tr("%n connection(s)", nullptr, totals.connections));
    tell(m_down, totals.downRate < 1 ? u"0"_s : rateText(totals.downRate));
    tell(m_up, totals.upRate < 1 ? u"0"_s : rateText(totals.upRate));
}

} // namespace millrace
