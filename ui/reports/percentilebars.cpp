// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/percentilebars.h"

#include "ui/text/format.h"
#include "ui/theme/colours.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace millrace {

PercentileBars::PercentileBars(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Rates of the files"));
    setDistribution({});
}

void PercentileBars::setDistribution(const Distribution &d)
{
    m_bars = {{tr("Slowest"), d.p0},         {tr("5th percentile"), d.p5},   {tr("Median"), d.p50},
              {tr("75th percentile"), d.p75}, {tr("95th percentile"), d.p95}, {tr("Fastest"), d.p100}};
    QStringList words;
    for (const Bar &bar : std::as_const(m_bars))
        words += u"%1: %2"_s.arg(bar.name, rateText(bar.value * double(MiB)));
    setAccessibleDescription(words.join(u", "_s));
    updateGeometry();
    update();
}

QSize PercentileBars::sizeHint() const
{
    return {360, int(m_bars.size()) * rowHeight()};
}

void PercentileBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours c = Colours::of(palette());
    int names = 0;
    int figures = 0;
    double highest = 0;
    for (const Bar &bar : std::as_const(m_bars)) {
        names = std::max(names, fontMetrics().horizontalAdvance(bar.name));
        figures = std::max(figures, fontMetrics().horizontalAdvance(rateText(bar.value * double(MiB))));
        highest = std::max(highest, bar.value);
    }
    const int left = names + 14;
    const int room = std::max(20, width() - left - figures - 12);
    int y = 0;
    for (const Bar &bar : std::as_const(m_bars)) {
        const QRect row(0, y, width(), rowHeight());
        y += rowHeight();
        painter.setPen(c.muted);
        painter.drawText(QRect(0, row.top(), names, row.height()), Qt::AlignLeft | Qt::AlignVCenter, bar.name);
        const double share = highest > 0 ? bar.value / highest : 0;
        const QRectF track(left, row.center().y() - 5, room, 10);
        painter.setPen(c.contrast ? QPen(c.lineStrong) : QPen(Qt::NoPen));
        painter.setBrush(c.contrast ? c.base : mixed(c.line, c.base, 0.35));
        painter.drawRoundedRect(track, 5, 5);
        if (share > 0) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(c.series(0));
            painter.drawRoundedRect(QRectF(track.left(), track.top(), std::max(10.0, track.width() * share), track.height()), 5, 5);
        }
        painter.setPen(c.text);
        painter.drawText(QRect(width() - figures, row.top(), figures, row.height()), Qt::AlignRight | Qt::AlignVCenter,
                         bar.value > 0 ? rateText(bar.value * double(MiB)) : u"–"_s);
    }
}

} // namespace millrace
