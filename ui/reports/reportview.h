// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/reports/openreport.h"

#include <QWidget>

class QLabel;
class QMenu;
class QTabWidget;
class QTreeView;
class QTreeWidget;

namespace millrace {

class FigureRow;
class PercentileBars;
class ReportFileModel;
class ChartWidget;

enum class ReportFormat { Json, Csv, Html, Pdf };

/// One run as a page: figures, charts, rates, files with how each was verified, errors, settings.
class ReportView : public QWidget
{
    Q_OBJECT
public:
    explicit ReportView(QWidget *parent = nullptr);

    void setReport(const OpenReport &report);
    const OpenReport &report() const { return m_report; }
    ReportFileModel *files() const { return m_files; }
    QTabWidget *tabs() const { return m_tabs; }
    /// Asks for a name unless @p path is one, and writes the file in a thread of the pool.
    void exportAs(ReportFormat format, const QString &path = {});

signals:
    /// The last export has ended: its file, or empty and what went wrong in words.
    void exported(const QString &path, const QString &trouble);

private:
    QWidget *makeChartsTab();
    QWidget *makeRatesTab();
    QWidget *makeFilesTab();
    void showHead();
    void showErrors();
    void showDetails();
    void askWhere(ReportFormat format);

    OpenReport m_report;
    QLabel *m_icon, *m_title, *m_subtitle, *m_notice;
    QWidget *m_banner;
    FigureRow *m_figures;
    QTabWidget *m_tabs;
    ChartWidget *m_rateChart, *m_cpuChart, *m_memoryChart;
    PercentileBars *m_bars;
    QTreeWidget *m_rates, *m_details;
    ReportFileModel *m_files, *m_failed;
    QLabel *m_fileCount;
    QWidget *m_errorsTab;
    QLabel *m_runError;
};

} // namespace millrace
