// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"

#include "cli/standardstreams.h"

#include <cerrno>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace millrace {

constexpr qsizetype bufferLimit = 64 * 1024;

QString painted(Tone tone, const QString &text, bool colour)
{
    if (!colour || tone == Tone::Plain || text.isEmpty())
        return text;
    const char *code = "0";
    switch (tone) {
    case Tone::Plain: break;
    case Tone::Good: code = "32"; break;
    case Tone::Warning: code = "33"; break;
    case Tone::Bad: code = "31"; break;
    case Tone::Accent: code = "36"; break;
    case Tone::Dim: code = "2"; break;
    }
    return u"\x1b["_s + QLatin1StringView(code) + u'm' + text + u"\x1b[0m"_s;
}

/// Lifts the live display out of the way while it lives.
class Console::Guard
{
public:
    Guard(Console &console, bool terminal) : m_console(console), m_active(terminal && console.m_before)
    {
        if (m_active)
            m_console.m_before();
    }
    ~Guard()
    {
        if (m_active && m_console.m_after)
            m_console.m_after();
    }

private:
    Console &m_console;
    bool m_active;
};

Console::Console() : m_outIsTerminal(::isatty(STDOUT_FILENO)), m_errIsTerminal(::isatty(STDERR_FILENO))
{
    if (qgetenv("TERM") == "dumb") // moves no cursor: plain lines, as for a file
        m_errIsTerminal = false;
    setColour(ColourMode::Auto);
}

Console::~Console()
{
    flush();
}

void Console::setColour(ColourMode mode)
{
    const bool wanted = qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb";
    m_outColour = mode == ColourMode::Always || (mode == ColourMode::Auto && wanted && m_outIsTerminal);
    m_errColour = mode == ColourMode::Always || (mode == ColourMode::Auto && wanted && m_errIsTerminal);
}

void Console::keepOutClear()
{
    flush();
    m_outFd = STDERR_FILENO;
    m_outIsTerminal = m_errIsTerminal;
    m_outColour = m_errColour;
}

static winsize terminalSize()
{
    winsize size{};
    for (const int fd : {STDERR_FILENO, STDOUT_FILENO}) {
        if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0)
            return size;
    }
    size.ws_col = 80;
    size.ws_row = 24;
    return size;
}

int Console::width() const { return terminalSize().ws_col; }
int Console::height() const { return terminalSize().ws_row; }

void Console::out(const QString &line)
{
    outBytes(line.toUtf8() + '\n');
}

void Console::outBytes(const QByteArray &bytes)
{
    m_buffer += bytes;
    if ((m_outIsTerminal && !m_before) || m_buffer.size() >= bufferLimit)
        flush();
}

void Console::err(const QString &line)
{
    errBytes(line.toUtf8() + '\n');
}

void Console::errBytes(const QByteArray &bytes)
{
    const Guard guard(*this, m_errIsTerminal);
    writeAll(STDERR_FILENO, bytes);
}

void Console::warn(const QString &text)
{
    err(painted(Tone::Warning, u"warning:"_s, m_errColour) + u' ' + text);
}

void Console::error(const QString &text)
{
    flush();
    err(painted(Tone::Bad, u"error:"_s, m_errColour) + u' ' + text);
}

void Console::flush()
{
    if (m_buffer.isEmpty())
        return;
    const Guard guard(*this, m_outIsTerminal);
    if (m_outErrno == 0)
        m_outErrno = writeAll(m_outFd, m_buffer);
    m_buffer.clear();
}

Result<> Console::finishOut()
{
    flush();
    if (m_outFd != STDOUT_FILENO || m_outErrno == EPIPE)
        return {};
    const int reason = m_outErrno != 0 ? m_outErrno : failureOnClose(m_outFd);
    return reason == 0 ? Result<>() : fail(localError(reason, u"write to"_s, u"standard output"_s));
}

void Console::setGuards(std::function<void()> before, std::function<void()> after)
{
    flush();
    m_before = std::move(before);
    m_after = std::move(after);
}

int Console::writeAll(int fd, const QByteArray &bytes)
{
    const char *data = bytes.constData();
    qsizetype left = bytes.size();
    while (left > 0) {
        const ssize_t n = ::write(fd, data, size_t(left));
        if (n > 0) {
            data += n;
            left -= n;
        } else if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            // A pipe that some other process set to non-blocking.
            pollfd ready{fd, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (n < 0 && errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

} // namespace millrace
