// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"

#include <QLabel>

namespace millrace {

/// A drawing beside a text, in the colours of the theme there is, also when that changes.
class IconLabel : public QLabel
{
    Q_OBJECT
public:
    IconLabel(const QString &icon, IconTone tone, int side, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void draw();

    const QString m_icon;
    const IconTone m_tone;
    const int m_side;
};

} // namespace millrace
