// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>
#include <functional>

namespace millrace {

enum class ColourMode { Auto, Always, Never };

/// Colours by meaning.
enum class Tone { Plain, Good, Warning, Bad, Accent, Dim };

/// @p text in the colour of @p tone (ECMA-48 SGR), or as it is where @p colour is false.
QString painted(Tone tone, const QString &text, bool colour);

/// The process's standard output and error. Data go to out(), everything said to a human to err(). One thread.
class Console
{
public:
    Console();
    ~Console(); ///< flushes
    Console(const Console &) = delete;
    Console &operator=(const Console &) = delete;

    /// Auto: colour on a terminal unless NO_COLOR is set and not empty (https://no-color.org) or TERM is "dumb".
    void setColour(ColourMode mode);
    /// What would go to stdout goes to stderr: stdout carries an object's bytes, and belongs to whoever writes them.
    void keepOutClear();
    /// No word to err() but warnings and errors, no progress.
    void setQuiet(bool quiet) { m_quiet = quiet; }
    void setVerbose(bool verbose) { m_verbose = verbose; }
    bool isQuiet() const { return m_quiet; }
    bool isVerbose() const { return m_verbose; }

    bool outIsTerminal() const { return m_outIsTerminal; }
    bool errIsTerminal() const { return m_errIsTerminal; }
    bool outColour() const { return m_outColour; }
    bool errColour() const { return m_errColour; }
    /// Cells of the terminal behind stderr, else stdout; 80 x 24 where there is none.
    int width() const;
    int height() const;

    /// A line to stdout; buffered where stdout is no terminal, and until the next frame where a live display is up.
    void out(const QString &line);
    void outBytes(const QByteArray &bytes);
    /// A line to stderr, at once.
    void err(const QString &line);
    void errBytes(const QByteArray &bytes);
    /// To stderr past the guards: for the live display itself.
    void errRaw(const QByteArray &bytes) { writeAll(2, bytes); }
    /// "warning: ..." and "error: ..." to stderr.
    void warn(const QString &text);
    void error(const QString &text);
    /// Sends out what is buffered.
    void flush();
    /// True once nothing can be written to stdout any more, most often because its reader is gone (as in "| head"): there
    /// is nobody left to work for.
    bool outIsBroken() const { return m_outErrno != 0; }
    /// Sends out what is buffered, and says whether all of stdout arrived: LocalFile error where it did not, as on a full
    /// disk. A reader that went away is none. Last of all.
    Result<> finishOut();

    /// Called before anything is written to a terminal that a live display may occupy, and after.
    void setGuards(std::function<void()> before, std::function<void()> after);

private:
    class Guard;
    int writeAll(int fd, const QByteArray &bytes); ///< 0, or the errno of the write that failed

    QByteArray m_buffer;
    int m_outFd = 1;
    bool m_outIsTerminal = false;
    bool m_errIsTerminal = false;
    bool m_outColour = false;
    bool m_errColour = false;
    bool m_quiet = false;
    bool m_verbose = false;
    int m_outErrno = 0; ///< of the first write that failed
    std::function<void()> m_before;
    std::function<void()> m_after;
};

} // namespace millrace
