// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/bandwidthmenu.h"

#include "ui/settings/bandwidthlimit.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QInputDialog>

using namespace Qt::StringLiterals;

namespace millrace {

/// An action of @p group that chooses @p bandwidth.
static QAction *choice(QMenu *menu, QActionGroup *group, BandwidthLimit &limit, const QString &text, bool chosen,
                       const Bandwidth &bandwidth)
{
    QAction *action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(chosen);
    group->addAction(action);
    QObject::connect(action, &QAction::triggered, &limit, [&limit, bandwidth] { limit.choose(bandwidth); });
    return action;
}

BandwidthMenu::BandwidthMenu(BandwidthLimit &limit, QWidget *dialogs)
    : QMenu(tr("Bandwidth"), dialogs), m_limit(limit), m_dialogs(dialogs), m_down(new QMenu(tr("Downloads"), this)),
      m_up(new QMenu(tr("Uploads"), this))
{
    setIcon(themedIcon(u"speed"_s));
    m_down->setIcon(themedIcon(u"down"_s));
    m_up->setIcon(themedIcon(u"up"_s));
    connect(this, &QMenu::aboutToShow, this, qOverload<>(&BandwidthMenu::fill));
    fill(); // a tray asks for the actions before it shows them
}

void BandwidthMenu::fill()
{
    clear();
    const Bandwidth now = m_limit.chosen();
    auto *group = new QActionGroup(this);
    connect(this, &QMenu::aboutToHide, group, &QObject::deleteLater);
    Bandwidth other = now;
    other.mode = Bandwidth::Mode::Unlimited;
    choice(this, group, m_limit, tr("No limit"), now.mode == other.mode, other);
    addMenu(m_down);
    addMenu(m_up);
    fill(m_down, false);
    fill(m_up, true);
    other.mode = Bandwidth::Mode::Timetable;
    choice(this, group, m_limit, tr("By the timetable"), now.mode == other.mode, other);
    addSeparator();
    addAction(themedIcon(u"settings"_s), tr("Bandwidth settings…"), this, &BandwidthMenu::settingsWanted);
}

void BandwidthMenu::fill(QMenu *menu, bool upload)
{
    menu->clear();
    auto *group = new QActionGroup(menu);
    connect(this, &QMenu::aboutToHide, group, &QObject::deleteLater);
    const bool fixed = m_limit.chosen().mode == Bandwidth::Mode::Fixed;
    const RateTimetable::Rate now = m_limit.chosen().way(upload).fixed;
    choice(menu, group, m_limit, tr("No limit"), fixed && !now, with(upload, std::nullopt));
    QList<ByteRate> rates;
    for (const int rate : {1, 2, 5, 10, 20, 50, 100, 200})
        rates.append(double(rate * MiB));
    if (now && !rates.contains(*now))
        rates.append(*now);
    std::sort(rates.begin(), rates.end());
    for (const ByteRate rate : std::as_const(rates))
        choice(menu, group, m_limit, rateText(rate), fixed && now == rate, with(upload, rate));
    menu->addSeparator();
    connect(menu->addAction(tr("Another limit…")), &QAction::triggered, this, [this, upload] { askForRate(upload); });
}

Bandwidth BandwidthMenu::with(bool upload, RateTimetable::Rate rate) const
{
    Bandwidth bandwidth = m_limit.chosen();
    if (bandwidth.mode != Bandwidth::Mode::Fixed)
        bandwidth.way(!upload).fixed.reset(); // nobody asked for a limit the other way
    bandwidth.mode = Bandwidth::Mode::Fixed;
    bandwidth.way(upload).fixed = rate;
    return bandwidth;
}

void BandwidthMenu::askForRate(bool upload)
{
    auto *dialog = new QInputDialog(m_dialogs);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Bandwidth"));
    dialog->setLabelText(upload ? tr("All uploads together, in MiB/s:") : tr("All downloads together, in MiB/s:"));
    dialog->setInputMode(QInputDialog::DoubleInput);
    dialog->setDoubleDecimals(2);
    dialog->setDoubleRange(0.01, 100'000);
    dialog->setDoubleValue(m_limit.chosen().way(upload).fixed.value_or(10.0 * MiB) / double(MiB));
    connect(dialog, &QInputDialog::doubleValueSelected, this,
            [this, upload](double value) { m_limit.choose(with(upload, value * double(MiB))); });
    dialog->open();
}

} // namespace millrace
