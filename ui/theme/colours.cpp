// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colours.h"

#include <array>

namespace millrace {

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](int x, int y) { return int(x + (y - x) * share + 0.5); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

Colours Colours::light()
{
    Colours c;
    c.window = QColor(0xf6f7f9);
    c.base = QColor(0xffffff);
    c.raised = QColor(0xffffff);
    c.sidebar = QColor(0xeceff3);
    c.text = QColor(0x1a1f29);
    c.muted = QColor(0x566071);
    c.faint = QColor(0x717b8c);
    c.line = QColor(0xdfe3e9);
    c.lineStrong = QColor(0xc3cad4);
    c.accent = QColor(0x0a66c8);
    c.accentText = QColor(0xffffff);
    c.accentSoft = QColor(0xdcebfb);
    c.good = QColor(0x14713f);
    c.warn = QColor(0x935400);
    c.bad = QColor(0xb9242e);
    c.info = QColor(0x0a66c8);
    c.goodSoft = QColor(0xdff3e7);
    c.warnSoft = QColor(0xfdf0d8);
    c.badSoft = QColor(0xfce4e5);
    return c;
}

Colours Colours::darkSet()
{
    Colours c;
    c.dark = true;
    c.window = QColor(0x181b21);
    c.base = QColor(0x1f232a);
    c.raised = QColor(0x272c35);
    c.sidebar = QColor(0x14161b);
    c.text = QColor(0xe7eaf0);
    c.muted = QColor(0xa6afbd);
    c.faint = QColor(0x8a94a4);
    c.line = QColor(0x323843);
    c.lineStrong = QColor(0x4a5261);
    c.accent = QColor(0x58a6ff);
    c.accentText = QColor(0x07182c);
    c.accentSoft = QColor(0x1c3858);
    c.good = QColor(0x5cc98a);
    c.warn = QColor(0xe9ad4c);
    c.bad = QColor(0xff7f84);
    c.info = QColor(0x58a6ff);
    c.goodSoft = QColor(0x1c3a2a);
    c.warnSoft = QColor(0x42331a);
    c.badSoft = QColor(0x472428);
    return c;
}

Colours Colours::highContrast()
{
    Colours c;
    c.dark = true;
    c.contrast = true;
    c.window = c.base = c.raised = c.sidebar = QColor(Qt::black);
    c.text = c.muted = c.faint = QColor(0xffffff);
    c.line = c.lineStrong = QColor(0xffffff);
    c.accent = QColor(0xffe600);
    c.accentText = QColor(Qt::black);
    c.accentSoft = QColor(0x3a3500);
    c.good = QColor(0x5dff8f);
    c.warn = QColor(0xffb000);
    c.bad = QColor(0xff8a8a);
    c.info = QColor(0x6fd3ff);
    c.goodSoft = QColor(0x003d17);
    c.warnSoft = QColor(0x4a3300);
    c.badSoft = QColor(0x520000);
    return c;
}

Colours Colours::of(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Window);
    if (window == highContrast().window)
        return highContrast();
    return window.lightness() < 128 ? darkSet() : light();
}

QPalette Colours::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, base);
    p.setColor(QPalette::AlternateBase, contrast ? base : mixed(base, window, 0.6));
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::Button, raised);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, bad);
    p.setColor(QPalette::ToolTipBase, dark ? raised : text);
    p.setColor(QPalette::ToolTipText, dark ? text : base);
    p.setColor(QPalette::PlaceholderText, faint);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, accentText);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::Light, mixed(raised, base, 0.5));
    p.setColor(QPalette::Midlight, line);
    p.setColor(QPalette::Mid, lineStrong);
    p.setColor(QPalette::Dark, mixed(lineStrong, text, 0.3));
    p.setColor(QPalette::Shadow, dark ? QColor(Qt::black) : mixed(lineStrong, text, 0.5));
    const QColor off = contrast ? QColor(0xa0a0a0) : mixed(faint, window, 0.4);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, off);
    p.setColor(QPalette::Disabled, QPalette::Highlight, lineStrong);
    return p;
}

QColor Colours::part(PartState state) const
{
    if (contrast) {
        switch (state) {
        case PartState::Waiting: return QColor(0x303030);
        case PartState::Active: return accent;
        case PartState::Retrying: return QColor(0xff9a00);
        case PartState::Paused: return QColor(0x9a9a9a);
        case PartState::Received: return QColor(0x4fc3ff);
        case PartState::Verified: return QColor(0x2bff7a);
        case PartState::Failed: return QColor(0xff4d4d);
        }
    }
    switch (state) {
    case PartState::Waiting: return dark ? QColor(0x363d49) : QColor(0xdbe0e7);
    case PartState::Active: return dark ? QColor(0x4c9bf5) : QColor(0x2b83e3);
    case PartState::Retrying: return dark ? QColor(0xe79a2e) : QColor(0xe08a12);
    case PartState::Paused: return dark ? QColor(0x7b8595) : QColor(0x98a1b0);
    case PartState::Received: return dark ? QColor(0x2fa5a8) : QColor(0x24a0a6);
    case PartState::Verified: return dark ? QColor(0x3fae6e) : QColor(0x2f9e5f);
    case PartState::Failed: return dark ? QColor(0xe5565c) : QColor(0xd23c43);
    }
    return line;
}

/// From a dark red over yellow to a calm blue: distinguishable for the common kinds of colour blindness.
QColor Colours::heat(double value) const
{
    static const std::array<QColor, 5> stops{QColor(0xb5179e), QColor(0xe8505b), QColor(0xf9a03f), QColor(0x8ecae6),
                                             QColor(0x2a7de1)};
    const double at = qBound(0.0, value, 1.0) * double(stops.size() - 1);
    const size_t index = std::min(size_t(at), stops.size() - 2);
    return mixed(stops[index], stops[index + 1], at - double(index));
}

QColor Colours::series(int index) const
{
    static const std::array<QColor, 8> onLight{QColor(0x0a66c8), QColor(0x1e9a6b), QColor(0xc26a00), QColor(0x8b46c9),
                                               QColor(0xc2356b), QColor(0x3b8ea5), QColor(0x7a7f1c), QColor(0x6b6f7a)};
    static const std::array<QColor, 8> onDark{QColor(0x58a6ff), QColor(0x4cc38a), QColor(0xf0a23b), QColor(0xb78cf2),
                                              QColor(0xf0729d), QColor(0x6cc5db), QColor(0xcdd35a), QColor(0xa0a7b4)};
    const size_t at = size_t(index) % onLight.size();
    return dark ? onDark[at] : onLight[at];
}

} // namespace millrace
