// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"

#include <QWidget>
#include <memory>

namespace millrace {

/// Throughput over time, with what it cost on a second axis: the one place that knows Qt Charts. Takes values; pausing,
/// windows and zooming (drag; double-click to leave) are its own.
class TimeChart : public QWidget
{
    Q_OBJECT
public:
    enum Line { Rate, Disk, Connections, Cpu, Memory, Retries, Throttles, LineCount };

    explicit TimeChart(QWidget *parent = nullptr);
    ~TimeChart() override;

    void setHistory(const History &history);
    void setWindow(History::Window window);
    History::Window window() const;
    /// A paused chart keeps what it shows; new values come up when it goes on.
    void setPaused(bool paused);
    bool isPaused() const;
    void setShown(Line line, bool shown);
    bool isShown(Line line) const;
    static QString lineName(Line line);
    QColor lineColour(Line line) const;

    /// As an SVG drawing, a PNG picture or CSV by the name's ending. LocalFile error in words, empty: it worked.
    QString exportTo(const QString &path) const;

    QSize sizeHint() const override { return {640, 240}; }

signals:
    void pausedChanged(bool paused);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void redraw();
    void dress();
    void labelTime();
    void showFigures(const QPoint &at);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace millrace
