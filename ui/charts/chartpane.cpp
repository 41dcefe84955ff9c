// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpane.h"

#include "ui/theme/colours.h"
#include "ui/theme/icons.h"
#include "ui/widgets/choosers.h"
#include "ui/widgets/makers.h"
#include "ui/widgets/messages.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace millrace {

/// A box in a line's colour, which is what a menu shows in place of a check mark: filled and ticked, or empty.
static QIcon swatch(const QColor &colour, const QColor &ground)
{
    constexpr int scale = 2;
    QIcon icon;
    for (const bool on : {false, true}) {
        QPixmap map(16 * scale, 16 * scale);
        map.setDevicePixelRatio(scale);
        map.fill(Qt::transparent);
        QPainter painter(&map);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colour, 1.5));
        painter.setBrush(on ? QBrush(colour) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(1.75, 1.75, 12.5, 12.5), 3, 3);
        if (on) {
            painter.setPen(QPen(ground, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.setBrush(Qt::NoBrush);
            painter.drawPolyline(QPolygonF{{4.8, 8.2}, {7.2, 10.6}, {11.4, 5.6}});
        }
        painter.end();
        for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Active, QIcon::Selected})
            icon.addPixmap(map, mode, on ? QIcon::On : QIcon::Off);
    }
    return icon;
}

ChartPane::ChartPane(QWidget *parent) : QWidget(parent), m_chart(new ChartWidget), m_legend(makeLabel({}, "muted"))
{
    makePage(this);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 0);
    bar->setSpacing(4);
    auto *windows = new QButtonGroup(this);
    const std::pair<History::Window, QString> choices[] = {{History::Window::Minute, tr("1 min")},
                                                           {History::Window::TenMinutes, tr("10 min")},
                                                           {History::Window::Hour, tr("1 h")},
                                                           {History::Window::Whole, tr("Whole run")}};
    for (const auto &[window, text] : choices) {
        auto *button = new QPushButton(text);
        button->setProperty("role", u"segment"_s);
        button->setCheckable(true);
        button->setChecked(window == m_chart->window());
        button->setAccessibleName(tr("Show %1").arg(text));
        fitSegment(button);
        windows->addButton(button, int(window));
        bar->addWidget(button);
    }
    connect(windows, &QButtonGroup::idClicked, this, [this](int id) { m_chart->setWindow(History::Window(id)); });
    bar->addStretch();
    m_legend->setTextFormat(Qt::RichText);
    m_legend->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_legend->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_legend->setAccessibleName(tr("Lines of the chart"));
    bar->addWidget(m_legend, 10);
    bar->addSpacing(8);
    connect(m_chart, &ChartWidget::linesChanged, this, &ChartPane::tellLines);
    tellLines();

    auto *lines = new QToolButton;
    lines->setText(tr("Lines"));
    lines->setIcon(themedIcon(u"chart"_s));
    lines->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    lines->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(lines);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (int line = 0; line < ChartWidget::LineCount; ++line) {
            QAction *action = menu->addAction(swatch(m_chart->lineColour(ChartWidget::Line(line)), Colours::of(palette()).base),
                                              ChartWidget::lineName(ChartWidget::Line(line)));
            action->setCheckable(true);
            action->setChecked(m_chart->isShown(ChartWidget::Line(line)));
            connect(action, &QAction::toggled, m_chart,
                    [this, line](bool on) { m_chart->setShown(ChartWidget::Line(line), on); });
        }
    });
    lines->setMenu(menu);
    bar->addWidget(lines);

    auto *pause = new QToolButton;
    pause->setCheckable(true);
    pause->setIcon(themedIcon(u"pause"_s));
    pause->setToolTip(tr("Hold the chart still"));
    pause->setAccessibleName(tr("Hold the chart still"));
    connect(pause, &QToolButton::toggled, m_chart, &ChartWidget::setPaused);
    connect(m_chart, &ChartWidget::pausedChanged, pause, &QToolButton::setChecked);
    bar->addWidget(pause);

    auto *save = new QToolButton;
    save->setIcon(themedIcon(u"export"_s));
    save->setToolTip(tr("Save the chart as a picture or table"));
    save->setAccessibleName(tr("Save the chart"));
    connect(save, &QToolButton::clicked, this, &ChartPane::exportChart);
    bar->addWidget(save);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_chart, 1);
}

void ChartPane::tellLines()
{
    QStringList names;
    for (int line = 0; line < ChartWidget::LineCount; ++line)
        if (m_chart->isShown(ChartWidget::Line(line)))
            names += u"<span style=\"color:%1\">●</span> %2"_s.arg(m_chart->lineColour(ChartWidget::Line(line)).name(),
                                                                    ChartWidget::lineName(ChartWidget::Line(line)).toHtmlEscaped());
    m_legend->setText(names.join(u"&nbsp;&nbsp; "_s));
}

void ChartPane::exportChart()
{
    chooseNewFile(this, tr("Save the chart"), u"throughput.png"_s, tr("Picture (*.png);;Drawing (*.svg);;Table (*.csv)"),
                  [this](const QString &path) {
        m_chart->exportTo(path, this, [this](const QString &trouble) {
            if (!trouble.isEmpty())
                tell(this, tr("Not saved"), trouble);
        });
    });
}

} // namespace millrace
