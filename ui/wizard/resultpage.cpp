// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/resultpage.h"

#include "ui/text/bottlenecktext.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/text/tuningtext.h"
#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

ResultPage::ResultPage(QWidget *parent)
    : QWidget(parent), m_banner(new QFrame), m_icon(new QLabel), m_gain(makeLabel({}, "heading", true)),
      m_verdict(makeLabel({}, nullptr, true)), m_bottleneck(makeLabel({}, nullptr, true)), m_advice(makeLabel({}, "muted", true)),
      m_evidence(makeLabel({}, "muted", true)), m_done(makeLabel({}, "good", true)), m_table(new QTreeWidget)
{
    auto *bannerLayout = new QHBoxLayout(m_banner);
    bannerLayout->setContentsMargins(14, 12, 14, 12);
    bannerLayout->setSpacing(12);
    auto *words = new QVBoxLayout;
    words->setSpacing(3);
    words->addWidget(m_gain);
    words->addWidget(m_verdict);
    bannerLayout->addWidget(m_icon, 0, Qt::AlignTop);
    bannerLayout->addLayout(words, 1);

    m_table->setRootIsDecorated(false);
    m_table->setHeaderLabels({tr("Setting"), tr("Present"), tr("Recommended")});
    m_table->setAccessibleName(tr("Settings"));
    m_table->header()->resizeSection(0, 220);
    m_table->header()->resizeSection(1, 170);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setMinimumHeight(178); // all of its rows

    m_note = makeLabel(tr("Measured by downloads. An upload that has begun keeps the size of its parts, and none are smaller than 5 MiB."),
                       "muted", true);
    auto *limits = new QFrame;
    limits->setProperty("role", u"card"_s);
    auto *limitsLayout = new QVBoxLayout(limits);
    limitsLayout->setContentsMargins(16, 12, 16, 12);
    limitsLayout->setSpacing(4);
    for (QLabel *label : {m_bottleneck, m_advice, m_evidence}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        limitsLayout->addWidget(label);
    }
    m_gain->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);

    m_connection = makeButton(tr("Use for this connection"), "primary", u"check"_s);
    m_connection->setObjectName(u"optimizeApply"_s);
    m_transfer = makeButton(tr("Use for this transfer"));
    m_transfer->setObjectName(u"optimizeApplyToTransfer"_s);
    m_copy = makeButton(tr("Copy as command line"), nullptr, u"terminal"_s);
    m_copy->setObjectName(u"optimizeCopy"_s);
    m_undo = makeButton(tr("Undo"), nullptr, u"retry"_s);
    m_undo->setObjectName(u"optimizeUndo"_s);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(8);
    for (QPushButton *button : {m_connection, m_transfer, m_copy, m_undo})
        actions->addWidget(button);
    actions->addWidget(m_done, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_banner);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    layout->addWidget(limits);
    layout->addLayout(actions);
    connect(m_connection, &QPushButton::clicked, this, &ResultPage::applyToConnection);
    connect(m_transfer, &QPushButton::clicked, this, &ResultPage::applyToTransfer);
    connect(m_undo, &QPushButton::clicked, this, &ResultPage::undo);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        emit copyCommand();
        m_done->setText(tr("Copied"));
    });
}

QString ResultPage::gainSentence(const TuningResult &r)
{
    if (!r.better)
        return tr("The present settings are as good as any: %1").arg(rateText(r.presentRate));
    const auto percent = [](double share) { return QLocale().toString(share * 100, 'f', 0); };
    return r.gainError > 0 ? tr("%1 % faster (± %2 %): %3 instead of %4")
                                 .arg(percent(r.gain), percent(r.gainError), rateText(r.rate), rateText(r.presentRate))
                           : tr("%1 % faster: %2 instead of %3").arg(percent(r.gain), rateText(r.rate), rateText(r.presentRate));
}

void ResultPage::setResult(const TuningResult &result, const TransferSettings &present, bool forTransfer, bool upload)
{
    m_result = result;
    m_forTransfer = forTransfer;
    m_note->setVisible(forTransfer && upload && result.better && !result.error);
    const bool failed = result.error.has_value();
    m_icon->setPixmap(themedIcon(failed ? u"error"_s : result.better ? u"check-circle"_s : u"info"_s,
                                 failed ? IconTone::Bad : result.better ? IconTone::Good : IconTone::Accent)
                          .pixmap(22, 22));
    setRole(m_banner, failed ? "banner-bad" : result.better ? "banner-good" : "banner");
    m_gain->setText(failed ? errorSentence(*result.error).what : gainSentence(result));
    m_verdict->setText(failed ? errorSentence(*result.error).nextStep : tuningVerdict(result));
    m_verdict->setVisible(!m_verdict->text().isEmpty());
    m_bottleneck->setText(u"<b>%1</b> %2"_s.arg(tr("Bottleneck:").toHtmlEscaped(),
                                               result.bottleneck ? bottleneckText(result.bottleneck).toHtmlEscaped()
                                                                 : tr("too little was measured to name one").toHtmlEscaped()));
    m_advice->setText(adviceText(result.bottleneck));
    m_advice->setVisible(!m_advice->text().isEmpty());
    m_evidence->setText(evidenceText(result.bottleneck));
    m_evidence->setVisible(!m_evidence->text().isEmpty());
    showSettings(present);
    setApplied(false, false);
}

void ResultPage::showSettings(const TransferSettings &present)
{
    m_table->clear();
    const TunedSettings &best = m_result.recommended;
    const auto automatic = [](const std::optional<int> &value) { return value ? numberText(*value) : tr("automatic"); };
    const auto row = [this](const QString &name, const QString &before, const QString &after) {
        auto *item = new QTreeWidgetItem(m_table, {name, before, m_result.better ? after : QString(u"–"_s)});
        if (m_result.better && before != after) {
            QFont bold = font();
            bold.setWeight(QFont::DemiBold);
            item->setFont(2, bold);
        }
    };
    row(tr("Files at a time"), automatic(present.fileParallelism), numberText(best.fileParallelism));
    row(tr("Parts of a file at a time"), automatic(present.concurrency), numberText(best.concurrency));
    row(tr("Connections, at most"), numberText(present.maxConnections), numberText(best.connections()));
    row(tr("Size of a part"), present.partSize ? bytesText(*present.partSize) : tr("automatic"), bytesText(best.partSize));
    row(tr("Size of a disk write"), bytesText(present.chunkSize), bytesText(best.chunkSize));
    row(tr("Disk-writer threads"), numberText(present.ioThreads), numberText(best.ioThreads));
}

void ResultPage::setApplied(bool toConnection, bool toTransfer)
{
    const bool useful = m_result.better && !m_result.error;
    m_connection->setEnabled(useful && !toConnection);
    m_transfer->setVisible(m_forTransfer);
    m_transfer->setEnabled(useful && !toTransfer);
    m_copy->setEnabled(useful);
    m_undo->setVisible(toConnection || toTransfer);
    m_toConnection = toConnection;
    m_done->setText(toConnection && toTransfer ? tr("In use for the transfer, and for new ones of this connection")
                    : toConnection             ? tr("In use for new transfers of this connection")
                    : toTransfer               ? tr("In use for the transfer")
                                               : QString());
}

void ResultPage::dropTransfer()
{
    m_forTransfer = false;
    m_note->hide();
    setApplied(m_toConnection, false);
}

} // namespace millrace
