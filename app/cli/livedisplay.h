// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace millrace {

class Console;

/// A block of lines at the bottom of the terminal behind stderr, redrawn in place. Whatever else the console writes
/// appears above it. Hides the cursor while it is shown and gives it back in every case. One thread.
class LiveDisplay
{
public:
    explicit LiveDisplay(Console &console);
    ~LiveDisplay(); ///< takes the block away
    LiveDisplay(const LiveDisplay &) = delete;
    LiveDisplay &operator=(const LiveDisplay &) = delete;

    /// Draws @p lines in place of the last ones. Each must be narrower than the terminal.
    void show(const QStringList &lines);
    /// Takes the block away for good; the cursor is back.
    void close();

private:
    void lift();
    void draw();

    Console &m_console;
    QStringList m_lines;
    QList<int> m_drawnWidths; ///< cells of each line on the screen
    bool m_open = true;
};

/// Terminal cells of @p line without its colour sequences.
int visibleWidth(const QString &line);

} // namespace millrace
