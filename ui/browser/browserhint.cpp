// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/browserhint.h"

#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

BrowserHint::BrowserHint(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel), m_title(makeLabel({}, "heading", true)), m_text(makeLabel({}, "muted", true)),
      m_again(makeButton(tr("Try again"), nullptr, u"refresh"_s)), m_edit(makeButton(tr("Edit the connection…"), nullptr, u"edit"_s))
{
    makePage(this);
    for (QLabel *label : {m_icon, m_title, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setFixedWidth(520);
    }
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_again);
    buttons->addWidget(m_edit);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addStretch();
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addSpacing(6);
    for (QLabel *label : {m_title, m_text}) {
        auto *row = new QHBoxLayout; // a wrapping text keeps its height here
        row->addWidget(label);
        layout->addLayout(row);
    }
    layout->addSpacing(10);
    layout->addLayout(buttons);
    layout->addStretch();
    connect(m_again, &QPushButton::clicked, this, &BrowserHint::again);
    connect(m_edit, &QPushButton::clicked, this, &BrowserHint::edit);
}

void BrowserHint::tell(const QString &icon, const QString &title, const QString &text)
{
    m_icon->setPixmap(themedIcon(icon, IconTone::Muted).pixmap(48, 48));
    m_title->setText(title);
    m_text->setText(text);
    m_again->hide();
    m_edit->hide();
}

void BrowserHint::tell(const ErrorSentence &trouble, bool editable)
{
    m_icon->setPixmap(themedIcon(u"cloud-off"_s, IconTone::Bad).pixmap(48, 48));
    m_title->setText(trouble.what);
    m_text->setText(trouble.details.isEmpty() ? trouble.nextStep : trouble.nextStep + u"\n\n"_s + trouble.details);
    m_again->show();
    m_edit->setVisible(editable);
}

} // namespace millrace
