// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/bandwidth.h"

#include <QWidget>

class QButtonGroup;

namespace millrace {

class RateField;
class TimetableEditor;

/// The settings' page of the limit on all transfers: none, one rate, or a timetable.
class BandwidthPage : public QWidget
{
    Q_OBJECT
public:
    explicit BandwidthPage(const Bandwidth &bandwidth, QWidget *parent = nullptr);
    Bandwidth bandwidth() const;

private:
    QButtonGroup *m_mode;
    RateField *m_fixed;
    TimetableEditor *m_timetable;
};

} // namespace millrace
