// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/detailspane.h"

#include "ui/charts/chartpane.h"
#include "ui/details/filemodel.h"
#include "ui/details/generalpane.h"
#include "ui/details/logpane.h"
#include "ui/parts/partspane.h"
#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"
#include "ui/widgets/rowsview.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>

using namespace Qt::StringLiterals;

namespace millrace {

DetailsPane::DetailsPane(TransferBoard &board, QWidget *parent)
    : QTabWidget(parent), m_board(board), m_parts(new PartsPane), m_chart(new ChartPane), m_files(new FileModel(this)),
      m_log(new LogPane), m_general(new GeneralPane)
{
    setDocumentMode(true);
    setAccessibleName(tr("Details of the transfer"));
    auto *files = new RowsView;
    m_filesView = files;
    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_files);
    sorted->setSortRole(FileModel::SortRole);
    files->setModel(sorted);
    files->setRootIsDecorated(false);
    files->setUniformRowHeights(true);
    files->setSortingEnabled(true);
    files->sortByColumn(-1, Qt::AscendingOrder);
    files->setAccessibleName(tr("Files of the transfer"));
    files->header()->resizeSection(FileModel::Name, 380);
    for (int column = FileModel::Size; column < FileModel::Status; ++column)
        files->header()->resizeSection(column, 90);
    fitTitles(files->header());

    addTab(m_parts, themedIcon(u"grid"_s, IconTone::Muted), tr("Parts"));
    addTab(m_chart, themedIcon(u"chart"_s, IconTone::Muted), tr("Charts"));
    addTab(files, themedIcon(u"file"_s, IconTone::Muted), tr("Files"));
    addTab(m_log, themedIcon(u"text"_s, IconTone::Muted), tr("Log"));
    addTab(m_general, themedIcon(u"info"_s, IconTone::Muted), tr("General"));

    connect(this, &QTabWidget::currentChanged, this, &DetailsPane::fill);
    connect(&board, &TransferBoard::detailChanged, this, &DetailsPane::onDetail);
    connect(&board, &TransferBoard::logReset, this, [this](quint64 id, const QList<LogLine> &lines) {
        if (id == m_id)
            m_log->reset(lines);
    });
    connect(&board, &TransferBoard::logged, this, [this](quint64 id, const QList<LogLine> &lines) {
        if (id == m_id)
            m_log->append(lines);
    });
}

void DetailsPane::show(const TransferRow *row)
{
    const quint64 id = row ? row->id : 0;
    m_row = row ? std::optional(*row) : std::nullopt;
    m_chart->chart()->setLive(row && (row->state == TransferState::Active || row->state == TransferState::Pausing));
    if (id == m_id) {
        if (currentWidget() == m_general)
            fill();
        return;
    }
    m_id = id;
    TransferDetail empty;
    empty.id = id;
    onDetail(empty);
    m_chart->chart()->setHistory({}); // the next one's is not to be taken for more of this
    m_log->reset({});
    m_board.watch(id);
}

void DetailsPane::onDetail(const TransferDetail &detail)
{
    if (detail.id != m_id)
        return;
    m_detail = detail;
    fill();
}

/// News come some times a second: only the tab in view is told, the others when they come into view.
void DetailsPane::fill()
{
    if (!isVisible())
        return;
    if (currentWidget() == m_parts)
        m_parts->setDetail(m_detail);
    else if (currentWidget() == m_chart)
        m_chart->chart()->setHistory(m_detail.history);
    else if (currentWidget() == m_filesView)
        m_files->setDetail(m_detail);
    else if (currentWidget() == m_general)
        m_general->setRow(m_row ? &*m_row : nullptr);
}

void DetailsPane::showEvent(QShowEvent *event)
{
    QTabWidget::showEvent(event);
    fill();
}

} // namespace millrace
