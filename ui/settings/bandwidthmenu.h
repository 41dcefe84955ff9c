// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/bandwidth.h"

#include <QMenu>

namespace millrace {

class BandwidthLimit;

/// The limits in a few clicks: none; for each way some usual rates or another one; the timetable. Filled each time it is
/// opened.
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
    void fill(QMenu *menu, bool upload);
    /// The choice that is made now, with another rate this way.
    Bandwidth with(bool upload, RateTimetable::Rate rate) const;
    void askForRate(bool upload);

    BandwidthLimit &m_limit;
    QWidget *const m_dialogs;
    QMenu *m_down;
    QMenu *m_up;
};

} // namespace millrace
