// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QStyleOptionHeader>
#include <QTabBar>
#include <QToolButton>
#include <algorithm>

namespace millrace {

/// "QPushButton 'Save'", for messages.
inline QString nameOf(const QWidget *widget)
{
    QString text = widget->accessibleName();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget); button && !button->text().isEmpty())
        text = button->text();
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        text = label->text();
    return QStringLiteral("%1 '%2'").arg(QString::fromLatin1(widget->metaObject()->className()), text.left(60));
}

/// Parts of compound widgets are reached through the whole.
inline bool isInside(const QWidget *widget)
{
    for (const QWidget *up = widget->parentWidget(); up; up = up->parentWidget())
        if (qobject_cast<const QAbstractSpinBox *>(up) || qobject_cast<const QComboBox *>(up))
            return true;
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget());
    return (area && area->viewport() == widget) || widget->objectName().startsWith(QStringLiteral("qt_"));
}

inline bool takesTab(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && widget->focusPolicy() & Qt::TabFocus && !isInside(widget);
}

/// What is cut off of @p widget's text; empty where all of it is seen.
inline QString clippingOf(const QWidget *widget)
{
    const QFontMetrics metrics = widget->fontMetrics();
    const auto narrow = [&](int wanted, int has) {
        return wanted > has ? QStringLiteral("%1 needs %2 pixels and has %3").arg(nameOf(widget)).arg(wanted).arg(has) : QString();
    };
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        if (label->text().isEmpty() || label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
            return {};
        if (!label->wordWrap())
            return narrow(label->sizeHint().width(), label->width() + 1);
        return narrow(label->heightForWidth(label->width()), label->height() + 1);
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
        if (button->text().isEmpty() || button->inherits("QTabBar"))
            return {};
        // The text as it is drawn, which a checked button may draw bolder than its hint counts with.
        const QString text = QString(button->text()).remove(u'&');
        int wanted = button->sizeHint().width();
        if (const auto *tool = qobject_cast<const QToolButton *>(button); tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly)
            wanted = 0;
        return narrow(std::max(wanted, wanted ? metrics.horizontalAdvance(text) : 0), button->width() + 1);
    }
    if (const auto *box = qobject_cast<const QComboBox *>(widget))
        return narrow(metrics.horizontalAdvance(box->currentText()) + (box->itemIcon(box->currentIndex()).isNull() ? 0 : 20) + 36,
                      box->width());
    if (const auto *spin = qobject_cast<const QAbstractSpinBox *>(widget))
        return narrow(spin->minimumSizeHint().width(), spin->width() + 1);
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return narrow(line->text().isEmpty() ? metrics.horizontalAdvance(line->placeholderText()) + 20 : 0, line->width());
    if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
        int all = 0;
        for (int i = 0; i < tabs->count(); ++i) {
            const int wanted = metrics.horizontalAdvance(tabs->tabText(i)) + (tabs->tabIcon(i).isNull() ? 0 : 20);
            if (const QString cut = narrow(wanted, tabs->tabRect(i).width()); !cut.isEmpty())
                return cut;
            all = std::max(all, tabs->tabRect(i).right());
        }
        return narrow(all, tabs->width());
    }
    if (const auto *header = qobject_cast<const QHeaderView *>(widget)) {
        for (int i = 0; i < header->count(); ++i) {
            if (header->isSectionHidden(i))
                continue;
            const QString text = header->model()->headerData(i, header->orientation()).toString();
            QFont bold = header->font();
            bold.setWeight(QFont::DemiBold);
            const int wanted = QFontMetrics(bold).horizontalAdvance(text) + 16;
            const int has = header->sectionSize(i);
            if (wanted > has)
                return QStringLiteral("column '%1' needs %2 pixels and has %3").arg(text).arg(wanted).arg(has);
        }
    }
    return {};
}

/// Everything that is wrong with what is visible in @p window.
inline QStringList offencesOf(QWidget *window)
{
    QStringList offences;
    QList<QWidget *> widgets = window->findChildren<QWidget *>();
    for (QWidget *widget : std::as_const(widgets)) {
        if (!widget->isVisible() || widget->window() != window || isInside(widget))
            continue;
        if (widget->focusPolicy() & Qt::TabFocus) {
            QAccessibleInterface *read = QAccessible::queryAccessibleInterface(widget);
            if (!read || read->text(QAccessible::Name).trimmed().isEmpty())
                offences += QStringLiteral("%1 (in %2) has no accessible name")
                                .arg(nameOf(widget), QString::fromLatin1(widget->parentWidget()->metaObject()->className()));
        }
        if (const QString cut = clippingOf(widget); !cut.isEmpty())
            offences += cut;
    }
    // The chain that Tab follows.
    QList<QWidget *> chain;
    for (QWidget *at = window->nextInFocusChain(); at && at != window; at = at->nextInFocusChain())
        if (at->window() == window && takesTab(at))
            chain += at;
    for (QWidget *widget : std::as_const(widgets))
        if (widget->window() == window && takesTab(widget) && !chain.contains(widget))
            offences += QStringLiteral("Tab never comes to ") + nameOf(widget);
    // It is a ring: reading begins at the top.
    const auto first = std::min_element(chain.begin(), chain.end(), [window](const QWidget *a, const QWidget *b) {
        const QPoint p = a->mapTo(window, QPoint()), q = b->mapTo(window, QPoint());
        return std::pair(p.y(), p.x()) < std::pair(q.y(), q.x());
    });
    if (first != chain.end())
        std::rotate(chain.begin(), first, chain.end());
    if (qEnvironmentVariableIsSet("MILLRACE_TEST_CHAIN"))
        for (QWidget *widget : std::as_const(chain))
            qInfo("%s at %d,%d", qPrintable(nameOf(widget)), widget->mapTo(window, QPoint()).x(), widget->mapTo(window, QPoint()).y());
    for (int i = 1; i < chain.size(); ++i) {
        const QRect before(chain[i - 1]->mapTo(window, QPoint()), chain[i - 1]->size());
        const QRect now(chain[i]->mapTo(window, QPoint()), chain[i]->size());
        // Up and to the left at once is no order to read in; up alone may be the next column.
        if (now.bottom() <= before.top() && now.left() < before.right())
            offences += QStringLiteral("Tab goes back up from %1 to %2").arg(nameOf(chain[i - 1]), nameOf(chain[i]));
    }
    return offences;
}

} // namespace millrace
