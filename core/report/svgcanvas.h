// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/canvas.h"

#include <QSizeF>
#include <QXmlStreamWriter>

namespace millrace {

/// Draws as an <svg> element into a document that @p writer is at.
class SvgCanvas : public Canvas
{
public:
    SvgCanvas(QXmlStreamWriter &writer, QSizeF size);
    ~SvgCanvas() override; ///< ends the element

    void line(const QList<QPointF> &points, const Stroke &stroke) override;
    void polygon(const QList<QPointF> &points, const Fill &fill) override;
    void rectangle(const QRectF &area, const std::optional<Fill> &fill, const std::optional<Stroke> &stroke,
                   double radius) override;
    void text(const QPointF &at, const QString &text, const TextStyle &style) override;
    void beginGroup(const QString &tip) override;
    void endGroup() override;

private:
    void setPoints(const QList<QPointF> &points);
    void setStroke(const Stroke &stroke);
    QXmlStreamWriter &m_writer;
};

} // namespace millrace
