// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/messages.h"

#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace millrace {

static QMessageBox *makeBox(QWidget *parent, QMessageBox::Icon icon, const QString &title, const QString &text, const QString &details)
{
    auto *box = new QMessageBox(icon, title, text, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(details);
    const bool warns = icon == QMessageBox::Warning;
    box->setIconPixmap(themedIcon(warns ? u"warning"_s : u"info"_s, warns ? IconTone::Warn : IconTone::Accent).pixmap(32, 32));
    return box;
}

/// With more room than a box has by itself; what is added later lays it out anew.
static QMessageBox *opened(QMessageBox *box)
{
    box->layout()->setContentsMargins(22, 20, 22, 18);
    if (auto *grid = qobject_cast<QGridLayout *>(box->layout()))
        grid->setVerticalSpacing(8);
    if (auto *details = box->findChild<QLabel *>(u"qt_msgbox_informativelabel"_s))
        details->setMinimumWidth(330);
    box->open();
    return box;
}

QMessageBox *askBefore(QWidget *parent, const Question &question, std::function<void()> then)
{
    QMessageBox *box = makeBox(parent, QMessageBox::Warning, question.title, question.text, question.details);
    box->setStandardButtons(QMessageBox::Cancel);
    QPushButton *yes = box->addButton(question.yes, QMessageBox::DestructiveRole);
    setRole(yes, "danger");
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(yes, &QAbstractButton::clicked, parent, std::move(then), Qt::QueuedConnection);
    return opened(box);
}

static QMessageBox *makeNotice(QWidget *parent, QMessageBox::Icon icon, const QString &title, const QString &text, const QString &details)
{
    QMessageBox *box = makeBox(parent, icon, title, text, details);
    box->setStandardButtons(QMessageBox::Ok);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return box;
}

QMessageBox *tell(QWidget *parent, const QString &title, const QString &text, const QString &details, QMessageBox::Icon icon)
{
    return opened(makeNotice(parent, icon, title, text, details));
}

QMessageBox *tell(QWidget *parent, const QString &title, const ErrorSentence &sentence)
{
    QMessageBox *box = makeNotice(parent, QMessageBox::Warning, title, sentence.what, sentence.nextStep);
    box->setDetailedText(sentence.line());
    return opened(box);
}

} // namespace millrace
