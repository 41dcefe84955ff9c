// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/bandwidthmenu.h"

#include "ui/settings/bandwidthlimit.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QInputDialog>

using namespace Qt::StringLiterals;

namespace millrace {

BandwidthMenu::BandwidthMenu(BandwidthLimit &limit, QWidget *dialogs)
    : QMenu(tr("Bandwidth"), dialogs), m_limit(limit), m_dialogs(dialogs)
{
    setIcon(themedIcon(u"speed"_s));
    connect(this, &QMenu::aboutToShow, this, &BandwidthMenu::fill);
    fill(); // a tray asks for the actions before it shows them
}

void BandwidthMenu::fill()
{
    clear();
    const Bandwidth now = m_limit.chosen();
    auto *group = new QActionGroup(this);
    connect(this, &QMenu::aboutToHide, group, &QObject::deleteLater);
    const auto choice = [this, group](const QString &text, bool chosen, const Bandwidth &bandwidth) {
        QAction *action = addAction(text);
        action->setCheckable(true);
        action->setChecked(chosen);
        group->addAction(action);
        connect(action, &QAction::triggered, &m_limit, [limit = &m_limit, bandwidth] { limit->choose(bandwidth); });
    };
    Bandwidth other = now;
    other.mode = Bandwidth::Mode::Unlimited;
    choice(tr("No limit"), now.mode == Bandwidth::Mode::Unlimited, other);
    QList<ByteRate> rates;
    for (const int rate : {1, 2, 5, 10, 20, 50, 100, 200})
        rates.append(double(rate * MiB));
    if (!rates.contains(now.fixed))
        rates.append(now.fixed);
    std::sort(rates.begin(), rates.end());
    other.mode = Bandwidth::Mode::Fixed;
    for (const ByteRate rate : std::as_const(rates)) {
        other.fixed = rate;
        choice(rateText(rate), now.mode == Bandwidth::Mode::Fixed && now.fixed == rate, other);
    }
    connect(addAction(tr("Another limit…")), &QAction::triggered, this, &BandwidthMenu::askForRate);
    addSeparator();
    other = now;
    other.mode = Bandwidth::Mode::Timetable;
    choice(tr("By the timetable"), now.mode == Bandwidth::Mode::Timetable, other);
    addSeparator();
    addAction(themedIcon(u"settings"_s), tr("Bandwidth settings…"), this, &BandwidthMenu::settingsWanted);
}

void BandwidthMenu::askForRate()
{
    auto *dialog = new QInputDialog(m_dialogs);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Bandwidth"));
    dialog->setLabelText(tr("All transfers together, in MiB/s:"));
    dialog->setInputMode(QInputDialog::DoubleInput);
    dialog->setDoubleDecimals(2);
    dialog->setDoubleRange(0.01, 100'000);
    dialog->setDoubleValue(m_limit.chosen().fixed / double(MiB));
    connect(dialog, &QInputDialog::doubleValueSelected, &m_limit, [limit = &m_limit](double value) {
        Bandwidth bandwidth = limit->chosen();
        bandwidth.mode = Bandwidth::Mode::Fixed;
        bandwidth.fixed = value * double(MiB);
        limit->choose(bandwidth);
    });
    dialog->open();
}

} // namespace millrace
