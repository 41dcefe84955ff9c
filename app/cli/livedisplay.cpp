// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/livedisplay.h"

#include "cli/console.h"
#include "cli/printable.h"
#include "cli/signalwatch.h"

#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

int visibleWidth(const QString &line)
{
    static const QRegularExpression colours(u"\x1b\\[[0-9;]*m"_s);
    QString plain = line;
    return displayWidth(plain.remove(colours));
}

LiveDisplay::LiveDisplay(Console &console) : m_console(console)
{
    m_console.setGuards([this] { lift(); }, [this] { draw(); });
    SignalWatch::restoreCursorOnExit(true);
}

LiveDisplay::~LiveDisplay()
{
    close();
}

void LiveDisplay::show(const QStringList &lines)
{
    if (!m_open)
        return;
    lift();
    // What was said since the last frame goes above the block, in the same turn.
    m_lines.clear();
    m_console.flush();
    m_lines = lines;
    draw();
}

void LiveDisplay::close()
{
    if (!m_open)
        return;
    lift();
    m_open = false;
    m_console.setGuards({}, {});
    SignalWatch::restoreCursorOnExit(false);
}

void LiveDisplay::lift()
{
    if (m_drawnWidths.isEmpty())
        return;
    // The terminal may have become narrower since: then a line takes several rows.
    const int width = std::max(1, m_console.width());
    int rows = 0;
    for (const int cells : m_drawnWidths)
        rows += std::max(1, (cells + width - 1) / width);
    m_drawnWidths.clear();
    m_console.errRaw(u"\r\x1b[%1A\x1b[J\x1b[?25h"_s.arg(rows).toUtf8());
}

void LiveDisplay::draw()
{
    if (!m_open || m_lines.isEmpty())
        return;
    QByteArray frame("\x1b[?25l");
    for (const QString &line : std::as_const(m_lines)) {
        frame += line.toUtf8() + "\x1b[K\n";
        m_drawnWidths += visibleWidth(line);
    }
    m_console.errRaw(frame);
}

} // namespace millrace
