// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace millrace {

class BandwidthLimit;

/// The limit in two clicks: none, some usual rates, another one, the timetable. Filled each time it is opened.
class BandwidthMenu : public QMenu
{
    Q_OBJECT
public:
    /// @p dialogs: what a dialog for another rate belongs to.
    BandwidthMenu(BandwidthLimit &limit, QWidget *dialogs);

signals:
    void settingsWanted();

private:
    void fill();
    void askForRate();

    BandwidthLimit &m_limit;
    QWidget *const m_dialogs;
};

} // namespace millrace
