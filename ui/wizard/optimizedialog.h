// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/preferences.h"
#include "ui/transfers/transferrow.h"
#include "ui/wizard/optimizeplan.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace millrace {

class ConnectionBook;
class FindingsPage;
class ResultPage;
class SearchPage;
class TargetPage;

/// The auto-optimize wizard: choose, look, search, result. The search makes real downloads; its outcome becomes the
/// connection's own settings only when the user says so.
class OptimizeDialog : public QDialog
{
    Q_OBJECT
public:
    /// What it begins with. @p transfer: the order it was opened for; null: none.
    OptimizeDialog(ConnectionBook &book, const Preferences &preferences, const OptimizePlan &plan,
                   const TransferOrder *transfer = nullptr, QWidget *parent = nullptr);

    enum Step { Choose, Look, Search, Outcome };
    Step step() const;
    TargetPage *targetPage() const { return m_target; }
    FindingsPage *findingsPage() const { return m_findings; }
    SearchPage *searchPage() const { return m_search; }
    ResultPage *resultPage() const { return m_result; }
    QPushButton *nextButton() const { return m_next; }

    void reject() override; ///< a search under way is stopped first
    /// The transfer it was opened for has finished, or was removed.
    void dropTransfer();

signals:
    /// The transfer it was opened for is to go on with these settings: the recommended ones, or its own again.
    void transferSettingsWanted(const millrace::TransferSettings &settings);

private:
    void go(Step step);
    void next();
    void updateButtons();
    void tellSteps();
    void onFinished(const TuningResult &result);
    void applyToConnection(const std::optional<TunedSettings> &settings);
    void applyToTransfer();
    void undo();
    bool isForTransfer() const;
    TransferSettings present() const;

    ConnectionBook &m_book;
    const Preferences m_preferences;
    std::optional<TransferOrder> m_transfer; ///< as it was when the wizard was opened
    OptimizePlan m_plan;
    std::optional<std::optional<TunedSettings>> m_before; ///< of the connection, to go back to; none: nothing was applied
    QLabel *m_steps;
    QStackedWidget *m_pages;
    TargetPage *m_target;
    FindingsPage *m_findings;
    SearchPage *m_search;
    ResultPage *m_result;
    QPushButton *m_back, *m_next, *m_close;
    bool m_transferTuned = false; ///< it has the recommended settings
    bool m_closing = false;
};

} // namespace millrace
