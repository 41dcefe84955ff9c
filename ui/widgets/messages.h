// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/errorsentence.h"

#include <QMessageBox>
#include <functional>

namespace millrace {

// Boxes that nobody waits for: they open, and what follows is called when the user has answered.

struct Question
{
    QString title;
    QString text;
    QString details; ///< what to know before one says yes
    QString yes;     ///< the button that does it; Cancel is the other one
};

/// Asks before something goes that does not come back; @p then is called on yes, unless @p parent is gone by then.
QMessageBox *askBefore(QWidget *parent, const Question &question, std::function<void()> then);

/// Says @p text; @p details below it may be empty.
QMessageBox *tell(QWidget *parent, const QString &title, const QString &text, const QString &details = {},
                  QMessageBox::Icon icon = QMessageBox::Warning);
/// What went wrong, what to do next, and the details for whoever wants them.
QMessageBox *tell(QWidget *parent, const QString &title, const ErrorSentence &sentence);

} // namespace millrace
