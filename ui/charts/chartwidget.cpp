// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartwidget.h"

#include "ui/charts/connectionlines.h"
#include "ui/text/format.h"
#include "ui/theme/colours.h"
#include "ui/widgets/savefile.h"

#include <QCoreApplication>
#include <QBuffer>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QMouseEvent>
#include <QScatterSeries>
#include <QSvgGenerator>
#include <QTimer>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {

class ChartWidget::Private
{
public:
    QChart *chart = nullptr;
    QChartView *view = nullptr;
    std::array<QXYSeries *, EachConnection> lines{};
    ConnectionLines *connections = nullptr;
    QCategoryAxis *time = nullptr;
    QValueAxis *rates = nullptr;
    QValueAxis *gauges = nullptr;
    History history;
    ChartData data;
    History::Window window = History::Window::Minute;
    bool paused = false;
    bool live = false;
    bool labelling = false; ///< the axis tells of the range it is just being given
    QTimer rest;        ///< since the last drawing
    bool waits = false; ///< for its end, to be drawn
    std::array<bool, LineCount> shown{true, false, true, false, false, true, true, false};
};

ChartWidget::ChartWidget(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>())
{
    setAccessibleName(tr("Throughput chart"));
    d->chart = new QChart;
    d->chart->setLocale(QLocale());
    d->chart->setLocalizeNumbers(true);
    d->chart->legend()->hide();
    d->chart->setMargins({4, 4, 14, 4});
    d->chart->layout()->setContentsMargins(0, 0, 0, 0);
    d->chart->setBackgroundRoundness(0);
    d->time = new QCategoryAxis;
    d->time->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    d->rates = new QValueAxis;
    d->gauges = new QValueAxis;
    d->chart->addAxis(d->time, Qt::AlignBottom);
    d->chart->addAxis(d->rates, Qt::AlignLeft);
    d->chart->addAxis(d->gauges, Qt::AlignRight);
    d->rates->setTickCount(5);
    d->gauges->setTickCount(5);
    d->connections = new ConnectionLines(d->chart);
    for (int line = 0; line < EachConnection; ++line) {
        QXYSeries *series = line >= Retries ? static_cast<QXYSeries *>(new QScatterSeries) : new QLineSeries;
        d->lines[size_t(line)] = series;
        d->chart->addSeries(series);
        series->attachAxis(d->time);
        const bool gauge = line == Connections || line == Cpu || line == Memory;
        series->attachAxis(gauge ? d->gauges : d->rates);
        series->setVisible(d->shown[size_t(line)]);
        series->setName(lineName(Line(line)));
    }
    auto *retries = static_cast<QScatterSeries *>(d->lines[Retries]);
    retries->setMarkerShape(QScatterSeries::MarkerShapeRotatedRectangle);
    retries->setMarkerSize(9);
    auto *throttles = static_cast<QScatterSeries *>(d->lines[Throttles]);
    throttles->setMarkerShape(QScatterSeries::MarkerShapeTriangle);
    throttles->setMarkerSize(10);

    d->view = new QChartView(d->chart, this);
    d->view->setFrameShape(QFrame::NoFrame);
    d->view->setRenderHint(QPainter::Antialiasing);
    d->view->setRubberBand(QChartView::HorizontalRubberBand);
    d->view->viewport()->setMouseTracking(true);
    d->view->viewport()->installEventFilter(this);
    d->view->setAccessibleName(tr("Throughput chart"));
    d->view->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d->view);
    connect(d->chart, &QChart::plotAreaChanged, this, &ChartWidget::placeConnections);
    connect(d->time, &QValueAxis::rangeChanged, this, [this] {
        placeConnections();
        if (!d->labelling)
            labelTime(); // of what was zoomed to
    });
    connect(d->rates, &QValueAxis::rangeChanged, this, &ChartWidget::placeConnections);
    d->rest.setSingleShot(true);
    d->rest.setInterval(500ms);
    connect(&d->rest, &QTimer::timeout, this, [this] {
        if (std::exchange(d->waits, false) && !d->paused && isVisible())
            redraw();
    });
    dress();
    redraw();
}

