// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/signalwatch.h"

#include <QSocketNotifier>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

namespace millrace {

namespace {
int pipeEnds[2] = {-1, -1};
std::atomic<int> interrupts{0};
std::atomic<bool> restoreCursor{false};
std::atomic<qint64> firstInterrupt{0};
constexpr qint64 oneBreath = 500; // milliseconds

// Only async-signal-safe calls from here on.
qint64 now()
{
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

extern "C" void onSignal(int signal)
{
    const int savedErrno = errno;
    const bool ends = signal != SIGWINCH && signal != SIGCONT;
    // Wrappers such as timeout(1) signal the process and then its group, in one breath.
    qint64 never = 0;
    const bool first = ends && firstInterrupt.compare_exchange_strong(never, now());
    if (ends && !first && signal != SIGINT && now() - firstInterrupt.load() < oneBreath)
        return;
    if (ends && interrupts.fetch_add(1) > 0) {
        if (restoreCursor.load()) {
            static const char show[] = "\x1b[?25h\x1b[?7h\n";
            [[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, show, sizeof show - 1);
        }
        ::_exit(130);
    }
    const char byte = char(signal);
    [[maybe_unused]] const ssize_t n = ::write(pipeEnds[1], &byte, 1);
    errno = savedErrno;
}
} // namespace

SignalWatch::SignalWatch(QObject *parent) : QObject(parent)
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // the write fails, and that is told
    interrupts = 0;
    firstInterrupt = 0;
    if (::pipe(pipeEnds) != 0)
        return;
    for (const int end : pipeEnds) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    m_notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &SignalWatch::onReadable);

    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT}) {
        // nohup and "command &" in a script ask for a signal to be ignored; that wish stands.
        struct sigaction before = {};
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN)
            ::sigaction(signal, &action, nullptr);
    }
}

SignalWatch::~SignalWatch()
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT}) {
        struct sigaction now = {};
        ::sigaction(signal, nullptr, &now);
        if (now.sa_handler == onSignal)
            std::signal(signal, SIG_DFL);
    }
    delete m_notifier;
    for (int &end : pipeEnds) {
        ::close(end);
        end = -1;
    }
}

bool SignalWatch::wasInterrupted()
{
    return interrupts.load() > 0;
}

void SignalWatch::restoreCursorOnExit(bool restore)
{
    restoreCursor = restore;
}

void SignalWatch::onReadable()
{
    bool interrupt = false;
    bool terminal = false;
    char bytes[64];
    for (ssize_t n = ::read(pipeEnds[0], bytes, sizeof bytes); n > 0; n = ::read(pipeEnds[0], bytes, sizeof bytes)) {
        for (ssize_t i = 0; i < n; ++i) {
            const bool aboutTerminal = bytes[i] == char(SIGWINCH) || bytes[i] == char(SIGCONT);
            (aboutTerminal ? terminal : interrupt) = true;
        }
    }
    if (terminal)
        emit terminalChanged();
    if (interrupt)
        emit interrupted();
}

} // namespace millrace
