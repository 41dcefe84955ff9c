// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/troublebanner.h"

#include "ui/text/errorsentence.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/makers.h"

#include <QAction>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

TroubleBanner::TroubleBanner(QAction *retry, QWidget *parent)
    : QFrame(parent), m_what(makeLabel({}, "heading", true)), m_step(makeLabel({}, nullptr, true))
{
    setProperty("role", u"trouble"_s);
    auto *icon = new IconLabel(u"error"_s, IconTone::Bad, 22);
    m_what->setAccessibleName(tr("Why the transfer failed"));
    m_step->setAccessibleName(tr("What to do next"));
    for (QLabel *label : {m_what, m_step})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *button = makeButton(retry->text(), nullptr, u"retry"_s);
    connect(button, &QPushButton::clicked, retry, &QAction::trigger);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_what);
    texts->addWidget(m_step);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 9, 12, 10);
    layout->setSpacing(12);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    layout->addWidget(button, 0, Qt::AlignVCenter);
    hide();
}

void TroubleBanner::show(const TransferRow *row)
{
    const bool failed = row && row->state == TransferState::Failed && row->error;
    if (failed) {
        const ErrorSentence sentence = errorSentence(*row->error);
        m_what->setText(sentence.subject.isEmpty() ? sentence.what : sentence.what + u": "_s + sentence.subject);
        // Where the heading names no more than the kind of trouble, what exactly it is belongs below.
        QString step = sentence.nextStep;
        if (row->error->cause == ErrorCause::None && !sentence.details.isEmpty())
            step = sentence.details.at(0).toUpper() + sentence.details.mid(1) + (step.isEmpty() ? u"."_s : u". "_s + step);
        m_step->setText(step);
        m_step->setToolTip(sentence.details);
    }
    setVisible(failed);
}

} // namespace millrace
