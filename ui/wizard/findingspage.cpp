// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/findingspage.h"

#include "s3/uri.h"
#include "ui/connections/connectiontestpanel.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/later.h"
#include "ui/widgets/makers.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace millrace {

FindingsPage::FindingsPage(ConnectionBook &book, QWidget *parent)
    : QWidget(parent), m_book(book), m_test(new ConnectionTestPanel)
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *grid = new QGridLayout(card);
    grid->setContentsMargins(16, 14, 16, 14);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(9);
    int line = 0;
    const auto fact = [&](const QString &icon, const QString &name) {
        auto *picture = new QLabel;
        picture->setPixmap(themedIcon(icon, IconTone::Muted).pixmap(16, 16));
        auto *value = makeLabel({}, nullptr, true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setAccessibleName(name);
        grid->addWidget(picture, line, 0, Qt::AlignTop);
        grid->addWidget(makeLabel(name, "muted"), line, 1, Qt::AlignTop);
        grid->addWidget(value, line, 2);
        ++line;
        return value;
    };
    m_cpu = fact(u"speed"_s, tr("Processors"));
    m_memory = fact(u"grid"_s, tr("Memory"));
    m_disk = fact(u"folder"_s, tr("Disk, writing"));
    m_link = fact(u"link"_s, tr("Link"));
    grid->setColumnStretch(2, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(makeLabel(tr("This machine"), "heading"));
    layout->addWidget(card);
    layout->addSpacing(4);
    layout->addWidget(makeLabel(tr("The endpoint, with its latency"), "heading"));
    layout->addWidget(m_test);
    layout->addStretch();
    connect(m_test, &ConnectionTestPanel::finished, this, [this](bool works) {
        m_works = works;
        emit completeChanged();
    });
}

void FindingsPage::look(const OptimizePlan &plan)
{
    const quint64 number = ++m_look;
    m_machineDone = m_works = false;
    m_connection.reset();
    emit completeChanged();
    for (QLabel *label : {m_cpu, m_memory, m_link})
        label->setText(tr("Looking…"));
    m_disk->setText(plan.folder.isEmpty() ? tr("Not needed: trials go to memory") : tr("Writing to %1 for two seconds…").arg(plan.folder));
    m_test->reset();
    later(this, [folder = plan.folder] { return MachineFindings::look(folder); }, [this, number](const MachineFindings &found) {
        if (number == m_look)
            show(found);
    });
    m_book.resolve(plan.connectionId, this, [this, number, plan](const Result<Connection> &connection) {
        if (number != m_look)
            return;
        if (!connection) {
            m_test->showTrouble(connection.error());
            return;
        }
        m_connection = *connection;
        const Result<S3Uri> uri = S3Uri::parse(plan.address);
        m_test->run(*connection, uri ? uri->bucket : QString(), uri ? uri->key : QString());
    });
}

void FindingsPage::show(const MachineFindings &found)
{
    const MachineInfo &m = found.machine;
    const QString cores = tr("%n processor(s)", nullptr, m.cpuCount);
    m_cpu->setText(m.cpuModel.isEmpty() ? cores : u"%1, %2"_s.arg(cores, m.cpuModel));
    m_memory->setText(m.memory > 0 ? bytesText(m.memory) : tr("The system does not tell"));
    if (found.writeRate)
        m_disk->setText(*found.writeRate ? rateText(**found.writeRate) : errorSentence(found.writeRate->error()).line());
    m_link->setText(found.linkMegabits > 0 ? tr("%1 Gbit/s").arg(QLocale().toString(double(found.linkMegabits) / 1000))
                                           : tr("The system does not tell how fast; the search measures it"));
    m_machineDone = !found.writeRate || found.writeRate->has_value();
    emit completeChanged();
}

} // namespace millrace
