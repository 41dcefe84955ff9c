// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <optional>

namespace millrace {

/// 0xRRGGBB.
using Colour = quint32;

struct Stroke
{
    Colour colour = 0;
    double width = 1;
    QList<double> dashes = {};
};

struct Fill
{
    Colour colour = 0;
    double opacity = 1;
};

enum class Anchor { Start, Middle, End };

struct TextStyle
{
    double size = 12; ///< pixels
    Colour colour = 0;
    bool bold = false;
    Anchor anchor = Anchor::Start;
    bool upward = false; ///< turned left by 90 degrees
};

/// What a picture is drawn on: units are pixels from the upper left. Knows no Gui, so that reports are drawn headless.
class Canvas
{
public:
    virtual ~Canvas() = default;
    virtual void line(const QList<QPointF> &points, const Stroke &stroke) = 0;
    virtual void polygon(const QList<QPointF> &points, const Fill &fill) = 0;
    virtual void rectangle(const QRectF &area, const std::optional<Fill> &fill, const std::optional<Stroke> &stroke,
                           double radius = 0) = 0;
    /// @p at is on the base line.
    virtual void text(const QPointF &at, const QString &text, const TextStyle &style) = 0;
    /// What is drawn until endGroup() is explained by @p tip, where the medium can show one.
    virtual void beginGroup(const QString &tip) { Q_UNUSED(tip) }
    virtual void endGroup() {}
};

/// Pixels @p text takes in a sans-serif type; an estimate, good to a tenth.
double estimatedWidth(const QString &text, double size);

} // namespace millrace
