// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/bandwidthpage.h"

#include "ui/settings/ratefield.h"
#include "ui/settings/timetableeditor.h"
#include "ui/widgets/makers.h"

#include <QButtonGroup>
#include <QRadioButton>
#include <QVBoxLayout>

namespace millrace {

BandwidthPage::BandwidthPage(const Bandwidth &bandwidth, QWidget *parent)
    : QWidget(parent), m_mode(new QButtonGroup(this)), m_fixed(new RateField(false)),
      m_timetable(new TimetableEditor(bandwidth.timetable))
{
    auto *none = new QRadioButton(tr("No limit"));
    auto *fixed = new QRadioButton(tr("At most"));
    auto *timed = new QRadioButton(tr("By a timetable; the first line that holds counts"));
    m_mode->addButton(none, int(Bandwidth::Mode::Unlimited));
    m_mode->addButton(fixed, int(Bandwidth::Mode::Fixed));
    m_mode->addButton(timed, int(Bandwidth::Mode::Timetable));
    m_fixed->setRate(bandwidth.fixed);
    m_fixed->setMinimumWidth(150);
    m_fixed->setAccessibleName(tr("Limit of all transfers together"));
    auto *fixedRow = new QHBoxLayout;
    fixedRow->addWidget(fixed);
    fixedRow->addWidget(m_fixed);
    fixedRow->addStretch();
    auto *indented = new QVBoxLayout;
    indented->setContentsMargins(26, 0, 0, 0);
    indented->addWidget(m_timetable);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 12);
    layout->setSpacing(11);
    layout->addWidget(makeLabel(tr("Bandwidth"), "title"));
    layout->addWidget(makeLabel(tr("One limit for all transfers together, both ways. It holds at once, and can be changed at any "
                                   "time in the status bar."),
                                "muted", true));
    layout->addWidget(none);
    layout->addLayout(fixedRow);
    layout->addWidget(timed);
    layout->addLayout(indented);
    layout->addStretch();
    const auto follow = [this](int mode) {
        m_fixed->setEnabled(mode == int(Bandwidth::Mode::Fixed));
        m_timetable->setEnabled(mode == int(Bandwidth::Mode::Timetable));
    };
    connect(m_mode, &QButtonGroup::idToggled, this, [follow](int mode, bool on) {
        if (on)
            follow(mode);
    });
    m_mode->button(int(bandwidth.mode))->setChecked(true);
    follow(int(bandwidth.mode));
}

Bandwidth BandwidthPage::bandwidth() const
{
    return {Bandwidth::Mode(m_mode->checkedId()), m_fixed->rate().value_or(Bandwidth().fixed), m_timetable->timetable()};
}

} // namespace millrace
