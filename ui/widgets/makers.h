// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

class QAction;
class QFrame;
class QHeaderView;

namespace millrace {

// Widgets with a role of the style sheet (resources/app/millrace.qss), in one call.

QLabel *makeLabel(const QString &text, const char *role = nullptr, bool wraps = false);
/// Room for its text in the bold it has while it is chosen.
void fitSegment(QPushButton *button);
QPushButton *makeButton(const QString &text, const char *role = nullptr, const QString &icon = {});
/// An icon alone; @p name is its tool tip and what is read out.
QToolButton *makeIconButton(const QString &icon, const QString &name);
/// A button for @p action that shows its icon, or icon and text.
QToolButton *makeActionButton(QAction *action, bool withText);
QFrame *makeSeparator();
/// Widens the columns whose title would not fit.
void fitTitles(QHeaderView *header);
/// Gives @p widget another role once it is shown: the style sheet looks at roles when it first sees a widget.
void setRole(QWidget *widget, const char *role);
/// Gives @p widget the colour of a page.
void makePage(QWidget *widget);

} // namespace millrace
