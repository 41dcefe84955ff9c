// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/tuningsession.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QTreeView;

namespace millrace {

class TrialModel;

/// The search as it goes: every trial as a bar and a line.
class SearchPage : public QWidget
{
    Q_OBJECT
public:
    explicit SearchPage(QWidget *parent = nullptr);

    void start(const TuningRequest &request);
    void stop();
    bool isRunning() const { return m_session.isRunning(); }
    TrialModel *model() const { return m_model; }

signals:
    void finished(const millrace::TuningResult &result);

private:
    TuningSession m_session;
    TrialModel *m_model;
    QTreeView *m_table;
    QLabel *m_status;
    QProgressBar *m_progress;
    int m_mostTrials = 1;
};

} // namespace millrace
