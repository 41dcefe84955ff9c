// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "report/canvas.h"

#include <QSizeF>
#include <functional>

namespace millrace {

/// What is to be drawn, on whatever canvas.
using Drawing = std::function<void(Canvas &canvas)>;

/// @p drawing as a PNG of twice @p size in pixels, for screens that show fine print. Through cairo: no Gui is needed.
Result<QByteArray> toPng(const Drawing &drawing, QSizeF size);
/// The same as a page of PDF.
Result<QByteArray> toPdf(const Drawing &drawing, QSizeF size);

} // namespace millrace