ChartWidget::~ChartWidget() = default;

QString ChartWidget::lineName(Line line)
{
    switch (line) {
    case Rate: return tr("Throughput");
    case Disk: return tr("Disk writes");
    case Connections: return tr("Connections");
    case Cpu: return tr("CPU, %");
    case Memory: return tr("Memory, MiB");
    case Retries: return tr("Retries");
    case Throttles: return tr("Throttled");
    case EachConnection: return tr("Each connection");
    case LineCount: break;
    }
    return {};
}

QColor ChartWidget::lineColour(Line line) const
{
    const Colours c = Colours::of(palette());
    if (line == Retries)
        return c.warn;
    if (line == Throttles)
        return c.bad;
    if (line == EachConnection)
        return c.series(4);
    static constexpr std::array<int, 5> order{0, 5, 3, 2, 1};
    return c.series(order[size_t(line)]);
}

void ChartWidget::dress()
{
    const Colours c = Colours::of(palette());
    d->chart->setBackgroundBrush(c.base);
    d->chart->setPlotAreaBackgroundVisible(false);
    d->view->setBackgroundBrush(c.base);
    QFont small = font();
    small.setPointSizeF(std::max(7.0, font().pointSizeF() - 1.5));
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(d->time), static_cast<QAbstractAxis *>(d->rates),
                                static_cast<QAbstractAxis *>(d->gauges)}) {
        axis->setLabelsBrush(c.muted);
        axis->setLabelsFont(small);
        axis->setTitleBrush(c.muted);
        axis->setTitleFont(small);
        axis->setLinePen(QPen(c.lineStrong));
        axis->setGridLinePen(QPen(c.line));
    }
    d->gauges->setGridLineVisible(false);
    d->time->setGridLineVisible(false);
    d->connections->setColour(lineColour(EachConnection));
    for (int line = 0; line < EachConnection; ++line) {
        const QColor colour = lineColour(Line(line));
        QPen pen(colour, line == Rate ? 2 : 1.5);
        if (line >= Retries)
            pen = QPen(c.base, 1);
        if (line == Connections)
            pen.setStyle(Qt::DashLine);
        d->lines[size_t(line)]->setPen(pen);
        d->lines[size_t(line)]->setBrush(colour);
    }
}

static QString timeLabel(double at)
{
    const double seconds = std::abs(at);
    if (seconds >= 60 && seconds < 3600 && std::fmod(seconds, 60) == 0)
        return ChartWidget::tr("%1 min").arg(int(seconds) / 60);
    if (seconds < 60 && std::abs(seconds - std::round(seconds)) > 1e-6)
        return QCoreApplication::translate("Duration", "%1 s").arg(QLocale().toString(seconds, 'f', 1));
    return durationText(seconds);
}

void ChartWidget::labelTime()
{
    d->labelling = true;
    const double from = d->time->min();
    const double to = d->time->max();
    const auto labels = d->time->categoriesLabels();
    for (const QString &label : labels)
        d->time->remove(label);
    d->time->setStartValue(from - (to - from));
    const bool relative = d->data.to == 0;
    for (const double at : timeTicks(from, to))
        d->time->append(!relative ? timeLabel(at) : at == 0 ? (d->live ? tr("now") : tr("end")) : u"−"_s + timeLabel(at), at);
    d->labelling = false;
}

void ChartWidget::placeConnections()
{
    d->connections->setFrame(d->chart->plotArea(), QRectF(d->time->min(), d->rates->min(), d->time->max() - d->time->min(),
                                                         d->rates->max() - d->rates->min()));
}

