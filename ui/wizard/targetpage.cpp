// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/targetpage.h"

#include "s3/uri.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/choosers.h"
#include "ui/widgets/makers.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

TargetPage::TargetPage(ConnectionBook &book, const OptimizePlan &plan, QWidget *parent)
    : QWidget(parent), m_book(book), m_connection(new QComboBox), m_address(new QLineEdit(plan.address)),
      m_toDisk(new QRadioButton(tr("To disk, as transfers do"))), m_toMemory(new QRadioButton(tr("To memory: the network alone"))),
      m_folder(new QLineEdit(plan.folder)), m_trials(new QSpinBox), m_seconds(new QSpinBox), m_gigabytes(new QSpinBox),
      m_note(makeLabel({}, "muted", true)), m_cost(makeLabel({}, "muted", true))
{
    for (const ConnectionProfile &profile : book.profiles())
        m_connection->addItem(themedIcon(u"cloud"_s, IconTone::Muted), profile.name, profile.id);
    if (const int index = m_connection->findData(plan.connectionId); index >= 0)
        m_connection->setCurrentIndex(index);
    m_address->setPlaceholderText(u"s3://bucket/folder/"_s);
    m_address->setObjectName(u"optimizeAddress"_s);
    m_toDisk->setChecked(!plan.folder.isEmpty());
    m_toMemory->setChecked(plan.folder.isEmpty());
    m_toMemory->setObjectName(u"optimizeToMemory"_s);
    m_folder->setObjectName(u"optimizeFolder"_s);
    m_trials->setRange(3, 60);
    m_trials->setValue(plan.mostTrials);
    m_trials->setObjectName(u"optimizeTrials"_s);
    m_seconds->setRange(1, 60);
    m_seconds->setValue(plan.trialSeconds);
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setObjectName(u"optimizeSeconds"_s);
    m_gigabytes->setRange(1, 1000);
    m_gigabytes->setValue(int(plan.trialBytes / GiB));
    m_gigabytes->setSuffix(tr(" GiB"));

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(18);
    form->setVerticalSpacing(11);
    form->setLabelAlignment(Qt::AlignLeft);
    const auto row = [form](const QString &text, QWidget *widget, QLayout *layout = nullptr) {
        auto *label = makeLabel(text, "muted");
        label->setBuddy(widget);
        widget->setAccessibleName(text);
        if (layout)
            form->addRow(label, layout);
        else
            form->addRow(label, widget);
    };
    row(tr("Connection"), m_connection);
    row(tr("Objects to measure with"), m_address);
    form->addRow(QString(), m_note);
    auto *browse = makeButton(tr("Browse…"));
    browse->setAccessibleName(tr("Browse for a folder"));
    auto *folderRow = new QHBoxLayout;
    folderRow->addWidget(m_folder, 1);
    folderRow->addWidget(browse);
    auto *where = new QVBoxLayout;
    where->setSpacing(6);
    where->addWidget(m_toDisk);
    auto *indented = new QHBoxLayout;
    indented->setContentsMargins(24, 0, 0, 0);
    indented->addLayout(folderRow);
    where->addLayout(indented);
    where->addWidget(m_toMemory);
    m_folder->setAccessibleName(tr("Folder for the trials"));
    form->addRow(makeLabel(tr("Write"), "muted"), where);
    auto *limits = new QHBoxLayout;
    limits->setSpacing(8);
    limits->addWidget(m_trials);
    limits->addWidget(makeLabel(tr("trials of"), "muted"));
    limits->addWidget(m_seconds);
    limits->addWidget(makeLabel(tr("and"), "muted"));
    limits->addWidget(m_gigabytes);
    limits->addWidget(makeLabel(tr("at most"), "muted"));
    limits->addStretch();
    m_seconds->setAccessibleName(tr("Seconds of a trial"));
    m_gigabytes->setAccessibleName(tr("Most data of a trial"));
    row(tr("Search"), m_trials, limits);
    form->addRow(QString(), m_cost);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(makeLabel(tr("Short real downloads find the settings with which this connection is fastest on this machine. "
                                   "Nothing is kept of them, and nothing is changed until you say so."),
                                nullptr, true));
    if (plan.transfersUnderWay > 0)
        layout->addWidget(makeLabel(tr("%n transfer(s) are under way and share the line with the trials. Pause them first for figures "
                                       "that hold.",
                                       nullptr, plan.transfersUnderWay),
                                    "warn", true));
    layout->addSpacing(2);
    layout->addLayout(form);
    layout->addStretch();

    connect(browse, &QPushButton::clicked, this, [this] {
        chooseFolder(this, tr("Folder for the trials"), m_folder->text(), [this](const QString &chosen) { m_folder->setText(chosen); });
    });
    connect(m_connection, &QComboBox::currentIndexChanged, this, &TargetPage::check);
    for (QLineEdit *edit : {m_address, m_folder})
        connect(edit, &QLineEdit::textChanged, this, &TargetPage::check);
    for (QSpinBox *box : {m_trials, m_seconds, m_gigabytes})
        connect(box, &QSpinBox::valueChanged, this, &TargetPage::check);
    connect(m_toDisk, &QRadioButton::toggled, this, [this, browse](bool toDisk) {
        m_folder->setEnabled(toDisk);
        browse->setEnabled(toDisk);
        check();
    });
    m_folder->setEnabled(m_toDisk->isChecked());
    browse->setEnabled(m_toDisk->isChecked());
    check();
}

OptimizePlan TargetPage::plan() const
{
    OptimizePlan plan;
    plan.connectionId = m_connection->currentData().toString();
    plan.address = m_address->text().trimmed();
    plan.folder = m_toDisk->isChecked() ? m_folder->text().trimmed() : QString();
    plan.mostTrials = m_trials->value();
    plan.trialSeconds = m_seconds->value();
    plan.trialBytes = m_gigabytes->value() * GiB;
    return plan;
}

void TargetPage::check()
{
    const OptimizePlan chosen = plan();
    const Result<S3Uri> uri = S3Uri::parse(chosen.address);
    bool good = false;
    if (m_connection->count() == 0)
        m_note->setText(tr("There is no connection yet: add one first."));
    else if (chosen.address.isEmpty())
        m_note->setText(tr("Objects like those you transfer: a large one, or a folder (with “/” at the end)."));
    else if (!uri)
        m_note->setText(uri.error().message);
    else {
        good = true;
        m_note->setText(uri->key.isEmpty() || uri->key.endsWith(u'/') ? tr("Objects of this folder, as many as the time allows.")
                                                                      : tr("This object, again and again."));
    }
    if (good && m_toDisk->isChecked() && chosen.folder.isEmpty())
        good = false;
    m_cost->setText(tr("At most %1 and %2 of traffic; the search ends early when nothing gains any more.")
                        .arg(durationText(chosen.mostTrials * chosen.trialSeconds), bytesText(chosen.mostTrials * chosen.trialBytes)));
    if (good == m_complete)
        return;
    m_complete = good;
    emit completeChanged();
}

} // namespace millrace
