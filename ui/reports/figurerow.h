// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QGridLayout;
class QLabel;

namespace millrace {

/// A card of figures, four in a row, each over its name.
class FigureRow : public QFrame
{
    Q_OBJECT
public:
    explicit FigureRow(QWidget *parent = nullptr);

    struct Figure
    {
        QString name;
        QString value;
        QString toolTip = {};
    };
    void setFigures(const QList<Figure> &figures);

private:
    QGridLayout *m_grid;
    QList<QLabel *> m_labels;
};

} // namespace millrace
