// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferboard.h"

#include <QTabWidget>
#include <optional>

namespace millrace {

class ChartPane;
class FileModel;
class GeneralPane;
class LogPane;
class PartsPane;

/// The tabs under the transfers table. Shows the one transfer it is told to, and has the board watch it.
class DetailsPane : public QTabWidget
{
    Q_OBJECT
public:
    explicit DetailsPane(TransferBoard &board, QWidget *parent = nullptr);

    void show(const TransferRow *row); ///< null: none
    quint64 shown() const { return m_id; }
    PartsPane *parts() const { return m_parts; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void onDetail(const TransferDetail &detail);
    void fill();

    TransferBoard &m_board;
    quint64 m_id = 0;
    std::optional<TransferRow> m_row;
    TransferDetail m_detail;
    PartsPane *m_parts;
    ChartPane *m_chart;
    FileModel *m_files;
    QWidget *m_filesView;
    LogPane *m_log;
    GeneralPane *m_general;
};

} // namespace millrace
