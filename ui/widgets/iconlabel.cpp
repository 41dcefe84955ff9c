// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/iconlabel.h"

#include <QEvent>

namespace millrace {

IconLabel::IconLabel(const QString &icon, IconTone tone, int side, QWidget *parent)
    : QLabel(parent), m_icon(icon), m_tone(tone), m_side(side)
{
    draw();
}

void IconLabel::draw()
{
    setPixmap(themedIcon(m_icon, m_tone).pixmap(m_side, m_side));
}

void IconLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        draw();
    QLabel::changeEvent(event);
}

} // namespace millrace
