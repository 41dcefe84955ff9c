// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsdialog.h"

#include "ui/settings/bandwidthpage.h"
#include "ui/text/translation.h"
#include "ui/theme/icons.h"
#include "ui/widgets/choosers.h"
#include "ui/widgets/makers.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

QFormLayout *addForm(QVBoxLayout *outer)
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(18);
    form->setVerticalSpacing(11);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    outer->addLayout(form);
    return form;
}

QVBoxLayout *makeLayout(QWidget *page, const QString &title)
{
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(24, 20, 24, 12);
    outer->setSpacing(14);
    outer->addWidget(makeLabel(title, "title"));
    return outer;
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

QCheckBox *addCheck(QVBoxLayout *layout, const QString &text, bool on)
{
    auto *box = new QCheckBox(text);
    box->setChecked(on);
    layout->addWidget(box);
    return box;
}

} // namespace

SettingsDialog::SettingsDialog(const Preferences &preferences, QWidget *parent)
    : QDialog(parent), m_before(preferences), m_list(new QListWidget), m_pages(new QStackedWidget),
      m_bandwidth(new BandwidthPage(preferences.bandwidth))
{
    setWindowTitle(tr("Settings"));
    resize(880, 600);
    m_list->setProperty("role", u"sidebar"_s);
    m_list->setFixedWidth(190);
    m_list->setAccessibleName(tr("Pages"));
    addPage(u"download"_s, tr("Transfers"), transfersPage());
    addPage(u"speed"_s, tr("Bandwidth"), m_bandwidth);
    addPage(u"shield"_s, tr("Checksums"), checksumsPage());
    addPage(u"sun"_s, tr("Appearance"), appearancePage());
    addPage(u"bell"_s, tr("Behaviour"), behaviourPage());
    m_list->setCurrentRow(0);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);

    auto *cancel = makeButton(tr("Cancel"));
    auto *keep = makeButton(tr("Save"), "primary");
    keep->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(keep, &QPushButton::clicked, this, [this] {
        accept();
        emit chosen(read());
    });
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(24, 8, 24, 18);
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(keep);
    auto *side = new QFrame;
    side->setProperty("role", u"sidebar"_s);
    auto *sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(8, 14, 9, 8);
    sideLayout->addWidget(m_list);
    auto *right = new QVBoxLayout;
    right->addWidget(m_pages, 1);
    right->addLayout(buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(side);
    layout->addLayout(right, 1);
}

void SettingsDialog::open(Page page)
{
    m_list->setCurrentRow(int(page));
    open();
}

void SettingsDialog::addPage(const QString &icon, const QString &title, QWidget *page)
{
    auto *scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_pages->addWidget(scroll);
    auto *item = new QListWidgetItem(themedIcon(icon), title, m_list);
    item->setSizeHint({160, 36});
}

QWidget *SettingsDialog::transfersPage()
{
    auto *page = new QWidget;
    QVBoxLayout *layout = makeLayout(page, tr("Transfers"));
    QFormLayout *form = addForm(layout);
    m_folder = new QLineEdit(m_before.targetFolder);
    auto *browse = makeButton(tr("Browse…"));
    browse->setAccessibleName(tr("Browse for the download folder"));
    connect(browse, &QPushButton::clicked, this, [this] {
        chooseFolder(this, tr("Download folder"), m_folder->text(), [this](const QString &chosen) { m_folder->setText(chosen); });
    });
    auto *folderRow = new QHBoxLayout;
    folderRow->setContentsMargins(0, 0, 0, 0);
    folderRow->setSpacing(8);
    folderRow->addWidget(m_folder, 1);
    folderRow->addWidget(browse);
    auto *folderLabel = makeLabel(tr("Download folder"), "muted");
    folderLabel->setBuddy(m_folder);
    m_folder->setAccessibleName(tr("Download folder"));
    form->addRow(folderLabel, folderRow);
    m_ask = new QCheckBox(tr("Ask for the folder with every download"));
    m_ask->setChecked(m_before.askForFolder);
    form->addRow(QString(), m_ask);
    m_existing = new QComboBox;
    m_existing->addItem(tr("Replace a local file only if it differs"), int(OverwritePolicy::IfDifferent));
    m_existing->addItem(tr("Always replace"), int(OverwritePolicy::Always));
    m_existing->addItem(tr("Never replace"), int(OverwritePolicy::Never));
    m_existing->setCurrentIndex(std::max(0, m_existing->findData(int(m_before.existing))));
    addRow(form, tr("Existing files"), m_existing);

    layout->addWidget(makeLabel(tr("Limits"), "heading"));
    QFormLayout *limits = addForm(layout);
    m_parallel = makeSpin(1, 50, m_before.parallelTransfers);
    m_memory = makeSpin(64, 65536, int(m_before.memoryLimit / MiB), u" MiB"_s);
    m_connections = makeSpin(1, 1000, m_before.connectionsPerTransfer);
    m_attempts = makeSpin(1, 100, m_before.attempts);
    addRow(limits, tr("Transfers at a time"), m_parallel);
    addRow(limits, tr("Memory of all transfers together"), m_memory);
    addRow(limits, tr("Connections of a new transfer, at most"), m_connections);
    addRow(limits, tr("Attempts for each part of a new transfer"), m_attempts);
    layout->addStretch();
    return page;
}

