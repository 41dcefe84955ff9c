// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svgcanvas.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// A tenth of a pixel is finer than any screen shows, and half the file.
QString pixels(double value)
{
    QString text = QString::number(value, 'f', 1);
    if (text.endsWith(u".0"))
        text.chop(2);
    return text;
}

QString name(Colour colour)
{
    return u"#%1"_s.arg(colour, 6, 16, QLatin1Char('0'));
}

} // namespace

SvgCanvas::SvgCanvas(QXmlStreamWriter &writer, QSizeF size) : m_writer(writer)
{
    m_writer.writeStartElement(u"svg"_s);
    m_writer.writeAttribute(u"xmlns"_s, u"http://www.w3.org/2000/svg"_s);
    m_writer.writeAttribute(u"width"_s, pixels(size.width()));
    m_writer.writeAttribute(u"height"_s, pixels(size.height()));
    m_writer.writeAttribute(u"viewBox"_s, u"0 0 %1 %2"_s.arg(pixels(size.width()), pixels(size.height())));
    m_writer.writeAttribute(u"font-family"_s, u"Inter, 'DejaVu Sans', 'Segoe UI', Helvetica, Arial, sans-serif"_s);
}

SvgCanvas::~SvgCanvas()
{
    m_writer.writeEndElement();
}

void SvgCanvas::setPoints(const QList<QPointF> &points)
{
    QStringList words;
    words.reserve(points.size());
    for (const QPointF &p : points)
        words += pixels(p.x()) + u',' + pixels(p.y());
    m_writer.writeAttribute(u"points"_s, words.join(u' '));
}

void SvgCanvas::setStroke(const Stroke &stroke)
{
    m_writer.writeAttribute(u"stroke"_s, name(stroke.colour));
    m_writer.writeAttribute(u"stroke-width"_s, pixels(stroke.width));
    if (stroke.dashes.isEmpty())
        return;
    QStringList words;
    for (const double dash : stroke.dashes)
        words += pixels(dash);
    m_writer.writeAttribute(u"stroke-dasharray"_s, words.join(u' '));
}

void SvgCanvas::line(const QList<QPointF> &points, const Stroke &stroke)
{
    m_writer.writeEmptyElement(u"polyline"_s);
    setPoints(points);
    m_writer.writeAttribute(u"fill"_s, u"none"_s);
    m_writer.writeAttribute(u"stroke-linejoin"_s, u"round"_s);
    setStroke(stroke);
}

void SvgCanvas::polygon(const QList<QPointF> &points, const Fill &fill)
{
    m_writer.writeEmptyElement(u"polygon"_s);
    setPoints(points);
    m_writer.writeAttribute(u"fill"_s, name(fill.colour));
    if (fill.opacity < 1)
        m_writer.writeAttribute(u"fill-opacity"_s, QString::number(fill.opacity, 'g', 3));
}

void SvgCanvas::rectangle(const QRectF &area, const std::optional<Fill> &fill, const std::optional<Stroke> &stroke, double radius)
{
    m_writer.writeEmptyElement(u"rect"_s);
    m_writer.writeAttribute(u"x"_s, pixels(area.x()));
    m_writer.writeAttribute(u"y"_s, pixels(area.y()));
    m_writer.writeAttribute(u"width"_s, pixels(area.width()));
    m_writer.writeAttribute(u"height"_s, pixels(area.height()));
    if (radius > 0)
        m_writer.writeAttribute(u"rx"_s, pixels(radius));
    m_writer.writeAttribute(u"fill"_s, fill ? name(fill->colour) : u"none"_s);
    if (fill && fill->opacity < 1)
        m_writer.writeAttribute(u"fill-opacity"_s, QString::number(fill->opacity, 'g', 3));
    if (stroke)
        setStroke(*stroke);
}

void SvgCanvas::text(const QPointF &at, const QString &text, const TextStyle &style)
{
    m_writer.writeStartElement(u"text"_s);
    m_writer.writeAttribute(u"x"_s, pixels(at.x()));
    m_writer.writeAttribute(u"y"_s, pixels(at.y()));
    m_writer.writeAttribute(u"font-size"_s, pixels(style.size));
    m_writer.writeAttribute(u"fill"_s, name(style.colour));
    if (style.bold)
        m_writer.writeAttribute(u"font-weight"_s, u"600"_s);
    if (style.anchor != Anchor::Start)
        m_writer.writeAttribute(u"text-anchor"_s, style.anchor == Anchor::Middle ? u"middle"_s : u"end"_s);
    if (style.upward)
        m_writer.writeAttribute(u"transform"_s, u"rotate(-90 %1 %2)"_s.arg(pixels(at.x()), pixels(at.y())));
    m_writer.writeCharacters(text);
    m_writer.writeEndElement();
}

void SvgCanvas::beginGroup(const QString &tip)
{
    m_writer.writeStartElement(u"g"_s);
    m_writer.writeTextElement(u"title"_s, tip);
}

void SvgCanvas::endGroup()
{
    m_writer.writeEndElement();
}

} // namespace millrace