void ChartWidget::redraw()
{
    d->rest.start();
    d->waits = false;
    d->data = ChartData::of(d->history, d->window);
    d->labelling = true;
    d->time->setRange(d->data.from, d->data.to);
    labelTime();
    const ChartData &now = d->data;
    const std::array<const QList<QPointF> *, EachConnection> values{&now.rate, &now.disk, &now.connections, &now.cpu,
                                                               &now.memory, &now.retries, &now.throttles};
    double highestGauge = 1;
    for (int line = 0; line < EachConnection; ++line) {
        if (d->shown[size_t(line)])
            d->lines[size_t(line)]->replace(*values[size_t(line)]);
        if ((line == Connections || line == Cpu || line == Memory) && d->shown[size_t(line)])
            for (const QPointF &p : *values[size_t(line)])
                highestGauge = std::max(highestGauge, p.y());
    }
    d->connections->setLines(d->shown[EachConnection] ? now.byConnection : QList<QPolygonF>());
    d->rates->setTitleText(now.unit.name);
    // What is hidden takes no room: without the total, the connections fill the height.
    double highest = 0;
    if (d->shown[Rate])
        highest = now.highestRate;
    if (d->shown[Disk])
        highest = std::max(highest, now.highestDisk);
    if (d->shown[EachConnection])
        highest = std::max(highest, now.highestConnection);
    const double top = roundMaximum((highest > 0 ? highest : now.highestRate) * 1.05);
    d->rates->setRange(0, top);
    d->rates->setLabelFormat(labelFormat(top));
    const double gaugeTop = std::max(4.0, roundMaximum(highestGauge * 1.05));
    d->gauges->setRange(0, gaugeTop);
    d->gauges->setLabelFormat(labelFormat(gaugeTop));
    QStringList gauges;
    for (const Line line : {Connections, Cpu, Memory})
        if (d->shown[size_t(line)])
            gauges += lineName(line);
    d->gauges->setTitleText(gauges.join(u" · "_s));
    d->gauges->setVisible(!gauges.isEmpty());
    d->rates->setVisible(d->shown[Rate] || d->shown[Disk] || d->shown[EachConnection]);
}

void ChartWidget::setHistory(const History &history)
{
    const bool another = d->history.isEmpty() || history.end() < d->history.end();
    d->history = history;
    if (d->paused || !isVisible())
        return;
    // A line has a point each half a second at most, and each drawing lays out axes and lines anew.
    if (another || !d->rest.isActive())
        redraw();
    else
        d->waits = true;
}

void ChartWidget::setLive(bool live)
{
    if (std::exchange(d->live, live) != live)
        labelTime();
}

void ChartWidget::setWindow(History::Window window)
{
    d->window = window;
    d->chart->zoomReset();
    redraw();
}

History::Window ChartWidget::window() const
{
    return d->window;
}

void ChartWidget::setPaused(bool paused)
{
    if (d->paused == paused)
        return;
    d->paused = paused;
    if (!paused) {
        d->chart->zoomReset();
        redraw();
    }
    emit pausedChanged(paused);
}

bool ChartWidget::isPaused() const
{
    return d->paused;
}

void ChartWidget::setShown(Line line, bool shown)
{
    d->shown[size_t(line)] = shown;
    if (line < EachConnection)
        d->lines[size_t(line)]->setVisible(shown);
    redraw();
    emit linesChanged();
}

bool ChartWidget::isShown(Line line) const
{
    return d->shown[size_t(line)];
}

