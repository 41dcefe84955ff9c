// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/reports/openreport.h"

#include <QImage>

class QPagedPaintDevice;

namespace millrace {

/// Lays @p report out on the pages of @p device: figures, charts, rates, files. Any thread.
void printReport(const OpenReport &report, QPagedPaintDevice &device);

/// A curve over time for print, on white.
QImage curvePicture(const QList<QPointF> &points, const QString &unit, const QColor &colour, const QSize &size);

} // namespace millrace
