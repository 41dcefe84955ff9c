// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/generalpane.h"

#include "ui/text/bottlenecktext.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/transfers/transfermodel.h"
#include "ui/widgets/makers.h"

#include <QFormLayout>
#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace millrace {

QLabel *GeneralPane::addFact(QFormLayout *form, Fact fact, const QString &title)
{
    auto *value = makeLabel({}, nullptr, true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setAccessibleName(title);
    value->setMinimumWidth(120);
    auto *label = makeLabel(title, "muted");
    form->addRow(label, value);
    m_facts[fact] = value;
    return label;
}

GeneralPane::GeneralPane(QWidget *parent) : QScrollArea(parent), m_body(new QWidget), m_empty(new QWidget)
{
    makePage(this);
    setWidgetResizable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Facts of the transfer"));
    auto *page = new QWidget;
    makePage(page);
    auto *columns = new QHBoxLayout(m_body);
    columns->setContentsMargins(18, 14, 18, 14);
    columns->setSpacing(36);
    auto *left = new QFormLayout;
    auto *right = new QFormLayout;
    for (QFormLayout *form : {left, right}) {
        form->setHorizontalSpacing(18);
        form->setVerticalSpacing(9);
        form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    }
    addFact(left, Source, tr("From"));
    addFact(left, Target, tr("To"));
    addFact(left, Connection, tr("Connection"));
    addFact(left, State, tr("Status"));
    m_reasonTitle = addFact(left, Reason, tr("Reason"));
    addFact(right, Bytes, tr("Done"));
    addFact(right, Moved, tr("Over the network"));
    addFact(right, Files, tr("Files"));
    addFact(right, Parts, tr("Parts"));
    addFact(right, Retries, tr("Retries"));
    addFact(right, Time, tr("Time"));
    addFact(right, Mean, tr("Mean rate"));
    m_limitTitle = addFact(right, Limit, tr("Bottleneck"));
    columns->addLayout(left, 3);
    columns->addLayout(right, 2);

    auto *emptyLayout = new QVBoxLayout(m_empty);
    auto *hint = makeLabel(tr("Select a transfer to see its facts"), "muted");
    hint->setAlignment(Qt::AlignCenter);
    emptyLayout->addWidget(hint);

    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body, 0, Qt::AlignTop);
    layout->addWidget(m_empty, 1);
    setWidget(page);
    setRow(nullptr);
}

void GeneralPane::setRow(const TransferRow *row)
{
    m_body->setVisible(row);
    m_empty->setVisible(!row);
    if (!row)
        return;
    m_facts[Source]->setText(row->source);
    m_facts[Target]->setText(row->target.isEmpty() ? tr("nowhere: bytes are dropped as they come") : row->target);
    m_facts[Connection]->setText(row->connectionName);
    m_facts[State]->setText(TransferModel::stateText(*row));
    m_facts[Reason]->setText(row->error ? errorSentence(*row->error).line() : QString());
    m_facts[Reason]->setVisible(row->error.has_value());
    m_reasonTitle->setVisible(row->error.has_value());
    m_facts[Bytes]->setText(row->knownSize() < 0 ? bytesText(row->done) : tr("%1 of %2").arg(bytesText(row->done), bytesText(row->size)));
    m_facts[Moved]->setText(bytesText(row->moved));
    QString files = tr("%1 of %2").arg(numberText(row->filesDone + row->filesSkipped), numberText(row->filesTotal));
    if (row->filesSkipped > 0)
        files += u", "_s + tr("%1 skipped").arg(numberText(row->filesSkipped));
    if (row->filesFailed > 0)
        files += u", "_s + tr("%1 failed").arg(numberText(row->filesFailed));
    m_facts[Files]->setText(files);
    const QString parts = numberText(row->partsTotal);
    m_facts[Parts]->setText(row->partsOpen && !row->isOver() ? tr("%1 of at least %2").arg(numberText(row->partsDone), parts)
                                                             : tr("%1 of %2").arg(numberText(row->partsDone), parts));
    m_facts[Retries]->setText(row->throttles > 0 ? tr("%1, %2 of them because the server asked to slow down")
                                                       .arg(numberText(row->retries), numberText(row->throttles))
                                                 : numberText(row->retries));
    QString time = durationText(row->elapsedSeconds);
    if (row->state == TransferState::Active && row->etaSeconds >= 0)
        time += u", "_s + tr("%1 left").arg(durationText(row->etaSeconds));
    m_facts[Time]->setText(time);
    m_facts[Limit]->setText(bottleneckText(row->bottleneck));
    m_facts[Limit]->setToolTip(adviceText(row->bottleneck));
    m_facts[Limit]->setVisible(bool(row->bottleneck));
    m_limitTitle->setVisible(bool(row->bottleneck));
    m_facts[Mean]->setText(row->elapsedSeconds > 0 ? rateText(double(row->moved) / row->elapsedSeconds) : QString());
    if (m_facts[Mean]->text().isEmpty())
        m_facts[Mean]->setText(u"–"_s);
}

} // namespace millrace
