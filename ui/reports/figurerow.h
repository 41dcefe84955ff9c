// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QGridLayout;

namespace millrace {

/// A card of figures side by side, each over its name.
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
    QList<class QLabel *> m_labels;
};

} // namespace millrace
