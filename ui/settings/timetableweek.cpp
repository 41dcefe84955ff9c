// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/timetableweek.h"

#include "ui/text/format.h"
#include "ui/theme/colours.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {

static constexpr int minutesOfDay = 24 * 60;
static constexpr int step = 15; ///< minutes

TimetableWeek::TimetableWeek(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("The week as a picture"));
}

void TimetableWeek::show(const RateTimetable &timetable)
{
    m_timetable = timetable;
    update();
}

int TimetableWeek::lineHeight() const
{
    return fontMetrics().height() + 2;
}

QSize TimetableWeek::sizeHint() const
{
    return {320, 8 * lineHeight() + 4};
}

QRect TimetableWeek::field() const
{
    int labels = 0;
    for (int day = 1; day <= 7; ++day)
        labels = std::max(labels, fontMetrics().horizontalAdvance(QLocale().standaloneDayName(day, QLocale::ShortFormat)));
    return QRect(labels + 10, 0, width() - labels - 10, 7 * lineHeight());
}

RateTimetable::Rate TimetableWeek::rateAt(int day, int minute) const
{
    return m_timetable.at(QDateTime(QDate(2024, 1, 1 + day), QTime(minute / 60, minute % 60), Qt::UTC)); // began on a Monday
}

void TimetableWeek::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours c = Colours::of(palette());
    const QRect box = field();
    const int line = lineHeight();
    const auto x = [&box](int minute) { return box.left() + box.width() * minute / minutesOfDay; };
    for (int day = 0; day < 7; ++day) {
        painter.setPen(c.muted);
        painter.drawText(QRect(0, day * line, box.left() - 8, line), Qt::AlignLeft | Qt::AlignVCenter,
                         QLocale().standaloneDayName(day + 1, QLocale::ShortFormat));
        for (int minute = 0; minute < minutesOfDay; minute += step) {
            const auto rate = rateAt(day, minute);
            // From 100 MiB/s (pale) to 100 KiB/s (strong), by the order of magnitude.
            const double strength = rate ? std::clamp(1 - std::log10(std::max(1.0, *rate / 1e5)) / 3, 0.25, 0.9) : 0;
            const QColor fill = rate ? mixed(c.base, c.accent, strength) : mixed(c.base, c.text, 0.08);
            painter.fillRect(QRect(x(minute), day * line + 1, x(minute + step) - x(minute), line - 2), fill);
        }
    }
    painter.setPen(c.muted);
    for (int hour = 0; hour <= 24; hour += 6) {
        const QString text = QLocale().toString(hour);
        const int wide = fontMetrics().horizontalAdvance(text);
        const int at = std::clamp(x(hour * 60) - wide / 2, box.left(), box.right() - wide);
        painter.drawText(QPoint(at, 7 * line + fontMetrics().ascent() + 3), text);
    }
    painter.setPen(c.window);
    for (int hour = 6; hour < 24; hour += 6)
        painter.drawLine(x(hour * 60), box.top(), x(hour * 60), box.bottom());
}

bool TimetableWeek::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QRect box = field();
        if (box.contains(help->pos())) {
            const int day = std::min(6, help->pos().y() / lineHeight());
            const int minute = (help->pos().x() - box.left()) * minutesOfDay / std::max(1, box.width()) / step * step;
            const auto rate = rateAt(day, minute);
            QToolTip::showText(help->globalPos(),
                               u"%1 %2: %3"_s.arg(QLocale().standaloneDayName(day + 1),
                                                  QLocale().toString(QTime(minute / 60, minute % 60), QLocale::ShortFormat),
                                                  rate ? rateText(*rate) : tr("No limit")),
                               this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace millrace