QWidget *SettingsDialog::checksumsPage()
{
    auto *page = new QWidget;
    QVBoxLayout *layout = makeLayout(page, tr("Checksums"));
    m_verify = addCheck(layout, tr("Verify every download against the server's checksum"), m_before.verify);
    layout->addWidget(makeLabel(tr("A file appears under its name only when it is complete. Without verification its size alone "
                                   "is compared."),
                                "muted", true));
    layout->addSpacing(6);
    m_uploadChecksum = new QComboBox;
    for (const QString &known : uploadChecksumNames()) {
        const QString text = known == u"auto"   ? tr("Automatic: CRC-64/NVME where the server takes it")
                             : known == u"none" ? tr("None")
                                                : known.toUpper();
        m_uploadChecksum->addItem(text, known);
    }
    m_uploadChecksum->setCurrentIndex(m_uploadChecksum->findData(name(m_before.uploadChecksum)));
    addRow(addForm(layout), tr("Sent with uploads"), m_uploadChecksum);
    layout->addWidget(makeLabel(tr("The server computes it too and refuses what was damaged on the way. Some S3-compatible servers "
                                   "know only few algorithms, or none."),
                                "muted", true));
    layout->addStretch();
    return page;
}

QWidget *SettingsDialog::appearancePage()
{
    auto *page = new QWidget;
    QVBoxLayout *layout = makeLayout(page, tr("Appearance"));
    QFormLayout *form = addForm(layout);
    m_theme = new QComboBox;
    m_theme->addItem(tr("Like the system"), int(ThemeChoice::System));
    m_theme->addItem(tr("Light"), int(ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), int(ThemeChoice::Dark));
    m_theme->addItem(tr("High contrast"), int(ThemeChoice::HighContrast));
    m_theme->setCurrentIndex(m_theme->findData(int(m_before.theme)));
    addRow(form, tr("Colours"), m_theme);
    m_language = new QComboBox;
    m_language->addItem(tr("Like the system"), QString());
    for (const Translation::Language &language : Translation::languages())
        m_language->addItem(language.name, language.code);
    m_language->setCurrentIndex(std::max(0, m_language->findData(m_before.language)));
    addRow(form, tr("Language"), m_language);
    layout->addStretch();
    return page;
}

QWidget *SettingsDialog::behaviourPage()
{
    auto *page = new QWidget;
    QVBoxLayout *layout = makeLayout(page, tr("Behaviour"));
    m_notify = addCheck(layout, tr("Tell me when a transfer has finished or failed"), m_before.notify);
    m_tray = addCheck(layout, tr("Show an icon with the rate in the system tray"), m_before.tray);
    m_closeToTray = addCheck(layout, tr("Go on in the tray when the window is closed"), m_before.closeToTray);
    m_awake = addCheck(layout, tr("Keep this computer awake while something moves"), m_before.keepAwake);
    m_closeToTray->setEnabled(m_tray->isChecked());
    connect(m_tray, &QCheckBox::toggled, m_closeToTray, &QWidget::setEnabled);
    layout->addStretch();
    return page;
}

Preferences SettingsDialog::read() const
{
    Preferences p = m_before;
    p.targetFolder = m_folder->text().trimmed().isEmpty() ? m_before.targetFolder : m_folder->text().trimmed();
    p.askForFolder = m_ask->isChecked();
    p.existing = OverwritePolicy(m_existing->currentData().toInt());
    p.parallelTransfers = m_parallel->value();
    p.connectionsPerTransfer = m_connections->value();
    p.attempts = m_attempts->value();
    p.memoryLimit = m_memory->value() * MiB;
    p.bandwidth = m_bandwidth->bandwidth();
    p.verify = m_verify->isChecked();
    p.uploadChecksum = uploadChecksumFromName(m_uploadChecksum->currentData().toString());
    p.theme = ThemeChoice(m_theme->currentData().toInt());
    p.language = m_language->currentData().toString();
    p.notify = m_notify->isChecked();
    p.tray = m_tray->isChecked();
    p.closeToTray = m_closeToTray->isChecked();
    p.keepAwake = m_awake->isChecked();
    return p;
}

} // namespace millrace
