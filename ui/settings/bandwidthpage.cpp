// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/bandwidthpage.h"

#include "ui/settings/ratefield.h"
#include "ui/settings/timetableeditor.h"
#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QRadioButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

BandwidthPage::BandwidthPage(const Bandwidth &bandwidth, QWidget *parent)
    : QWidget(parent), m_mode(new QButtonGroup(this)), m_down(new RateField(true)), m_up(new RateField(true)),
      m_fixed(new QWidget), m_timetables(new QWidget), m_same(new QCheckBox(tr("One timetable for downloads and uploads"))),
      m_ways(new QWidget), m_pages(new QStackedWidget), m_downTimetable(new TimetableEditor(bandwidth.down.timetable)),
      m_upTimetable(new TimetableEditor(bandwidth.up.timetable))
{
    auto *none = new QRadioButton(tr("No limit"));
    auto *fixed = new QRadioButton(tr("At most"));
    auto *timed = new QRadioButton(tr("By a timetable; the first line that holds counts"));
    m_mode->addButton(none, int(Bandwidth::Mode::Unlimited));
    m_mode->addButton(fixed, int(Bandwidth::Mode::Fixed));
    m_mode->addButton(timed, int(Bandwidth::Mode::Timetable));
    auto *fixedRow = new QHBoxLayout(m_fixed);
    fixedRow->setContentsMargins(26, 0, 0, 0);
    fixedRow->setSpacing(8);
    const auto field = [fixedRow](RateField *rate, RateTimetable::Rate value, const QString &text, const QString &name) {
        auto *label = makeLabel(text, "muted");
        label->setBuddy(rate);
        rate->setRate(value);
        rate->setMinimumWidth(140);
        rate->setAccessibleName(name);
        fixedRow->addWidget(label);
        fixedRow->addWidget(rate);
    };
    field(m_down, bandwidth.down.fixed, tr("Downloads"), tr("Limit of all downloads together"));
    fixedRow->addSpacing(14);
    field(m_up, bandwidth.up.fixed, tr("Uploads"), tr("Limit of all uploads together"));
    fixedRow->addStretch();
    m_down->setObjectName(u"limitDown"_s);
    m_up->setObjectName(u"limitUp"_s);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 12);
    layout->setSpacing(11);
    layout->addWidget(makeLabel(tr("Bandwidth"), "title"));
    layout->addWidget(makeLabel(tr("Limits for all transfers together, downloads and uploads apart. They hold at once, and can be "
                                   "changed at any time in the status bar."),
                                "muted", true));
    layout->addWidget(none);
    layout->addWidget(fixed);
    layout->addWidget(m_fixed);
    layout->addWidget(timed);
    layout->addWidget(makeTimetables(bandwidth));
    layout->addStretch();
    connect(m_mode, &QButtonGroup::idToggled, this, [this](int mode, bool on) {
        if (on)
            follow(mode);
    });
    m_mode->button(int(bandwidth.mode))->setChecked(true);
    follow(int(bandwidth.mode));
}

QWidget *BandwidthPage::makeTimetables(const Bandwidth &bandwidth)
{
    auto *switches = new QHBoxLayout(m_ways);
    switches->setContentsMargins(0, 0, 0, 0);
    switches->setSpacing(4);
    auto *ways = new QButtonGroup(this);
    const QString names[] = {tr("Downloads"), tr("Uploads")};
    for (int way = 0; way < 2; ++way) {
        auto *button = makeButton(names[way], "segment");
        button->setCheckable(true);
        button->setChecked(way == 0);
        button->setAccessibleName(way == 0 ? tr("Show the timetable of downloads") : tr("Show the timetable of uploads"));
        ways->addButton(button, way);
        switches->addWidget(button);
    }
    switches->addStretch();
    m_downTimetable->setObjectName(u"timetableDown"_s);
    m_upTimetable->setObjectName(u"timetableUp"_s);
    m_pages->addWidget(m_downTimetable);
    m_pages->addWidget(m_upTimetable);
    connect(ways, &QButtonGroup::idClicked, m_pages, &QStackedWidget::setCurrentIndex);
    m_same->setObjectName(u"oneTimetable"_s);
    m_same->setChecked(bandwidth.down.timetable == bandwidth.up.timetable);
    connect(m_same, &QCheckBox::toggled, this, [this, ways](bool same) {
        m_ways->setVisible(!same);
        ways->button(0)->setChecked(true);
        m_pages->setCurrentIndex(0);
    });
    auto *indented = new QVBoxLayout(m_timetables);
    indented->setContentsMargins(26, 0, 0, 0);
    indented->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(m_same);
    head->addWidget(m_ways);
    head->addStretch();
    indented->addLayout(head);
    indented->addWidget(m_pages);
    m_ways->setVisible(!m_same->isChecked()); // not before it has a parent
    return m_timetables;
}

void BandwidthPage::follow(int mode)
{
    m_fixed->setEnabled(mode == int(Bandwidth::Mode::Fixed));
    m_timetables->setEnabled(mode == int(Bandwidth::Mode::Timetable));
}

Bandwidth BandwidthPage::bandwidth() const
{
    Bandwidth chosen;
    chosen.mode = Bandwidth::Mode(m_mode->checkedId());
    chosen.down = {m_down->rate(), m_downTimetable->timetable()};
    chosen.up = {m_up->rate(), (m_same->isChecked() ? m_downTimetable : m_upTimetable)->timetable()};
    return chosen;
}

} // namespace millrace
