// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/ratetimetable.h"

#include <QWidget>

class QComboBox;
class QTimeEdit;
class QToolButton;
class QVBoxLayout;

namespace millrace {

class RateField;
class TimetableWeek;

/// A RateTimetable as lines to edit, over a picture of the week it makes.
class TimetableEditor : public QWidget
{
    Q_OBJECT
public:
    explicit TimetableEditor(const RateTimetable &timetable, QWidget *parent = nullptr);
    RateTimetable timetable() const;

signals:
    void changed();

private:
    struct Line
    {
        QWidget *row;
        QComboBox *days;
        QTimeEdit *from;
        QTimeEdit *to;
        RateField *rate;
        QToolButton *remove;
    };
    void addLine(const RateTimetable::Entry &entry);
    void removeLine(QWidget *row);
    void orderTabs();
    void onEdited();

    QList<Line> m_lines;
    QVBoxLayout *m_rows;
    QWidget *m_add;
    RateField *m_otherwise;
    TimetableWeek *m_week;
};

} // namespace millrace
