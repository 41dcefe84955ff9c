// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/partlegend.h"

#include "ui/parts/partgridpainter.h"
#include "ui/text/format.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace millrace {

PartLegend::PartLegend(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PartLegend::show(const PartCells &cells, HeatBy by)
{
    m_by = by;
    m_low = cells.coldest();
    m_high = cells.hottest();
    m_entries.clear();
    for (const auto state : {PartState::Waiting, PartState::Active, PartState::Retrying, PartState::Paused,
                             PartState::Received, PartState::Verified, PartState::Failed})
        if (const int count = cells.countOf(state))
            m_entries.append({state, count});
    update();
}

QSize PartLegend::sizeHint() const
{
    return {380, fontMetrics().height() + 8};
}

void PartLegend::paintHeat(QPainter &painter)
{
    const Colours c = Colours::of(palette());
    const QString slow = m_high > 0 ? rateText(m_low) : tr("slow");
    const QString fast = m_high > 0 ? rateText(m_high) : tr("fast");
    painter.setPen(c.muted);
    int x = 0;
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter, slow);
    x += fontMetrics().horizontalAdvance(slow) + 8;
    const QRect ramp(x, height() / 2 - 5, 140, 10);
    for (int i = 0; i < ramp.width(); ++i)
        painter.fillRect(ramp.left() + i, ramp.top(), 1, ramp.height(), c.heat(double(i) / ramp.width()));
    x = ramp.right() + 9;
    painter.setPen(c.muted);
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter, fast);
}

void PartLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_by == HeatBy::Rate) {
        paintHeat(painter);
        return;
    }
    const Colours c = Colours::of(palette());
    int x = 0;
    for (const Entry &entry : m_entries) {
        const QString text = u"%1 %2"_s.arg(stateText(entry.state), numberText(entry.count));
        const int width = 14 + 6 + fontMetrics().horizontalAdvance(text);
        if (x + width > this->width())
            return;
        PartCell cell;
        cell.state = entry.state;
        cell.percent = entry.state == PartState::Waiting ? 0 : entry.state == PartState::Active ? 60 : 100;
        PartGridPainter::paintCell(painter, QRect(x, height() / 2 - 7, 14, 14), cell, c, HeatBy::State);
        painter.setPen(c.muted);
        painter.drawText(QRect(x + 20, 0, width, height()), Qt::AlignVCenter, text);
        x += width + 14;
    }
}

} // namespace millrace
