// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/reports/openreport.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QStackedWidget;

namespace millrace {

class ComparisonView;
class HistoryModel;
class ReportView;

/// The history of runs beside the page of the chosen one; of two chosen ones, their comparison.
class ReportsPage : public QWidget
{
    Q_OBJECT
public:
    /// @p folder: where transfers leave their reports.
    explicit ReportsPage(const QString &folder, QWidget *parent = nullptr);

    HistoryModel *history() const { return m_history; }
    QListView *list() const { return m_list; }
    ReportView *view() const { return m_view; }
    ComparisonView *comparison() const { return m_comparison; }

    /// Reads the folder again.
    void reload();
    /// A report was written there.
    void add(const QString &file);
    /// Shows the report @p file, from wherever it is.
    void open(const QString &file);
    /// Asks for a report file and shows it.
    void chooseAndOpen();
    void compareSelected();
    void removeSelected();
    void remove(const QStringList &files);

signals:
    /// A report that was asked for is in view.
    void opened(const QString &file);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QStringList selected() const;
    void onSelection();
    void showNotice(const QString &icon, const QString &title, const QString &text, bool bad = false);
    void showIdle();
    void showPage(int page);

    const QString m_folder;
    HistoryModel *m_history;
    QListView *m_list;
    QStackedWidget *m_pages;
    ReportView *m_view;
    ComparisonView *m_comparison;
    QLabel *m_hintIcon, *m_hintTitle, *m_hintText;
    QPushButton *m_compare, *m_remove;
    bool m_idle = true; ///< the notice in view only says what to do, so that a change of the list may replace it
    quint64 m_asked = 0; ///< number of the last thing asked to be shown: what comes late for another is dropped
};

} // namespace millrace
