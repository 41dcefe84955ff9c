// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/searchpage.h"

#include "ui/widgets/makers.h"
#include "ui/wizard/trialchart.h"
#include "ui/wizard/trialmodel.h"

#include <QHeaderView>
#include <QProgressBar>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

SearchPage::SearchPage(QWidget *parent)
    : QWidget(parent), m_model(new TrialModel(this)), m_table(new QTreeView), m_status(makeLabel({}, "muted", true)),
      m_progress(new QProgressBar)
{
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAccessibleName(tr("Trials"));
    m_table->setIconSize({14, 14});
    const std::pair<int, int> widths[] = {{TrialModel::Number, 46}, {TrialModel::Settings, 230}, {TrialModel::Rate, 150}};
    for (const auto &[column, width] : widths)
        m_table->header()->resizeSection(column, width);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Trials made"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_status);
    layout->addWidget(m_progress);
    layout->addWidget(new TrialChart(*m_model), 3);
    layout->addWidget(m_table, 2);

    connect(&m_session, &TuningSession::trialStarted, this, [this](const TuningTrial &trial) {
        m_model->begin(trial);
        m_status->setText(tr("Trial %1 of at most %2: %3").arg(trial.number).arg(std::max(m_mostTrials, trial.number))
                              .arg(TrialModel::settingsText(trial.settings)));
        m_progress->setValue(trial.number - 1);
        m_table->scrollToBottom();
    });
    connect(&m_session, &TuningSession::trialProgressed, m_model, &TrialModel::progress);
    connect(&m_session, &TuningSession::trialFinished, this, [this](const TuningTrial &trial) {
        m_model->end(trial);
        m_progress->setValue(trial.number);
    });
    connect(&m_session, &TuningSession::finished, this, [this](const TuningResult &result) {
        m_progress->setValue(m_progress->maximum());
        m_status->setText(result.cancelled ? tr("Stopped after %n trial(s)", nullptr, int(result.trials.size()))
                                           : tr("Done after %n trial(s)", nullptr, int(result.trials.size())));
        emit finished(result);
    });
}

void SearchPage::start(const TuningRequest &request)
{
    m_mostTrials = request.mostTrials;
    m_model->clear();
    m_progress->setRange(0, m_mostTrials);
    m_progress->setValue(0);
    m_status->setText(tr("Looking at the objects…"));
    m_session.start(request);
}

void SearchPage::stop()
{
    m_status->setText(tr("Stopping…"));
    m_session.cancel();
}

} // namespace millrace
