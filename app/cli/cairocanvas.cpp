// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cairocanvas.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <cmath>
#include <memory>
#include <numbers>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
constexpr double pngScale = 2;

class CairoCanvas final : public Canvas
{
public:
    explicit CairoCanvas(cairo_surface_t *surface) : m_cairo(cairo_create(surface), &cairo_destroy)
    {
        cairo_set_line_join(cr(), CAIRO_LINE_JOIN_ROUND);
    }
    cairo_t *cr() const { return m_cairo.get(); }

    void line(const QList<QPointF> &points, const Stroke &stroke) override
    {
        path(points);
        apply(stroke);
    }
    void polygon(const QList<QPointF> &points, const Fill &fill) override
    {
        path(points);
        cairo_close_path(cr());
        setColour(fill.colour, fill.opacity);
        cairo_fill(cr());
    }
    void rectangle(const QRectF &area, const std::optional<Fill> &fill, const std::optional<Stroke> &stroke, double radius) override
    {
        constexpr double quarter = std::numbers::pi / 2;
        if (radius > 0) {
            cairo_new_sub_path(cr());
            cairo_arc(cr(), area.right() - radius, area.top() + radius, radius, -quarter, 0);
            cairo_arc(cr(), area.right() - radius, area.bottom() - radius, radius, 0, quarter);
            cairo_arc(cr(), area.left() + radius, area.bottom() - radius, radius, quarter, 2 * quarter);
            cairo_arc(cr(), area.left() + radius, area.top() + radius, radius, 2 * quarter, 3 * quarter);
            cairo_close_path(cr());
        } else {
            cairo_rectangle(cr(), area.x(), area.y(), area.width(), area.height());
        }
        if (fill) {
            setColour(fill->colour, fill->opacity);
            cairo_fill_preserve(cr());
        }
        if (stroke)
            apply(*stroke);
        cairo_new_path(cr());
    }
    void text(const QPointF &at, const QString &text, const TextStyle &style) override
    {
        const QByteArray utf8 = text.toUtf8();
        cairo_select_font_face(cr(), "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                               style.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
        cairo_set_font_size(cr(), style.size * 0.93); // DejaVu is wider than what the layout is made for
        cairo_text_extents_t extents;
        cairo_text_extents(cr(), utf8.constData(), &extents);
        const double shift = style.anchor == Anchor::Start ? 0 : style.anchor == Anchor::Middle ? extents.x_advance / 2 : extents.x_advance;
        setColour(style.colour, 1);
        cairo_save(cr());
        cairo_translate(cr(), at.x(), at.y());
        if (style.upward)
            cairo_rotate(cr(), -std::numbers::pi / 2);
        cairo_move_to(cr(), -shift, 0);
        cairo_show_text(cr(), utf8.constData());
        cairo_restore(cr());
    }

private:
    void setColour(Colour colour, double opacity)
    {
        cairo_set_source_rgba(cr(), double(colour >> 16 & 255) / 255, double(colour >> 8 & 255) / 255, double(colour & 255) / 255,
                              opacity);
    }
    void path(const QList<QPointF> &points)
    {
        cairo_new_path(cr());
        for (const QPointF &p : points)
            cairo_line_to(cr(), p.x(), p.y());
    }
    void apply(const Stroke &stroke)
    {
        setColour(stroke.colour, 1);
        cairo_set_line_width(cr(), stroke.width);
        cairo_set_dash(cr(), stroke.dashes.constData(), int(stroke.dashes.size()), 0);
        cairo_stroke(cr());
    }

    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> m_cairo;
};

cairo_status_t append(void *bytes, const unsigned char *data, unsigned int length)
{
    static_cast<QByteArray *>(bytes)->append(reinterpret_cast<const char *>(data), qsizetype(length));
    return CAIRO_STATUS_SUCCESS;
}

Result<QByteArray> checked(cairo_status_t status, QByteArray bytes)
{
    if (status == CAIRO_STATUS_SUCCESS)
        return bytes;
    return fail(ErrorKind::LocalFile, ErrorCause::None,
                u"the picture cannot be drawn: %1"_s.arg(QString::fromUtf8(cairo_status_to_string(status))));
}

} // namespace

Result<QByteArray> toPng(const Drawing &drawing, QSizeF size)
{
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, int(std::ceil(size.width() * pngScale)),
                                                     int(std::ceil(size.height() * pngScale))),
                          &cairo_surface_destroy);
    {
        CairoCanvas canvas(surface.get());
        cairo_scale(canvas.cr(), pngScale, pngScale);
        drawing(canvas);
        if (const auto status = cairo_status(canvas.cr()); status != CAIRO_STATUS_SUCCESS)
            return checked(status, {});
    }
    QByteArray bytes;
    const auto status = cairo_surface_write_to_png_stream(surface.get(), &append, &bytes);
    return checked(status, bytes);
}

Result<QByteArray> toPdf(const Drawing &drawing, QSizeF size)
{
    QByteArray bytes;
    const Surface surface(cairo_pdf_surface_create_for_stream(&append, &bytes, size.width(), size.height()), &cairo_surface_destroy);
    {
        CairoCanvas canvas(surface.get());
        drawing(canvas);
        if (const auto status = cairo_status(canvas.cr()); status != CAIRO_STATUS_SUCCESS)
            return checked(status, {});
    }
    cairo_surface_finish(surface.get());
    return checked(cairo_surface_status(surface.get()), bytes);
}

} // namespace millrace
