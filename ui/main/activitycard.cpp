// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/activitycard.h"

#include "ui/text/format.h"
#include "ui/theme/colours.h"
#include "ui/theme/icons.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace millrace {

static constexpr double shownSeconds = 60;

ActivityCard::ActivityCard(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Activity"));
    m_clock.start();
}

void ActivityCard::setTotals(const TransferTotals &totals)
{
    m_totals = totals;
    const double now = double(m_clock.elapsed()) / 1000;
    // Nothing is told while nothing moves: the line stays where it was, and does not climb all the way.
    if (!m_points.isEmpty() && now - m_points.last().at > 1)
        m_points.append({now, m_points.last().rate});
    m_points.append({now, totals.downRate + totals.upRate});
    while (m_points.size() > 2 && m_points.at(1).at < now - shownSeconds)
        m_points.removeFirst();
    setAccessibleDescription(tr("Down %1, up %2, %n active", nullptr, totals.active)
                                 .arg(totals.downRate < 1 ? u"0"_s : rateText(totals.downRate),
                                      totals.upRate < 1 ? u"0"_s : rateText(totals.upRate)));
    update();
}

void ActivityCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours c = Colours::of(palette());
    const QRect box = rect().adjusted(12, 8, -12, -12);
    painter.setPen(QPen(c.line, 1));
    painter.setBrush(c.contrast ? c.base : mixed(c.sidebar, c.raised, c.dark ? 0.6 : 0.75));
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9);

    double highest = double(MiB);
    for (const Point &p : std::as_const(m_points))
        highest = std::max(highest, p.rate);
    const QRectF plot = QRectF(box).adjusted(1, 40, -1, -1);
    const double now = double(m_clock.elapsed()) / 1000;
    const auto x = [&](double at) { return plot.right() - (now - at) / shownSeconds * plot.width(); };
    const auto y = [&](ByteRate rate) { return plot.bottom() - 2 - rate / highest * (plot.height() - 6); };
    if (m_points.size() > 1) {
        QPainterPath clip;
        clip.addRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 8, 8);
        painter.setClipPath(clip);
        QPolygonF line;
        for (const Point &p : std::as_const(m_points))
            line.append({x(p.at), y(p.rate)});
        line.append({x(now), y(m_points.last().rate)});
        QPolygonF area = line;
        area.append({area.last().x(), plot.bottom()});
        area.append({area.first().x(), plot.bottom()});
        QColor tint = c.accent;
        tint.setAlphaF(c.contrast ? 0.5 : 0.16);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tint);
        painter.drawPolygon(area);
        painter.setPen(QPen(c.accent, 1.5));
        painter.drawPolyline(line);
        painter.setClipping(false);
    }
    const auto figure = [&](int left, const QString &icon, ByteRate rate) {
        themedIcon(icon, rate >= 1 ? IconTone::Accent : IconTone::Muted).paint(&painter, QRect(left, box.top() + 11, 15, 15));
        painter.setPen(rate >= 1 ? c.text : c.muted);
        QFont bold = font();
        bold.setWeight(rate >= 1 ? QFont::DemiBold : QFont::Normal);
        painter.setFont(bold);
        painter.drawText(QRect(left + 19, box.top() + 8, 90, 21), Qt::AlignLeft | Qt::AlignVCenter,
                         rate < 1 ? u"–"_s : rateText(rate));
    };
    figure(box.left() + 10, u"down"_s, m_totals.downRate);
    figure(box.left() + box.width() / 2 + 4, u"up"_s, m_totals.upRate);
}

} // namespace millrace
