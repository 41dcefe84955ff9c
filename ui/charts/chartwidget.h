// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"

#include <QWidget>
#include <functional>
#include <memory>

namespace millrace {

/// Throughput over time, with what it cost on a second axis: the one place that knows Qt Charts. Takes values; pausing,
/// windows and zooming (drag; double-click to leave) are its own.
class ChartWidget : public QWidget
{
    Q_OBJECT
public:
    /// EachConnection is a line of its own for every connection.
    enum Line { Rate, Disk, Connections, Cpu, Memory, Retries, Throttles, EachConnection, LineCount };

    explicit ChartWidget(QWidget *parent = nullptr);
    ~ChartWidget() override;

    void setHistory(const History &history);
    /// Whether the newest point is of this moment, or of a transfer that does not run any more.
    void setLive(bool live);
    void setWindow(History::Window window);
    History::Window window() const;
    /// A paused chart keeps what it shows; new values come up when it goes on.
    void setPaused(bool paused);
    bool isPaused() const;
    void setShown(Line line, bool shown);
    bool isShown(Line line) const;
    static QString lineName(Line line);
    QColor lineColour(Line line) const;

    /// What it shows as an SVG drawing, a PNG picture or CSV by the name's ending; encoded and written in a thread of the
    /// pool. @p done: empty, or what went wrong in words.
    void exportTo(const QString &path, QObject *context, std::function<void(const QString &trouble)> done) const;
    /// The picture alone, twice as large for print.
    QImage picture() const;

    QSize sizeHint() const override { return {640, 240}; }

signals:
    void pausedChanged(bool paused);
    /// Other lines are shown, or in other colours.
    void linesChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void redraw();
    void dress();
    void placeConnections();
    void labelTime();
    void showFigures(const QPoint &at);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace millrace
