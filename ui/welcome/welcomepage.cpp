// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/welcomepage.h"

#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Door
{
    QString icon;
    QString title;
    QString text;
    QString button;
    const char *role;
};

QFrame *makeDoor(const Door &door, QPushButton *&button, QLabel *&note)
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    card->setFixedWidth(272);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(24, 24, 24, 22);
    layout->setSpacing(8);
    auto *icon = new QLabel;
    icon->setPixmap(themedIcon(door.icon, IconTone::Accent).pixmap(36, 36));
    layout->addWidget(icon);
    layout->addSpacing(4);
    layout->addWidget(makeLabel(door.title, "heading", true));
    note = makeLabel(door.text, "muted", true);
    note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(note, 1);
    layout->addSpacing(12);
    button = makeButton(door.button, door.role);
    button->setAccessibleDescription(door.text);
    layout->addWidget(button);
    return card;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent) : QWidget(parent)
{
    auto *page = new QWidget;
    auto *mark = new QLabel;
    mark->setPixmap(applicationIcon().pixmap(76, 76));
    mark->setAlignment(Qt::AlignCenter);
    auto *title = makeLabel(tr("Welcome to Millrace"), "hero");
    title->setAlignment(Qt::AlignCenter);
    auto *text = makeLabel(tr("Moves objects between S3-compatible storage and this computer: fast, verified, and with every "
                              "part in view."),
                           "muted", true);
    text->setAlignment(Qt::AlignCenter);
    text->setFixedWidth(520);

    QPushButton *add = nullptr;
    QPushButton *import = nullptr;
    QPushButton *demo = nullptr;
    QLabel *note = nullptr;
    auto *doors = new QHBoxLayout;
    doors->setSpacing(18);
    doors->addStretch();
    doors->addWidget(makeDoor({u"cloud"_s, tr("Add a connection"),
                               tr("AWS, Ceph, MinIO, Cloudflare R2, Backblaze B2 and others. Keys stay in your system's keychain."),
                               tr("Add a connection…"), "primary"},
                              add, note));
    doors->addWidget(makeDoor({u"import"_s, tr("Import from ~/.aws"),
                               tr("Use the profiles that the AWS command line already knows. Keys are read where they are and "
                                  "not copied."),
                               tr("Choose profiles…"), nullptr},
                              import, m_importNote));
    doors->addWidget(makeDoor({u"play-circle"_s, tr("Try the demo"),
                               tr("Starts a small S3 service inside this program and downloads generated objects from it. No "
                                  "account, no network."),
                               tr("Start the demo"), nullptr},
                              demo, note));
    doors->addStretch();
    m_importButton = import;
    add->setObjectName(u"welcomeAdd"_s);
    import->setObjectName(u"welcomeImport"_s);
    demo->setObjectName(u"welcomeDemo"_s);
    connect(add, &QPushButton::clicked, this, &WelcomePage::addConnection);
    connect(import, &QPushButton::clicked, this, &WelcomePage::importProfiles);
    connect(demo, &QPushButton::clicked, this, &WelcomePage::tryDemo);

    auto *foot = makeLabel(tr("You can also paste an s3:// address or a presigned link into this window at any time."), "faint");
    foot->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->addStretch(3);
    layout->addWidget(mark);
    layout->addSpacing(10);
    layout->addWidget(title);
    auto *textRow = new QHBoxLayout; // a wrapping text keeps its height here
    textRow->addWidget(text);
    layout->addLayout(textRow);
    layout->addSpacing(30);
    layout->addLayout(doors);
    layout->addSpacing(26);
    layout->addWidget(foot);
    layout->addStretch(4);

    auto *scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
}

void WelcomePage::setAwsProfiles(int count)
{
    m_importButton->setEnabled(count != 0);
    if (count > 0)
        m_importNote->setText(tr("%n profile(s) of the AWS command line are on this computer. Their keys are read where they are "
                                 "and not copied.",
                                 nullptr, count));
    else if (count == 0)
        m_importNote->setText(tr("No profiles were found in ~/.aws on this computer."));
}

} // namespace millrace
