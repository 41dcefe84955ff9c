// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsdialog.h"

#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

QFormLayout *makeForm(QWidget *page, const QString &title)
{
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(24, 20, 24, 12);
    outer->setSpacing(14);
    outer->addWidget(makeLabel(title, "title"));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(18);
    form->setVerticalSpacing(11);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    outer->addLayout(form);
    outer->addStretch();
    return form;
}

void addRow(QFormLayout *form, const QString &text, QWidget *field)
{
    auto *label = makeLabel(text, "muted");
    label->setBuddy(field);
    field->setAccessibleName(text);
    form->addRow(label, field);
}

QSpinBox *makeSpin(int from, int to, int value, const QString &suffix = {})
{
    auto *spin = new QSpinBox;
    spin->setRange(from, to);
    spin->setValue(value);
    spin->setSuffix(suffix);
    spin->setMinimumWidth(120);
    return spin;
}

} // namespace

SettingsDialog::SettingsDialog(const Preferences &preferences, QWidget *parent) : QDialog(parent), m_before(preferences)
{
    setWindowTitle(tr("Settings"));
    resize(720, 480);
    auto *pages = new QStackedWidget;
    pages->addWidget(transfersPage());
    pages->addWidget(appearancePage());
    pages->addWidget(behaviourPage());
    auto *list = new QListWidget;
    list->setProperty("role", u"sidebar"_s);
    list->setFixedWidth(180);
    list->setAccessibleName(tr("Pages"));
    list->addItem(new QListWidgetItem(themedIcon(u"download"_s), tr("Transfers")));
    list->addItem(new QListWidgetItem(themedIcon(u"sun"_s), tr("Appearance")));
    list->addItem(new QListWidgetItem(themedIcon(u"bell"_s), tr("Behaviour")));
    for (int row = 0; row < list->count(); ++row)
        list->item(row)->setSizeHint({160, 36});
    list->setCurrentRow(0);
    connect(list, &QListWidget::currentRowChanged, pages, &QStackedWidget::setCurrentIndex);

    auto *cancel = makeButton(tr("Cancel"));
    auto *keep = makeButton(tr("Save"), "primary");
    keep->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(keep, &QPushButton::clicked, this, [this] {
        emit chosen(read());
        accept();
    });
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(24, 8, 24, 18);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(keep);
    auto *side = new QFrame;
    side->setProperty("role", u"sidebar"_s);
    auto *sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(8, 14, 9, 8);
    sideLayout->addWidget(list);
    auto *right = new QVBoxLayout;
    right->addWidget(pages, 1);
    right->addLayout(buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(side);
    layout->addLayout(right, 1);
}

QWidget *SettingsDialog::transfersPage()
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page, tr("Transfers"));
    m_folder = new QLineEdit(m_before.targetFolder);
    auto *browse = makeButton(tr("Browse…"));
    browse->setAccessibleName(tr("Browse for the download folder"));
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("Download folder"), m_folder->text());
        if (!chosen.isEmpty())
            m_folder->setText(chosen);
    });
    auto *folder = new QWidget;
    auto *folderRow = new QHBoxLayout(folder);
    folderRow->setContentsMargins(0, 0, 0, 0);
    folderRow->addWidget(m_folder, 1);
    folderRow->addWidget(browse);
    addRow(form, tr("Download folder"), folder);
    m_folder->setAccessibleName(tr("Download folder"));
    m_parallel = makeSpin(1, 50, m_before.parallelTransfers);
    m_connections = makeSpin(1, 1000, m_before.connectionsPerTransfer);
    m_attempts = makeSpin(1, 100, m_before.attempts);
    m_memory = makeSpin(16, 65536, int(m_before.memoryLimit / MiB), u" MiB"_s);
    addRow(form, tr("Transfers at a time"), m_parallel);
    addRow(form, tr("Connections of a transfer"), m_connections);
    addRow(form, tr("Attempts for each part"), m_attempts);
    addRow(form, tr("Memory of a transfer"), m_memory);
    m_verify = new QCheckBox(tr("Verify every file against the server's checksum"));
    m_verify->setChecked(m_before.verify);
    form->addRow(QString(), m_verify);
    return page;
}

QWidget *SettingsDialog::appearancePage()
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page, tr("Appearance"));
    m_theme = new QComboBox;
    m_theme->addItem(tr("Like the system"), int(ThemeChoice::System));
    m_theme->addItem(tr("Light"), int(ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), int(ThemeChoice::Dark));
    m_theme->addItem(tr("High contrast"), int(ThemeChoice::HighContrast));
    m_theme->setCurrentIndex(m_theme->findData(int(m_before.theme)));
    addRow(form, tr("Colours"), m_theme);
    return page;
}

QWidget *SettingsDialog::behaviourPage()
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page, tr("Behaviour"));
    m_notify = new QCheckBox(tr("Tell me when a transfer has finished or failed"));
    m_tray = new QCheckBox(tr("Show an icon with the rate in the system tray"));
    m_awake = new QCheckBox(tr("Keep this computer awake while something moves"));
    m_notify->setChecked(m_before.notify);
    m_tray->setChecked(m_before.tray);
    m_awake->setChecked(m_before.keepAwake);
    form->addRow(m_notify);
    form->addRow(m_tray);
    form->addRow(m_awake);
    return page;
}

Preferences SettingsDialog::read() const
{
    Preferences p = m_before;
    p.targetFolder = m_folder->text().trimmed().isEmpty() ? m_before.targetFolder : m_folder->text().trimmed();
    p.parallelTransfers = m_parallel->value();
    p.connectionsPerTransfer = m_connections->value();
    p.attempts = m_attempts->value();
    p.memoryLimit = m_memory->value() * MiB;
    p.verify = m_verify->isChecked();
    p.theme = ThemeChoice(m_theme->currentData().toInt());
    p.notify = m_notify->isChecked();
    p.tray = m_tray->isChecked();
    p.keepAwake = m_awake->isChecked();
    return p;
}

} // namespace millrace
