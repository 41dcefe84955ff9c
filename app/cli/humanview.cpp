// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/humanview.h"

#include "cli/console.h"
#include "cli/errortext.h"
#include "cli/jsonview.h"
#include "cli/printable.h"

using namespace Qt::StringLiterals;

namespace millrace {

std::unique_ptr<RunView> makeRunView(const OutputOptions &options, Console &console, bool toMemory)
{
    if (options.json)
        return std::make_unique<JsonView>(options, console);
    return std::make_unique<HumanView>(options, console, toMemory);
}

HumanView::HumanView(const OutputOptions &options, Console &console, bool toMemory)
    : m_options(options), m_console(console), m_toMemory(toMemory)
{
    m_sinceDraw.start();
}

void HumanView::begin(const RunFacts &facts)
{
    m_mode = facts.mode;
    if (!m_options.quiet) {
        m_toStdout = facts.target == u"-";
        m_upload = facts.target.startsWith(u"s3://");
        const QString from = facts.endpoint.isEmpty() ? QString()
                                                      : (m_upload ? u" to "_s : u" from "_s) + facts.endpoint;
        m_console.err(painted(Tone::Dim, u"%1%2 -> %3"_s.arg(
            printable(facts.sources.join(u", "_s)), from,
            m_toMemory ? u"memory (bytes are dropped)"_s
            : facts.target == u"-" ? u"standard output"_s : printable(facts.target)), m_console.errColour()));
        if (m_console.errIsTerminal())
            m_live = std::make_unique<LiveDisplay>(m_console);
    }
}

void HumanView::fileStarted(quint64, const QString &, const QString &, ByteCount) { }

void HumanView::fileFinished(const FileResult &file)
{
    const bool colour = m_console.outColour();
    switch (file.outcome) {
    case FileOutcome::Done:
        if (!m_options.quiet && m_options.summary == SummaryStyle::Seed)
            m_console.out(painted(Tone::Good, seedFileLine(file), colour));
        else if (!m_options.quiet && (m_mode == u"sync" || m_mode == u"copy" || m_mode == u"move"))
            m_console.out(way(file)); // which of the many differed is what one wants to know
        break;
    case FileOutcome::Planned:
        m_console.out(way(file));
        break;
    case FileOutcome::Skipped:
        if (m_options.verbose)
            m_console.err(painted(Tone::Dim, u"skipped %1: %2"_s.arg(
                printable(file.key), file.note.isEmpty() ? u"already current"_s : printable(file.note)),
                m_console.errColour()));
        return;
    case FileOutcome::Failed:
        // The summary tells; a log of a long run wants to know when, too.
        if (m_options.verbose)
            m_console.err(painted(Tone::Bad, u"failed "_s, m_console.errColour()) + failureText(file).what);
        return;
    case FileOutcome::Cancelled: return;
    }
    // That a file could be verified by its size alone is in the summary's count; with many such files it is noise here.
    const bool worthALine = m_options.verbose || (!m_options.quiet && file.verifiedBy != VerifiedBy::SizeOnly);
    if (!file.note.isEmpty() && worthALine)
        m_console.err(painted(Tone::Warning, printable(file.key) + u": "_s + printable(file.note),
                              m_console.errColour()));
}

/// From where to where, and how much.
QString HumanView::way(const FileResult &file) const
{
    const QString key = printable(file.key);
    const QString path = printable(file.path);
    const bool sent = m_upload && !file.path.startsWith(u"s3://"); // of a copy, that is the target
    const QString line = u"%1 -> %2 (%3)"_s;
    if (sent)
        return line.arg(path.isEmpty() ? u"standard input"_s : path, u"s3://%1/%2"_s.arg(file.bucket, key),
                        formatBytes(file.size));
    return line.arg(key, m_toMemory ? u"memory"_s : path.isEmpty() ? u"standard output"_s : path, formatBytes(file.size));
}

void HumanView::progressed(const Snapshot &snapshot)
{
    m_last = snapshot;
    const qint64 standard = m_live ? 100 : 5000;
    const qint64 interval = m_options.monitorInterval.count() > 0 ? m_options.monitorInterval.count() : standard;
    // The snapshots' own 10 Hz jitters: one that comes 5 ms early is no reason to skip a frame.
    if (m_sinceDraw.elapsed() + 20 >= interval) {
        m_sinceDraw.restart();
        draw();
    } else if (!m_live) {
        m_console.flush();
    }
}

void HumanView::redraw()
{
    if (m_live)
        draw();
}

void HumanView::draw()
{
    if (m_live) {
        ViewOptions view;
        view.width = m_console.width();
        view.height = m_console.height();
        view.monitor = m_options.monitor;
        view.colour = m_console.errColour();
        QStringList lines = progressLines(m_last, view);
        if (m_stopping)
            lines += elided(u"stopping; Ctrl-C again ends at once"_s, view.width - 1);
        m_live->show(lines.mid(0, std::max(1, view.height - 1)));
    } else {
        m_console.flush();
        if (!m_options.quiet)
            m_console.err(progressText(m_last));
    }
}

void HumanView::adjusted(const TuningStep &step)
{
    if (m_options.verbose)
        m_console.err(painted(Tone::Dim, tuningStepLine(step), m_console.errColour()));
}

void HumanView::noticed(const QString &text)
{
    if (!m_options.quiet)
        m_console.err(painted(Tone::Accent, u"note:"_s, m_console.errColour()) + u' ' + printable(text));
}

void HumanView::warned(const QString &text)
{
    m_console.warn(text);
}

void HumanView::failed(const Error &error)
{
    m_console.error(errorLine(error));
}

void HumanView::deleted(const QString &name, bool planned)
{
    if (!m_options.quiet)
        m_console.out((planned ? u"would delete "_s : u"deleted "_s) + printable(name));
}

void HumanView::interrupted()
{
    m_stopping = true;
    m_console.err(painted(Tone::Warning, (m_upload || m_toStdout ? u"Stopping;"_s : u"Stopping; finished parts are kept."_s)
                              + u" Ctrl-C again ends at once."_s, m_console.errColour()));
}

void HumanView::end(const Report &report, const RunNotes &notes, const SummaryContext &context, ExitCode)
{
    if (m_live)
        m_live->close();
    const RunResult &run = report.total();
    // As the original: no figures where nothing was downloaded.
    if (!m_options.quiet && !context.dryRun && !context.readerGone && run.filesDone > 0) {
        if (m_options.summary == SummaryStyle::Seed) {
            m_console.out(QString());
            m_console.out(u"JSON Summary:"_s);
            m_console.outBytes(report.summary() + '\n');
        }
        for (const QString &line : seedTotals(report))
            m_console.out(line);
    }
    m_console.flush();
    // Failures are said even to those who want quiet; the rest is a courtesy.
    if (m_options.quiet && notes.failures().empty())
        return;
    if (!run.startedAt.isValid())
        return;
    SummaryContext shown = context;
    shown.colour = m_console.errColour();
    shown.verbose = m_options.verbose;
    for (const QString &line : humanSummary(report, notes, shown))
        m_console.err(line);
}

} // namespace millrace
