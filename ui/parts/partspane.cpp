// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/partspane.h"

#include "ui/parts/partlegend.h"
#include "ui/parts/parttext.h"
#include "ui/widgets/makers.h"

#include <QButtonGroup>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace millrace {

PartsPane::PartsPane(QWidget *parent)
    : QWidget(parent), m_grid(new PartGrid), m_legend(new PartLegend), m_facts(new QLineEdit),
      m_text(new QPlainTextEdit), m_views(new QStackedWidget)
{
    makePage(this);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 0);
    bar->setSpacing(4);
    bar->addWidget(m_legend, 1);
    auto *modes = new QButtonGroup(this);
    const std::pair<QString, QString> choices[] = {{tr("State"), tr("Colour parts by state")},
                                                   {tr("Heat"), tr("Colour parts by rate: slow ones stand out")},
                                                   {tr("Text"), tr("Show percentages in columns")}};
    for (int i = 0; i < 3; ++i) {
        auto *button = makeButton(choices[i].first, "segment");
        button->setCheckable(true);
        button->setChecked(i == 0);
        button->setToolTip(choices[i].second);
        button->setAccessibleName(choices[i].second);
        modes->addButton(button, i);
        bar->addWidget(button);
    }

    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setProperty("role", u"log"_s);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Parts as text"));
    m_views->addWidget(m_grid);
    m_views->addWidget(m_text);
    // A label would have the whole tab laid out and painted anew with each text.
    m_facts->setProperty("role", u"facts"_s);
    m_facts->setReadOnly(true);
    m_facts->setFocusPolicy(Qt::NoFocus);
    m_facts->setMinimumWidth(0);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_facts->setAccessibleName(tr("Facts of the parts"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_views, 1);
    layout->addWidget(m_facts);

    connect(m_grid, &PartGrid::pointedAt, this, &PartsPane::showFacts);
    const auto showLegend = [this] { // the text knows states only
        m_legend->show(m_grid->cells(), m_views->currentIndex() == 0 ? m_grid->heatBy() : HeatBy::State);
    };
    connect(m_grid, &PartGrid::cellsChanged, this, showLegend);
    connect(modes, &QButtonGroup::idClicked, this, [this, showLegend](int id) {
        m_views->setCurrentIndex(id == 2 ? 1 : 0);
        if (id < 2)
            m_grid->setHeatBy(HeatBy(id));
        showLegend();
        showText();
    });
    showFacts(-1);
}

void PartsPane::setDetail(const TransferDetail &detail)
{
    if (detail.id != m_detail.id)
        m_facts->deselect(); // what was marked there is of another transfer
    m_detail = detail;
    m_grid->setDetail(detail);
    showText();
}

void PartsPane::showText()
{
    if (m_views->currentIndex() != 1)
        return;
    const int columns = m_text->viewport()->width() / std::max(1, m_text->fontMetrics().horizontalAdvance(u'0'));
    const int at = m_text->verticalScrollBar()->value();
    m_text->setPlainText(partMonitorText(m_detail, columns - 2));
    m_text->verticalScrollBar()->setValue(at);
}

void PartsPane::showFacts(int index)
{
    const bool some = index >= 0 && index < m_grid->cells().count();
    const QString text = some ? partText(m_grid->cells().origin(index)).replace(u'\n', u"   ·   "_s) : m_grid->summary();
    const bool same = std::exchange(m_told, index) == index;
    if (text == m_facts->text() || (same && m_facts->hasSelectedText())) // somebody is about to copy it
        return;
    m_facts->setText(text);
    m_facts->setCursorPosition(0);
}

} // namespace millrace
