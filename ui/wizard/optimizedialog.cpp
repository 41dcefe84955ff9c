// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/optimizedialog.h"

#include "ui/connections/connectionbook.h"
#include "ui/text/commandline.h"
#include "ui/theme/colours.h"
#include "ui/transfers/tunedorder.h"
#include "ui/widgets/makers.h"
#include "ui/wizard/findingspage.h"
#include "ui/wizard/resultpage.h"
#include "ui/wizard/searchpage.h"
#include "ui/wizard/targetpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

OptimizeDialog::OptimizeDialog(ConnectionBook &book, const Preferences &preferences, const OptimizePlan &plan,
                               const TransferOrder *transfer, QWidget *parent)
    : QDialog(parent), m_book(book), m_preferences(preferences),
      m_transfer(transfer ? std::optional(*transfer) : std::nullopt), m_plan(plan), m_steps(makeLabel({}, nullptr)),
      m_pages(new QStackedWidget), m_target(new TargetPage(book, plan)), m_findings(new FindingsPage(book)),
      m_search(new SearchPage), m_result(new ResultPage), m_back(makeButton(tr("Back"))), m_next(makeButton({}, "primary")),
      m_close(makeButton(tr("Cancel")))
{
    setWindowTitle(tr("Auto-optimize"));
    resize(820, 640);
    m_next->setObjectName(u"optimizeNext"_s);
    m_next->setDefault(true);
    m_steps->setTextFormat(Qt::RichText);
    for (QWidget *page : {static_cast<QWidget *>(m_target), static_cast<QWidget *>(m_findings), static_cast<QWidget *>(m_search),
                          static_cast<QWidget *>(m_result)})
        m_pages->addWidget(page);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 18);
    layout->setSpacing(14);
    layout->addWidget(makeLabel(tr("Auto-optimize"), "title"));
    layout->addWidget(m_steps);
    layout->addWidget(makeSeparator());
    layout->addWidget(m_pages, 1);
    layout->addWidget(makeSeparator());
    layout->addLayout(buttons);

    connect(m_close, &QPushButton::clicked, this, &OptimizeDialog::reject);
    connect(m_next, &QPushButton::clicked, this, &OptimizeDialog::next);
    connect(m_back, &QPushButton::clicked, this, [this] { go(step() == Look ? Choose : Look); });
    connect(m_target, &TargetPage::completeChanged, this, &OptimizeDialog::updateButtons);
    connect(m_findings, &FindingsPage::completeChanged, this, &OptimizeDialog::updateButtons);
    connect(m_search, &SearchPage::finished, this, &OptimizeDialog::onFinished);
    connect(m_result, &ResultPage::applyToConnection, this, [this] { applyToConnection(m_result->result().recommended); });
    connect(m_result, &ResultPage::undo, this, &OptimizeDialog::undo);
    connect(m_result, &ResultPage::applyToTransfer, this, &OptimizeDialog::applyToTransfer);
    connect(m_result, &ResultPage::copyCommand, this, [this] {
        TransferOrder order;
        TransferSettings settings = present();
        m_result->result().recommended.applyTo(settings);
        DownloadSpec spec = m_plan.spec(m_findings->connection().value_or(Connection()), settings);
        if (spec.targetFolder.isEmpty())
            spec.targetFolder = m_preferences.targetFolder;
        order.spec = spec;
        QGuiApplication::clipboard()->setText(commandLine(order, m_book.find(m_plan.connectionId)));
    });
    go(Choose);
}

OptimizeDialog::Step OptimizeDialog::step() const
{
    return Step(m_pages->currentIndex());
}

/// The transfer's own connection is measured, not another one.
bool OptimizeDialog::isForTransfer() const
{
    return m_transfer && m_transfer->connectionId == m_plan.connectionId;
}

/// What the transfer uses now, or transfers of the connection.
TransferSettings OptimizeDialog::present() const
{
    if (isForTransfer())
        return std::visit([](const auto &spec) { return spec.settings; }, m_transfer->spec);
    TransferSettings settings = m_preferences.transferSettings();
    const ConnectionProfile *profile = m_book.find(m_plan.connectionId);
    if (profile && profile->tuned)
        profile->tuned->applyTo(settings);
    return settings;
}

