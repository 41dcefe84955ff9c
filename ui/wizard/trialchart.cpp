// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/trialchart.h"

#include "ui/charts/chartdata.h"
#include "ui/text/format.h"
#include "ui/theme/colours.h"
#include "ui/wizard/trialmodel.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace millrace {

TrialChart::TrialChart(TrialModel &model, QWidget *parent) : QWidget(parent), m_model(model)
{
    setAccessibleName(tr("Rates of the trials"));
    const auto again = [this] {
        const int best = m_model.best();
        setAccessibleDescription(best < 0 ? tr("No trial has ended yet")
                                          : tr("%n trial(s), the fastest at %1", nullptr, m_model.rowCount())
                                                .arg(rateText(m_model.trials().at(best).rate)));
        update();
    };
    connect(&m_model, &QAbstractItemModel::dataChanged, this, again);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, again);
    connect(&m_model, &QAbstractItemModel::modelReset, this, again);
}

QRectF TrialChart::plot() const
{
    const int left = fontMetrics().horizontalAdvance(u"000.0"_s) + 14;
    return QRectF(rect()).adjusted(left, 20, -8, -fontMetrics().height() - 8);
}

double TrialChart::highest() const
{
    double highest = 0;
    for (const TuningTrial &trial : m_model.trials())
        highest = std::max(highest, trial.rate + trial.error);
    return highest;
}

QRectF TrialChart::column(int row) const
{
    const QRectF area = plot();
    // A search of few trials is not spread over the whole width.
    const double pitch = std::min(64.0, area.width() / std::max(8, m_model.rowCount()));
    return {area.left() + 6 + pitch * row, area.top(), pitch, area.height()};
}

void TrialChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours c = Colours::of(palette());
    const QRectF area = plot();
    const RateUnit unit = RateUnit::forRate(highest());
    const double top = roundMaximum(std::max(1.0, highest() * 1.08 / unit.divisor));
    QFont small = font();
    small.setPointSizeF(std::max(7.0, font().pointSizeF() - 1.5));
    painter.setFont(small);
    for (int i = 0; i <= 4; ++i) {
        const double y = area.bottom() - area.height() * i / 4;
        painter.setPen(QPen(c.line, 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(c.muted);
        const double value = top * i / 4;
        painter.drawText(QRectF(0, y - 8, area.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                         QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 1));
    }
    painter.drawText(QRectF(0, 0, area.left() + 60, 16), Qt::AlignLeft | Qt::AlignVCenter, unit.name);
    const auto y = [&](double rate) { return area.bottom() - rate / unit.divisor / top * area.height(); };
    const int best = m_model.best();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const TuningTrial &trial = m_model.trials().at(row);
        const QRectF slot = column(row);
        const QRectF bar(slot.left() + slot.width() * 0.16, y(trial.rate), slot.width() * 0.68, area.bottom() - y(trial.rate));
        QColor colour = row == best ? c.part(PartState::Verified) : m_model.isRunning(row) ? c.accent : c.part(PartState::Paused);
        if (trial.warmUp)
            colour = c.lineStrong;
        painter.setPen(c.contrast ? QPen(c.text) : QPen(Qt::NoPen));
        painter.setBrush(trial.warmUp ? QBrush(colour, Qt::BDiagPattern) : QBrush(colour));
        painter.drawRoundedRect(bar, 3, 3);
        if (trial.error > 0 && !m_model.isRunning(row)) { // how far it may be off
            painter.setPen(QPen(c.text, 1));
            const double x = bar.center().x();
            painter.drawLine(QPointF(x, y(trial.rate + trial.error)), QPointF(x, y(std::max(0.0, trial.rate - trial.error))));
        }
        painter.setPen(trial.failure ? c.bad : row == best ? c.text : c.muted);
        painter.drawText(QRectF(slot.left(), area.bottom() + 3, slot.width(), fontMetrics().height()), Qt::AlignCenter,
                         trial.failure ? u"✕"_s : QString::number(trial.number));
    }
    if (const ByteRate present = m_model.presentRate(); present > 0) {
        painter.setPen(QPen(c.warn, 1.5, Qt::DashLine));
        painter.drawLine(QPointF(area.left(), y(present)), QPointF(area.right(), y(present)));
        painter.setPen(c.warn);
        painter.drawText(QRectF(area.right() - 220, y(present) - 17, 216, 15), Qt::AlignRight | Qt::AlignVCenter,
                         tr("present settings"));
    }
    if (m_model.rowCount() == 0) {
        painter.setFont(font());
        painter.setPen(c.muted);
        painter.drawText(area, Qt::AlignCenter, tr("The first trial begins in a moment"));
    }
}

bool TrialChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (!column(row).contains(help->pos()))
            continue;
        const auto text = [&](TrialModel::Column at) { return m_model.index(row, at).data().toString(); };
        QToolTip::showText(help->globalPos(), tr("Trial %1: %2\n%3\n%4").arg(text(TrialModel::Number), text(TrialModel::Rate),
                                                                             text(TrialModel::Settings), text(TrialModel::Reason)));
        return true;
    }
    QToolTip::hideText();
    return true;
}

} // namespace millrace
