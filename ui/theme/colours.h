// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/results.h"

#include <QColor>
#include <QPalette>

namespace millrace {

/// Which look the user asked for.
enum class ThemeChoice { System, Light, Dark, HighContrast };

/// Colours by meaning. They follow from the palette alone, so that a widget that is given another palette is right at
/// its next paint.
struct Colours
{
    bool dark = false;
    bool contrast = false;

    QColor window, base, raised, sidebar; ///< surfaces, from the back to the front
    QColor text, muted, faint;            ///< text by importance; faint is for hints only
    QColor line, lineStrong;              ///< separators, frames
    QColor accent, accentText, accentSoft; ///< what is active or chosen, text on it, its tint
    QColor good, warn, bad, info;         ///< outcomes, as text on a surface
    QColor goodSoft, warnSoft, badSoft;   ///< their tints behind text

    static Colours light();
    static Colours darkSet();
    static Colours highContrast();
    /// The set that @p palette was made of.
    static Colours of(const QPalette &palette);

    QPalette palette() const;
    /// Fill of a part in the grid.
    QColor part(PartState state) const;
    /// Ramp of the heat mode: 0 (cold, slow or bad) to 1.
    QColor heat(double value) const;
    /// Line of the @p index-th series of a chart.
    QColor series(int index) const;
};

/// @p a with @p share (0 to 1) of @p b mixed in.
QColor mixed(const QColor &a, const QColor &b, double share);

} // namespace millrace
