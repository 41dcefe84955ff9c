// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/importdialog.h"

#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

ImportDialog::ImportDialog(ConnectionBook &book, QWidget *parent)
    : QDialog(parent), m_book(book), m_list(new QListWidget), m_note(makeLabel(tr("Looking into ~/.aws…"), "muted", true)),
      m_import(makeButton(tr("Import"), "primary"))
{
    setWindowTitle(tr("Import from ~/.aws"));
    resize(460, 420);
    m_list->setAccessibleName(tr("Profiles"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(1);
    auto *frame = new QFrame;
    frame->setProperty("role", u"card"_s);
    auto *frameLayout = new QVBoxLayout(frame);
    frameLayout->setContentsMargins(6, 6, 6, 6);
    frameLayout->addWidget(m_list);
    auto *cancel = makeButton(tr("Cancel"));
    m_import->setDefault(true);
    m_import->setEnabled(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_import);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 20, 22, 18);
    layout->setSpacing(12);
    layout->addWidget(makeLabel(tr("Profiles of the AWS command line"), "heading"));
    layout->addWidget(m_note);
    layout->addWidget(frame, 1);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::import);
    connect(m_list, &QListWidget::itemChanged, this, [this] {
        int chosen = 0;
        for (int row = 0; row < m_list->count(); ++row)
            chosen += m_list->item(row)->checkState() == Qt::Checked ? 1 : 0;
        m_import->setEnabled(chosen > 0);
    });
    m_book.listAwsProfiles(this, [this](const QStringList &names) { fill(names); });
}

void ImportDialog::fill(const QStringList &names)
{
    m_note->setText(names.isEmpty() ? tr("No profiles were found. The AWS command line makes them with “aws configure”.")
                                    : tr("Each becomes a connection. Keys are read from ~/.aws when they are needed, and not copied."));
    for (const QString &name : names) {
        auto *item = new QListWidgetItem(themedIcon(u"key"_s, IconTone::Muted), name, m_list);
        const auto &profiles = m_book.profiles();
        const bool known = std::any_of(profiles.begin(), profiles.end(),
                                       [&name](const ConnectionProfile &p) { return p.awsProfile == name; });
        item->setFlags(known ? Qt::ItemIsUserCheckable : Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setCheckState(known ? Qt::Unchecked : Qt::Checked);
        if (known)
            item->setText(tr("%1 (is a connection already)").arg(name));
        item->setData(Qt::UserRole, name);
    }
}

void ImportDialog::import()
{
    QString first;
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        if (item->checkState() != Qt::Checked)
            continue;
        ConnectionProfile profile = ConnectionProfile::make();
        profile.name = profile.awsProfile = item->data(Qt::UserRole).toString();
        profile.provider = u"aws"_s;
        profile.credentials = CredentialKind::AwsProfile;
        m_book.put(profile);
        if (first.isEmpty())
            first = profile.id;
    }
    accept();
    emit imported(first);
}

} // namespace millrace
