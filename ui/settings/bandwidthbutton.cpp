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
    const auto down = m_limit.rate(false);
    const auto up = m_limit.rate(true);
    const bool timetable = m_limit.chosen().mode == Bandwidth::Mode::Timetable;
    QStringList limits;
    if (down && up && *down == *up) {
        limits += rateText(*down);
    } else {
        if (down)
            limits += u"↓ "_s + rateText(*down);
        if (up)
            limits += u"↑ "_s + rateText(*up);
    }
    setText(limits.isEmpty() ? tr("No limit") : tr("Limit %1").arg(limits.join(u"  "_s)));
    setIcon(themedIcon(timetable ? u"clock"_s : u"speed"_s, limits.isEmpty() ? IconTone::Muted : IconTone::Accent));
    QStringList lines;
    if (limits.isEmpty()) {
        lines += tr("Transfers go as fast as they can");
    } else {
        lines += down ? tr("All downloads together: %1 at most").arg(rateText(*down)) : tr("Downloads: no limit");
        lines += up ? tr("All uploads together: %1 at most").arg(rateText(*up)) : tr("Uploads: no limit");
    }
    if (const QDateTime until = m_limit.until(); timetable && until.isValid())
        lines += tr("By the timetable, until %1").arg(QLocale().toString(until.time(), QLocale::ShortFormat));
    setToolTip(lines.join(u'\n'));
    setAccessibleName(tr("Bandwidth: %1").arg(lines.join(u", "_s)));
}

} // namespace millrace
