// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace millrace {

class BandwidthLimit;
class BandwidthMenu;

/// The limit in force, in the status bar; a click opens the menu to change it.
class BandwidthButton : public QToolButton
{
    Q_OBJECT
public:
    BandwidthButton(BandwidthLimit &limit, BandwidthMenu *menu, QWidget *parent = nullptr);

private:
    void tell();
    BandwidthLimit &m_limit;
};

} // namespace millrace
