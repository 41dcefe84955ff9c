// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/bandwidthbutton.h"

#include "ui/settings/bandwidthlimit.h"
#include "ui/settings/bandwidthmenu.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace millrace {

BandwidthButton::BandwidthButton(BandwidthLimit &limit, BandwidthMenu *menu, QWidget *parent) : QToolButton(parent), m_limit(limit)
{
    setProperty("role", u"status"_s);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize({14, 14});
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    setMenu(menu);
    connect(&limit, &BandwidthLimit::changed, this, &BandwidthButton::tell);
    tell();
}

void BandwidthButton::tell()
{
    const auto rate = m_limit.rate();
    const bool timetable = m_limit.chosen().mode == Bandwidth::Mode::Timetable;
    setText(rate ? tr("Limit %1").arg(rateText(*rate)) : tr("No limit"));
    setIcon(themedIcon(timetable ? u"clock"_s : u"speed"_s, rate ? IconTone::Accent : IconTone::Muted));
    QString tip = rate ? tr("All transfers together go at %1 at most").arg(rateText(*rate)) : tr("Transfers go as fast as they can");
    if (const QDateTime until = m_limit.until(); timetable && until.isValid())
        tip += u'\n' + tr("By the timetable, until %1").arg(QLocale().toString(until.time(), QLocale::ShortFormat));
    setToolTip(tip);
    setAccessibleName(tr("Bandwidth: %1").arg(text()));
}

} // namespace millrace
