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
    int column = 0;
    for (const Figure &figure : figures) {
        auto *value = makeLabel(figure.value, "figure");
        auto *name = makeLabel(figure.name, "muted");
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setAccessibleName(u"%1: %2"_s.arg(figure.name, figure.value));
        value->setToolTip(figure.toolTip);
        name->setToolTip(figure.toolTip);
        m_grid->addWidget(value, 0, column);
        m_grid->addWidget(name, 1, column);
        m_grid->setColumnStretch(column, 1);
        m_labels += {value, name};
        ++column;
    }
}

} // namespace millrace
