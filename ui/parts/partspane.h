// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/partgrid.h"

class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;

namespace millrace {

class PartLegend;

/// The part grid with its legend, the facts of the cell pointed at, heat mode and the text view.
class PartsPane : public QWidget
{
    Q_OBJECT
public:
    explicit PartsPane(QWidget *parent = nullptr);

    void setDetail(const TransferDetail &detail);
    PartGrid *grid() const { return m_grid; }

private:
    void showFacts(int index);
    void showText();

    PartGrid *m_grid;
    PartLegend *m_legend;
    QLineEdit *m_facts;
    QPlainTextEdit *m_text;
    QStackedWidget *m_views;
    TransferDetail m_detail;
    int m_told = -1; ///< the cell whose facts are shown
};

} // namespace millrace
