// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/makers.h"

#include "ui/theme/icons.h"

#include <QAction>
#include <QFrame>
#include <QHeaderView>
#include <QStyle>

namespace millrace {

QLabel *makeLabel(const QString &text, const char *role, bool wraps)
{
    auto *label = new QLabel(text);
    if (role)
        label->setProperty("role", QString::fromLatin1(role));
    label->setWordWrap(wraps);
    return label;
}

void fitSegment(QPushButton *button)
{
    button->ensurePolished();
    QFont bold = button->font();
    bold.setWeight(QFont::DemiBold);
    button->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(button->text()) + 22);
}

QPushButton *makeButton(const QString &text, const char *role, const QString &icon)
{
    auto *button = new QPushButton(text);
    if (role)
        button->setProperty("role", QString::fromLatin1(role));
    if (!icon.isEmpty())
        button->setIcon(themedIcon(icon, qstrcmp(role, "primary") == 0 ? IconTone::OnAccent : IconTone::Plain));
    button->setAutoDefault(false);
    if (qstrcmp(role, "segment") == 0)
        fitSegment(button);
    return button;
}

QToolButton *makeIconButton(const QString &icon, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(themedIcon(icon));
    button->setIconSize({20, 20});
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QToolButton *makeActionButton(QAction *action, bool withText)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setIconSize({18, 18});
    button->setToolButtonStyle(withText ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    button->setAccessibleName(action->text());
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QFrame *makeSeparator()
{
    auto *line = new QFrame;
    line->setProperty("role", QStringLiteral("separator"));
    line->setFixedHeight(1);
    return line;
}

void fitTitles(QHeaderView *header)
{
    header->ensurePolished();
    for (int section = 0; section < header->count(); ++section)
        if (!header->isSectionHidden(section))
            header->resizeSection(section, std::max(header->sectionSize(section), header->sectionSizeHint(section)));
}

void setRole(QWidget *widget, const char *role)
{
    widget->setProperty("role", QString::fromLatin1(role));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

void makePage(QWidget *widget)
{
    widget->setProperty("role", QStringLiteral("page"));
    widget->setAttribute(Qt::WA_StyledBackground);
}

} // namespace millrace
