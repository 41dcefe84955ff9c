// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/ratetimetable.h"

#include <QWidget>

namespace millrace {

/// A week as a line a day: the stronger the colour, the lower the limit. For the eye; the lines it is made of say the same.
class TimetableWeek : public QWidget
{
    Q_OBJECT
public:
    explicit TimetableWeek(QWidget *parent = nullptr);
    void show(const RateTimetable &timetable);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRect field() const;
    int lineHeight() const;
    RateTimetable::Rate rateAt(int day, int minute) const;

    RateTimetable m_timetable;
};

} // namespace millrace
