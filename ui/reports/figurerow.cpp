// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/figurerow.h"

#include "ui/widgets/makers.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace millrace {

FigureRow::FigureRow(QWidget *parent) : QFrame(parent), m_grid(new QGridLayout(this))
{
    setProperty("role", u"card"_s);
    m_grid->setContentsMargins(18, 12, 18, 12);
    m_grid->setHorizontalSpacing(22);
    m_grid->setVerticalSpacing(1);
}

void FigureRow::setFigures(const QList<Figure> &figures)
{
    qDeleteAll(m_labels);
    m_labels.clear();
    constexpr int columns = 4; // more would not fit beside the history
    int place = 0;
    for (const Figure &figure : figures) {
        auto *value = makeLabel(figure.value, "figure");
        auto *name = makeLabel(figure.name, "muted");
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setAccessibleName(u"%1: %2"_s.arg(figure.name, figure.value));
        value->setToolTip(figure.toolTip);
        name->setToolTip(figure.toolTip);
        const int row = 3 * (place / columns); // a line of its own between two rows
        m_grid->addWidget(value, row, place % columns);
        m_grid->addWidget(name, row + 1, place % columns);
        m_grid->setColumnStretch(place % columns, 1);
        m_grid->setRowMinimumHeight(row + 2, (place / columns + 1) * columns < figures.size() ? 10 : 0);
        m_labels += {value, name};
        ++place;
    }
}

} // namespace millrace
