// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace millrace {

class TrialModel;

/// The trials of a search as bars that grow while they are measured, over a line at the rate of the present settings.
class TrialChart : public QWidget
{
    Q_OBJECT
public:
    explicit TrialChart(TrialModel &model, QWidget *parent = nullptr);
    QSize sizeHint() const override { return {640, 220}; }
    QSize minimumSizeHint() const override { return {320, 150}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF plot() const;
    QRectF column(int row) const;
    double highest() const;
    TrialModel &m_model;
};

} // namespace millrace
