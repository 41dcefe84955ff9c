// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/detailspane.h"

#include "ui/charts/chartpane.h"
#include "ui/details/filemodel.h"
#include "ui/details/generalpane.h"
#include "ui/details/logpane.h"
#include "ui/parts/partspane.h"
#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace millrace {

DetailsPane::DetailsPane(TransferBoard &board, QWidget *parent)
    : QTabWidget(parent), m_board(board), m_parts(new PartsPane), m_chart(new ChartPane), m_files(new FileModel(this)),
      m_log(new LogPane), m_general(new GeneralPane)
{
    setDocumentMode(true);
    setAccessibleName(tr("Details of the transfer"));
    auto *files = new QTreeView;
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
    m_general->setRow(row);
    if (id == m_id)
        return;
    m_id = id;
    TransferDetail empty;
    empty.id = id;
    onDetail(empty);
    m_log->reset({});
    m_board.watch(id);
}

void DetailsPane::update(const QList<TransferRow> &rows)
{
    for (const TransferRow &row : rows)
        if (row.id == m_id)
            m_general->setRow(&row);
}

void DetailsPane::onDetail(const TransferDetail &detail)
{
    if (detail.id != m_id)
        return;
    m_parts->setDetail(detail);
    m_files->setDetail(detail);
    m_chart->chart()->setHistory(detail.history);
}

} // namespace millrace