void OptimizeDialog::go(Step step)
{
    m_pages->setCurrentIndex(step);
    if (step == Look)
        m_findings->look(m_plan);
    tellSteps();
    updateButtons();
}

void OptimizeDialog::next()
{
    switch (step()) {
    case Choose:
        m_plan = m_target->plan();
        go(Look);
        break;
    case Look:
        m_before.reset();
        m_transferTuned = false;
        m_search->start(m_plan.request(*m_findings->connection(), present()));
        go(Search);
        break;
    case Search: m_search->stop(); break;
    case Outcome: QDialog::accept(); break;
    }
}

void OptimizeDialog::updateButtons()
{
    const Step now = step();
    m_back->setVisible(now == Look || (now == Outcome && !m_search->isRunning()));
    m_back->setText(now == Outcome ? tr("Search again") : tr("Back"));
    m_close->setVisible(now != Outcome);
    m_next->setText(now == Choose ? tr("Next") : now == Look ? tr("Start the search") : now == Search ? tr("Stop the search") : tr("Close"));
    m_next->setEnabled(now == Choose ? m_target->isComplete() : now == Look ? m_findings->isComplete() : true);
}

void OptimizeDialog::tellSteps()
{
    const Colours c = Colours::of(palette());
    const QString names[] = {tr("Choose"), tr("Look"), tr("Search"), tr("Result")};
    QStringList parts;
    for (int i = 0; i < 4; ++i) {
        const QString text = u"%1&nbsp;&nbsp;%2"_s.arg(i + 1).arg(names[i].toHtmlEscaped());
        parts += i == step() ? u"<b style=\"color:%1\">%2</b>"_s.arg(c.accent.name(), text)
                             : u"<span style=\"color:%1\">%2</span>"_s.arg((i < step() ? c.text : c.muted).name(), text);
    }
    m_steps->setText(parts.join(u"<span style=\"color:%1\">&nbsp;&nbsp;&nbsp;›&nbsp;&nbsp;&nbsp;</span>"_s.arg(c.muted.name())));
    m_steps->setAccessibleName(tr("Step %1 of %2: %3").arg(step() + 1).arg(4).arg(names[step()]));
}

void OptimizeDialog::onFinished(const TuningResult &result)
{
    if (m_closing) {
        QDialog::reject();
        return;
    }
    m_result->setResult(result, present(), isForTransfer(), isForTransfer() && std::holds_alternative<UploadSpec>(m_transfer->spec));
    go(Outcome);
}

void OptimizeDialog::applyToConnection(const std::optional<TunedSettings> &settings)
{
    const ConnectionProfile *profile = m_book.find(m_plan.connectionId);
    if (!profile)
        return;
    ConnectionProfile changed = *profile;
    if (!m_before)
        m_before = changed.tuned;
    changed.tuned = settings;
    m_book.put(changed);
    m_result->setApplied(true, m_transferTuned);
}

void OptimizeDialog::applyToTransfer()
{
    const bool upload = m_transfer && std::holds_alternative<UploadSpec>(m_transfer->spec);
    emit transferSettingsWanted(withTuned(present(), m_result->result().recommended, upload));
    m_transferTuned = true;
    m_result->setApplied(m_before.has_value(), true);
}

/// Takes back whatever was applied.
void OptimizeDialog::undo()
{
    if (m_before) {
        const std::optional<TunedSettings> before = *m_before;
        applyToConnection(before);
        m_before.reset();
    }
    if (std::exchange(m_transferTuned, false))
        emit transferSettingsWanted(present());
    m_result->setApplied(false, false);
}

void OptimizeDialog::dropTransfer()
{
    m_transfer.reset();
    m_transferTuned = false;
    m_result->dropTransfer();
}

void OptimizeDialog::reject()
{
    if (!m_search->isRunning()) {
        QDialog::reject();
        return;
    }
    m_closing = true;
    m_close->setEnabled(false);
    m_next->setEnabled(false);
    m_search->stop();
}

} // namespace millrace
