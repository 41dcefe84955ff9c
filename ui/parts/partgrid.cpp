// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/partgrid.h"

#include "ui/parts/accessiblepartgrid.h"
#include "ui/text/format.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

namespace millrace {

PartGrid::PartGrid(QWidget *parent) : QAbstractScrollArea(parent)
{
    installPartGridAccessibility();
    setAccessibleName(tr("Parts"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
}

void PartGrid::setDetail(const TransferDetail &detail)
{
    const bool another = detail.id != m_detail.id;
    m_detail = detail;
    rebuild();
    if (another)
        viewport()->update(); // also from none to none: what is said of that differs
}

void PartGrid::setHeatBy(HeatBy by)
{
    m_by = by;
    rebuild();
    viewport()->update();
}

void PartGrid::rebuild()
{
    const PartCells before = std::exchange(m_cells, PartCells(m_detail, m_by));
    if (m_current >= m_cells.count())
        m_current = m_cells.count() - 1;
    if (m_hovered >= m_cells.count())
        m_hovered = -1;
    if (before.count() != m_cells.count()) {
        layOut();
        viewport()->update();
    } else {
        updateChanged(before);
    }
    emit cellsChanged();
    emit pointedAt(m_hovered >= 0 ? m_hovered : hasFocus() ? m_current : -1);
}

/// From the first to the last cell of each row that differ.
void PartGrid::updateChanged(const PartCells &before)
{
    QRegion area;
    for (int begin = 0; begin < m_cells.count(); begin += m_geometry.columns) {
        const int end = std::min(m_cells.count(), begin + m_geometry.columns);
        int first = begin;
        while (first < end && before.at(first) == m_cells.at(first))
            ++first;
        if (first == end)
            continue;
        int last = end - 1;
        while (before.at(last) == m_cells.at(last))
            --last;
        area += (cellRect(first) | cellRect(last)).adjusted(-1, -1, 1, 1) & viewport()->rect();
    }
    if (!area.isEmpty())
        viewport()->update(area);
}

void PartGrid::layOut()
{
    m_geometry = PartGridGeometry::fit(m_cells.count(), viewport()->size(), m_zoom);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_geometry.pitch);
    verticalScrollBar()->setRange(0, std::max(0, m_geometry.size().height() - viewport()->height()));
}

QRect PartGrid::cellRect(int index) const
{
    return m_geometry.cell(index).translated(0, -verticalScrollBar()->value());
}

int PartGrid::cellAt(const QPoint &point) const
{
    return m_geometry.indexAt(point + QPoint(0, verticalScrollBar()->value()));
}

QString PartGrid::summary() const
{
    if (m_cells.count() == 0)
        return tr("No parts");
    QStringList states;
    for (const auto state : {PartState::Verified, PartState::Received, PartState::Active, PartState::Retrying,
                             PartState::Paused, PartState::Waiting, PartState::Failed})
        if (const int count = m_cells.countOf(state))
            states += tr("%1 %2").arg(numberText(count), stateText(state).toLower());
    return tr("%n part(s): %1", nullptr, m_cells.count()).arg(states.join(QStringLiteral(", ")));
}

void PartGrid::setCurrent(int index)
{
    if (m_cells.count() == 0)
        return;
    m_current = std::clamp(index, 0, m_cells.count() - 1);
    const QRect rect = m_geometry.cell(m_current);
    QScrollBar *bar = verticalScrollBar();
    if (rect.top() - PartGridGeometry::margin < bar->value())
        bar->setValue(rect.top() - PartGridGeometry::margin);
    else if (rect.bottom() + PartGridGeometry::margin > bar->value() + viewport()->height())
        bar->setValue(rect.bottom() + PartGridGeometry::margin - viewport()->height());
    viewport()->update();
    emit pointedAt(m_current);
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(m_current);
    QAccessible::updateAccessibility(&event);
}

void PartGrid::pointAt(int index)
{
    if (index == m_hovered)
        return;
    m_hovered = index;
    viewport()->update();
    emit pointedAt(m_hovered >= 0 ? m_hovered : hasFocus() ? m_current : -1);
}

void PartGrid::zoom(int steps)
{
    if (steps == 0)
        m_zoom = 0;
    else
        m_zoom = std::clamp(m_geometry.pitch + steps * std::max(1, m_geometry.pitch / 6), PartGridGeometry::smallestPitch,
                            2 * PartGridGeometry::largestPitch);
    layOut();
    viewport()->update();
}

void PartGrid::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const Colours colours = Colours::of(palette());
    painter.fillRect(event->rect(), colours.base);
    if (m_cells.count() == 0) {
        painter.setPen(colours.muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         m_detail.id == 0 ? tr("Select a transfer to see its parts") : tr("No parts yet"));
        return;
    }
    const QImage &image = m_painter.paint(m_cells, m_geometry, colours, m_by, devicePixelRatioF());
    painter.drawImage(QPoint(0, -verticalScrollBar()->value()), image);
    const auto frame = [&](int index, const QColor &colour, int width) {
        painter.setPen(QPen(colour, width));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cellRect(index).adjusted(-2, -2, 1, 1));
    };
    if (m_hovered >= 0)
        frame(m_hovered, colours.muted, 1);
    if (m_current >= 0 && hasFocus())
        frame(m_current, colours.text, 2);
}

void PartGrid::resizeEvent(QResizeEvent *)
{
    layOut();
}

void PartGrid::scrollContentsBy(int, int)
{
    viewport()->update();
}

void PartGrid::keyPressEvent(QKeyEvent *event)
{
    const int at = std::max(0, m_current);
    const int page = std::max(1, viewport()->height() / std::max(1, m_geometry.pitch)) * m_geometry.columns;
    switch (event->key()) {
    case Qt::Key_Left: setCurrent(at - 1); break;
    case Qt::Key_Right: setCurrent(m_current < 0 ? 0 : at + 1); break;
    case Qt::Key_Up: setCurrent(at - m_geometry.columns); break;
    case Qt::Key_Down: setCurrent(at + m_geometry.columns); break;
    case Qt::Key_PageUp: setCurrent(at - page); break;
    case Qt::Key_PageDown: setCurrent(at + page); break;
    case Qt::Key_Home: setCurrent(0); break;
    case Qt::Key_End: setCurrent(m_cells.count() - 1); break;
    case Qt::Key_Plus: zoom(1); break;
    case Qt::Key_Minus: zoom(-1); break;
    case Qt::Key_0: zoom(0); break;
    default: QAbstractScrollArea::keyPressEvent(event); return;
    }
    event->accept();
}

void PartGrid::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        zoom(event->angleDelta().y() > 0 ? 1 : -1);
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

bool PartGrid::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove: pointAt(cellAt(static_cast<QMouseEvent *>(event)->position().toPoint())); break;
    case QEvent::Leave: pointAt(-1); break;
    case QEvent::MouseButtonPress: {
        const int index = cellAt(static_cast<QMouseEvent *>(event)->position().toPoint());
        if (index >= 0)
            setCurrent(index);
        break;
    }
    case QEvent::ToolTip: {
        auto *help = static_cast<QHelpEvent *>(event);
        const int index = cellAt(help->pos());
        if (index >= 0)
            QToolTip::showText(help->globalPos(), partText(m_cells.origin(index)), viewport(), cellRect(index));
        else
            QToolTip::hideText();
        return true;
    }
    default: break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void PartGrid::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

void PartGrid::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_current < 0 && m_cells.count() > 0)
        m_current = 0;
    viewport()->update();
    emit pointedAt(m_current);
}

void PartGrid::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
    emit pointedAt(m_hovered);
}

} // namespace millrace
