// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/bandwidth.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QStackedWidget;

namespace millrace {

class RateField;
class TimetableEditor;

/// The settings' page of the limits on all transfers: none, a rate each way, or timetables.
class BandwidthPage : public QWidget
{
    Q_OBJECT
public:
    explicit BandwidthPage(const Bandwidth &bandwidth, QWidget *parent = nullptr);
    Bandwidth bandwidth() const;

private:
    QWidget *makeTimetables(const Bandwidth &bandwidth);
    void follow(int mode);

    QButtonGroup *m_mode;
    RateField *m_down, *m_up;
    QWidget *m_fixed, *m_timetables;
    QCheckBox *m_same;          ///< one timetable for both ways
    QWidget *m_ways;            ///< which of two is shown
    QStackedWidget *m_pages;
    TimetableEditor *m_downTimetable, *m_upTimetable;
};

} // namespace millrace