void ChartWidget::showFigures(const QPoint &at)
{
    const QPointF value = d->chart->mapToValue(d->view->mapToScene(at), d->lines[Rate]);
    const int index = d->data.nearest(value.x());
    if (index < 0 || !d->chart->plotArea().contains(d->view->mapToScene(at))) {
        QToolTip::hideText();
        return;
    }
    const HistoryPoint &p = d->data.points.at(index);
    QStringList lines{tr("%1 after the start").arg(durationText(p.at))};
    lines += tr("Throughput: %1").arg(p.rate < 1 ? u"0"_s : rateText(p.rate));
    lines += tr("Disk writes: %1").arg(p.diskRate < 1 ? u"0"_s : rateText(p.diskRate));
    lines += tr("Connections: %1").arg(qRound(p.connections));
    if (d->shown[EachConnection] && !p.byConnection.isEmpty()) {
        const auto [slowest, fastest] = std::minmax_element(p.byConnection.begin(), p.byConnection.end());
        lines += tr("Slowest: %1, fastest: %2").arg(*slowest < 1 ? u"0"_s : rateText(double(*slowest)), rateText(double(*fastest)));
    }
    lines += tr("CPU: %1 % of a core").arg(qRound(p.cpuPercent));
    lines += tr("Memory: %1").arg(bytesText(ByteCount(p.memory)));
    if (p.retries > 0)
        lines += tr("Retries: %1").arg(qRound(p.retries));
    if (p.throttles > 0)
        lines += tr("Throttled: %1").arg(qRound(p.throttles));
    QToolTip::showText(d->view->viewport()->mapToGlobal(at), lines.join(u'\n'), d->view);
}

bool ChartWidget::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove: showFigures(static_cast<QMouseEvent *>(event)->position().toPoint()); break;
    case QEvent::MouseButtonPress:
        if (static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton)
            setPaused(true); // what is dragged over must hold still
        break;
    case QEvent::MouseButtonDblClick: setPaused(false); return true;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void ChartWidget::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!d->paused)
        redraw(); // what came while it was hidden
}

void ChartWidget::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        dress();
        emit linesChanged();
    }
    QWidget::changeEvent(event);
}

static QByteArray csv(const QList<HistoryPoint> &points)
{
    qsizetype lanes = 0;
    for (const HistoryPoint &p : points)
        lanes = std::max(lanes, p.byConnection.size());
    QByteArray text = "seconds,bytes_per_second,disk_bytes_per_second,connections,cpu_percent,memory_bytes,retries,throttles";
    for (qsizetype lane = 1; lane <= lanes; ++lane)
        text += ",connection_" + QByteArray::number(lane) + "_bytes_per_second";
    text += '\n';
    const auto put = [&text](double value) {
        text += QByteArray::number(value, 'f', value == std::floor(value) ? 0 : 2) + ',';
    };
    for (const HistoryPoint &p : points) {
        for (const double value : {p.at, p.rate, p.diskRate, p.connections, p.cpuPercent, p.memory, p.retries, p.throttles})
            put(value);
        for (qsizetype lane = 0; lane < lanes; ++lane)
            put(double(p.byConnection.value(lane)));
        text.back() = '\n';
    }
    return text;
}

QImage ChartWidget::picture() const
{
    QImage image(d->view->size() * 2, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2);
    static_cast<QWidget *>(d->view)->render(&image);
    return image;
}

void ChartWidget::exportTo(const QString &path, QObject *context, std::function<void(const QString &trouble)> done) const
{
    // Only what must be painted is made here; turning it into a file is left to the pool.
    std::function<Result<QByteArray>()> make;
    if (path.endsWith(u".csv"_s, Qt::CaseInsensitive)) {
        make = [points = d->data.points] { return csv(points); };
    } else if (path.endsWith(u".svg"_s, Qt::CaseInsensitive)) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(d->view->size());
        svg.setViewBox(QRect(QPoint(), d->view->size()));
        svg.setTitle(tr("Throughput"));
        QPainter painter(&svg);
        d->view->render(&painter);
        painter.end();
        make = [bytes] { return bytes; };
    } else {
        make = [image = picture()] {
            QByteArray bytes;
            QBuffer buffer(&bytes);
            buffer.open(QIODevice::WriteOnly);
            image.save(&buffer, "PNG");
            return bytes;
        };
    }
    saveFileLater(path, std::move(make), context, std::move(done));
}

} // namespace millrace
