// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/comparison.h"

#include <QWidget>

class QFrame;
class QLabel;
class QTreeWidget;

namespace millrace {

/// Two runs beside each other, with a verdict that knows noise.
class ComparisonView : public QWidget
{
    Q_OBJECT
public:
    explicit ComparisonView(QWidget *parent = nullptr);

    /// @p before and @p after with their names for the eye.
    void setReports(const RunReport &before, const QString &beforeName, const RunReport &after, const QString &afterName);
    const ReportComparison &comparison() const { return m_comparison; }

    /// The verdict in the user's language.
    static QString verdictSentence(const ReportComparison &comparison);

private:
    void tell();

    RunReport m_before, m_after;
    QString m_beforeName, m_afterName;
    ReportComparison m_comparison;
    QLabel *m_icon, *m_verdict, *m_basis, *m_first, *m_second, *m_warnings;
    QFrame *m_banner, *m_warningBanner;
    QTreeWidget *m_figures, *m_settings;
    QLabel *m_settingsTitle;
};

} // namespace millrace
