// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/accessiblepartgrid.h"

#include "ui/parts/partgrid.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>

namespace millrace {
namespace {

/// One cell; exists while a reader looks at it.
class AccessibleCell : public QAccessibleInterface
{
public:
    AccessibleCell(PartGrid *grid, int index) : m_grid(grid), m_index(index) {}

    bool isValid() const override { return m_index < m_grid->cells().count(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_grid); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::Cell; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text which) const override
    {
        if (!isValid())
            return {};
        if (which == QAccessible::Name)
            return partText(m_grid->cells().origin(m_index));
        return which == QAccessible::Value ? QString::number(m_grid->cells().at(m_index).percent) + QChar(u'%') : QString();
    }

    QRect rect() const override
    {
        const QRect inViewport = m_grid->cellRect(m_index);
        return {m_grid->viewport()->mapToGlobal(inViewport.topLeft()), inViewport.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused = m_grid->hasFocus() && m_grid->current() == m_index;
        state.readOnly = true;
        return state;
    }

private:
    PartGrid *m_grid;
    int m_index;
};

class AccessiblePartGrid : public QAccessibleWidget
{
public:
    explicit AccessiblePartGrid(PartGrid *grid) : QAccessibleWidget(grid, QAccessible::Table) {}
    ~AccessiblePartGrid() override
    {
        for (const QAccessible::Id id : std::as_const(m_cells))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return grid()->cells().count(); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (const auto known = m_cells.constFind(index); known != m_cells.cend())
            return QAccessible::accessibleInterface(*known);
        auto *cell = new AccessibleCell(grid(), index);
        m_cells.insert(index, QAccessible::registerAccessibleInterface(cell));
        return cell;
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (auto it = m_cells.cbegin(); it != m_cells.cend(); ++it)
            if (QAccessible::accessibleInterface(*it) == child)
                return it.key();
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(grid()->cellAt(grid()->viewport()->mapFromGlobal(QPoint(x, y))));
    }

    QString text(QAccessible::Text which) const override
    {
        if (which == QAccessible::Description || which == QAccessible::Value)
            return grid()->summary();
        return QAccessibleWidget::text(which);
    }

private:
    PartGrid *grid() const { return static_cast<PartGrid *>(widget()); }
    mutable QHash<int, QAccessible::Id> m_cells;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *grid = qobject_cast<PartGrid *>(object);
    return grid ? new AccessiblePartGrid(grid) : nullptr;
}

} // namespace

void installPartGridAccessibility()
{
    QAccessible::installFactory(makeInterface); // a factory that is there already is not added again
}

} // namespace millrace
