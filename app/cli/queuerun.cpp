// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/queuerun.h"

#include "cli/errortext.h"
#include "cli/printable.h"
#include "cli/queuetext.h"

using namespace Qt::StringLiterals;

namespace millrace {

static QueueRunnerOptions runnerOptions(const QueueRun::Options &options, const BandwidthBuckets &bandwidth)
{
    QueueRunnerOptions o;
    o.file = options.file;
    o.program = u"millrace-cli"_s;
    o.parallel = options.parallel;
    o.running = true;
    o.bandwidth = bandwidth;
    return o;
}

QueueRun::QueueRun(Options options, Console &console)
    : m_options(std::move(options)), m_console(console),
      m_down(keepRates(m_options.rates, [this](const QString &text) { tell(text); })),
      m_up(keepRates(m_options.rates, [](const QString &) {})), // told once
      m_runner(runnerOptions(m_options, {m_down->bucket(), m_up->bucket()}))
{
    if (console.errIsTerminal() && !console.isQuiet() && !m_options.json)
        m_live = std::make_unique<LiveDisplay>(console);
    connect(&m_runner, &QueueRunner::opened, this, [this] { m_opened = true; });
    connect(&m_runner, &QueueRunner::failed, this, &QueueRun::onFailed);
    connect(&m_runner, &QueueRunner::changed, this, &QueueRun::onChanged);
    connect(&m_runner, &QueueRunner::began, this, [this](const QueueEntry &entry) {
        if (m_options.json)
            m_console.outBytes(queueEvent("entry_began", entry, -1));
        say(entry.id, taskText(entry.task));
    });
    connect(&m_runner, &QueueRunner::fileFinished, this, [this](qint64 id, const FileResult &file) {
        m_tally.add(file);
        if (file.outcome == FileOutcome::Failed && file.error)
            m_console.error(u"[%1] %2"_s.arg(id).arg(errorLine(*file.error)));
    });
    connect(&m_runner, &QueueRunner::noticed, this, [this](qint64 id, const QString &text) { say(id, printable(text)); });
    connect(&m_runner, &QueueRunner::ended, this, &QueueRun::onEnded);
    connect(&m_runner, &QueueRunner::drained, this, &QueueRun::onDrained);
    connect(&m_runner, &QueueRunner::stopped, this, [this] {
        if (m_cancelled)
            end();
    });
}

QueueRun::~QueueRun() = default;

void QueueRun::start()
{
    m_runner.open();
}

void QueueRun::cancel()
{
    m_cancelled = true;
    m_tally.add(Error::cancelled());
    if (!m_console.isQuiet())
        m_console.err(u"Stopping; unfinished transfers stay in the queue, and \"queue run\" goes on with them."_s);
    m_runner.setRunning(false);
}

void QueueRun::redraw()
{
    onChanged(m_last);
}

void QueueRun::say(qint64 id, const QString &text)
{
    tell(u"[%1] %2"_s.arg(id).arg(text));
}

void QueueRun::tell(const QString &text)
{
    if (!m_console.isQuiet() && !m_options.json)
        m_console.err(text);
}

void QueueRun::onFailed(const Error &error)
{
    m_console.error(errorLine(error));
    if (m_opened)
        return; // the runner tries again
    m_tally.add(error);
    end();
}

void QueueRun::onChanged(const QueueSnapshot &queue)
{
    m_last = queue;
    if (!m_live)
        return;
    QStringList lines;
    qint64 waiting = 0;
    for (const QueueEntry &entry : queue.entries) {
        waiting += entry.state == QueueState::Queued;
        if (!entry.mine || lines.size() > m_console.height() - 4)
            continue;
        const QueueProgress &p = entry.progress;
        const QString percent = p.bytesTotal > 0 ? u"%1%"_s.arg(100 * p.bytesDone / p.bytesTotal) : u"-"_s;
        lines += elided(u"[%1] %2 %3  %4"_s.arg(entry.id).arg(percent, 4).arg(fitted(formatRate(p.rate), 12),
                                                                               taskText(entry.task)),
                        m_console.width() - 1);
    }
    lines += elided(u"%1 active, %2 waiting"_s.arg(lines.size()).arg(waiting), m_console.width() - 1);
    m_live->show(lines);
}

void QueueRun::onEnded(const QueueEntry &entry, const RunResult &result)
{
    ++m_ended;
    if (m_options.json)
        m_console.outBytes(queueEvent("entry_ended", entry, result.bytesMoved));
    // Files told of their own failures; what ended the entry as a whole is told here.
    if (entry.state == QueueState::Failed && entry.error && result.filesFailed == 0)
        m_tally.add(*entry.error);
    if (entry.state == QueueState::Failed && !m_options.json)
        m_console.error(u"[%1] %2"_s.arg(entry.id).arg(endText(entry)));
    else
        say(entry.id, endText(entry));
}

void QueueRun::onDrained(const QueueRest &rest)
{
    if (rest.activeElsewhere > 0 && !m_console.isQuiet()) {
        QStringList pids;
        for (const qint64 pid : rest.pids)
            pids += QString::number(pid);
        m_console.err(u"%1 run by another process (%2), which goes on with %3."_s.arg(
            rest.activeElsewhere == 1 ? u"One transfer is"_s : u"%1 transfers are"_s.arg(rest.activeElsewhere),
            pids.join(u", "_s), rest.activeElsewhere == 1 ? u"it"_s : u"them"_s));
    }
    if (!m_options.watch && !m_cancelled) {
        if (m_ended == 0 && rest.activeElsewhere == 0 && !m_console.isQuiet())
            m_console.err(u"Nothing is waiting in the queue."_s);
        end();
    }
}

void QueueRun::end()
{
    if (std::exchange(m_over, true))
        return;
    m_live.reset();
    emit finished(int(m_tally.code()));
}

} // namespace millrace
