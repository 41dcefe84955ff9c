// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/summary.h"

#include "cli/console.h"
#include "cli/printable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

/// Seconds of a run from which on somebody may want to know how to shorten it.
constexpr double worthAdvice = 3;
/// And what it was that held it up.
constexpr double worthALimit = 1;

static QString fixed(double value)
{
    return QString::number(value, 'f', 2);
}

QString seedFileLine(const FileResult &file)
{
    return u"%1: size=%2MB, duration=%3s, throughput=%4 MiB/sec"_s.arg(
        printable(file.key.isEmpty() ? file.path : file.key), fixed(double(file.size) / double(MiB)),
        fixed(file.durationSeconds), fixed(Report::mibPerSecond(file)));
}

QStringList seedTotals(const Report &report)
{
    return {u"Total Combined Throughput: %1 MiB/sec"_s.arg(fixed(report.wallClockRate() / double(MiB))),
            u"Total Duration: %1 seconds"_s.arg(fixed(report.total().durationSeconds))};
}

QString tuningStepLine(const TuningStep &step)
{
    QString what = name(step.parameter);
    what.replace(u'_', u' ');
    const auto shown = [&step](qint64 value) {
        return step.parameter == TunedParameter::PartSize ? formatBytes(value) : QString::number(value);
    };
    const QString change = step.to == step.from ? shown(step.from) : shown(step.from) + u" -> "_s + shown(step.to);
    return u"%1 s: %2 %3 (%4)"_s.arg(step.atSeconds, 0, 'f', 1).arg(what, change, step.reason);
}

ErrorText failureText(const FileResult &file)
{
    Error error = file.error.value_or(Error::make(ErrorKind::Protocol, ErrorCause::None, u"unknown failure"_s));
    if (error.key.isEmpty()) {
        error.key = file.key;
        error.bucket = file.bucket;
    }
    return errorText(error);
}

/// formatDuration() counts whole seconds; a short run is told to the hundredth.
static QString runTime(double seconds)
{
    return seconds < 10 ? fixed(seconds) + u" s"_s : formatDuration(seconds);
}

void RunNotes::add(const FileResult &file)
{
    if (!file.renamedBecause.isEmpty()) {
        if (m_renamed++ < shown)
            m_renamedLines += u"%1 -> %2 (%3)"_s.arg(printable(file.key), printable(file.path),
                                                     printable(file.renamedBecause));
    }
    m_resumedBytes += file.bytesResumed;
    if (file.outcome == FileOutcome::Planned) {
        ++m_planned;
        m_plannedBytes += std::max<ByteCount>(0, file.size); // a stream's is not known
    }
    if (file.outcome != FileOutcome::Failed)
        return;
    const ErrorText text = failureText(file);
    Failures &failures = m_failures[text.nextStep];
    failures.nextStep = text.nextStep;
    if (failures.count++ < shown)
        failures.lines += text.what;
}

static QString verification(const Report &report)
{
    QStringList parts;
    // The weakest proof last.
    for (int how = int(VerifiedBy::Sha256); how >= int(VerifiedBy::SizeOnly); --how) {
        if (const qint64 count = report.verifiedCount(VerifiedBy(how)))
            parts += grouped(count) + u' ' + name(VerifiedBy(how));
    }
    if (const qint64 count = report.verifiedCount(VerifiedBy::Nothing))
        parts += grouped(count) + u" not verified"_s;
    return parts.join(u", "_s);
}

static void addList(QStringList &lines, const QStringList &entries, qint64 count, const SummaryContext &context)
{
    for (const QString &entry : entries)
        lines += u"  "_s + entry;
    if (count > entries.size()) {
        lines += u"  and %1 more%2"_s.arg(grouped(count - entries.size()),
                                          context.reportFile.isEmpty() ? u"; --report FILE lists them all"_s
                                                                       : u", all in "_s + context.reportFile);
    }
}

/// "upload", "Uploaded".
static QString verb(const SummaryContext &context, bool past)
{
    if (context.move)
        return past ? u"Moved"_s : u"move"_s;
    if (context.copy)
        return past ? u"Copied"_s : u"copy"_s;
    if (context.upload)
        return past ? u"Uploaded"_s : u"upload"_s;
    return past ? u"Downloaded"_s : u"download"_s;
}

QStringList humanSummary(const Report &report, const RunNotes &notes, const SummaryContext &context)
{
    const RunResult &run = report.total();
    const QString where = context.toMemory ? u"to memory and dropped"_s : u"to "_s + (context.toStdout ? u"standard output"_s : printable(context.target));
    QStringList lines;
    if (context.readerGone) {
        if (context.verbose)
            lines += u"Stopped: whoever read standard output has gone."_s;
        return lines;
    }
    if (context.dryRun) {
        lines += u"Would %1 %2, %3, %4; nothing was moved."_s.arg(verb(context, false),
            counted(notes.planned(), u"file"_s, u"files"_s), formatBytes(notes.plannedBytes()), where);
    } else if (run.filesDone > 0) {
        lines += painted(Tone::Good, u"%1 %2, %3, %4 in %5 (%6)."_s.arg(verb(context, true),
            counted(run.filesDone, u"file"_s, u"files"_s), formatBytes(run.bytesDone), where,
            runTime(run.durationSeconds), formatRate(report.wallClockRate())), context.colour);
        lines += u"Verified by: %1."_s.arg(verification(report));
    } else if (run.filesSkipped > 0 && run.filesFailed == 0 && !run.cancelled && !run.error) {
        lines += painted(Tone::Good, u"Nothing to do: all is %1 already."_s.arg(context.upload ? u"there"_s : u"here"_s), context.colour);
    } else {
        lines += u"Nothing was %1."_s.arg(verb(context, true).toLower());
    }
    if (notes.resumedBytes() > 0)
        lines += u"Went on from an earlier run: %1 were %2 already."_s.arg(
            formatBytes(notes.resumedBytes()), context.upload ? u"on the server"_s : u"on disk"_s);
    // A dry run counts what is planned among the skipped.
    const qint64 current = run.filesSkipped - (context.dryRun ? notes.planned() : 0);
    if (context.sync && current > 0)
        lines += u"Skipped %1: current already."_s.arg(counted(current, u"file"_s, u"files"_s));
    else if (context.sync || context.copy)
        ; // nothing else is skipped
    else if (run.filesSkipped > 0 && context.upload && !context.dryRun)
        lines += u"Skipped %1: not a regular file."_s.arg(counted(run.filesSkipped, u"entry"_s, u"entries"_s));
    else if (run.filesSkipped > 0 && !context.upload)
        lines += u"Skipped %1: the local copy is current or was to be kept (--overwrite)."_s.arg(
            counted(run.filesSkipped, u"file"_s, u"files"_s));
    if (context.deleted > 0)
        lines += (context.dryRun ? u"Would delete %1 at the target."_s : u"Deleted %1 at the target."_s).arg(
            counted(context.deleted, u"file"_s, u"files"_s));
    if (run.retries > 0 || run.throttles > 0)
        lines += u"Needed %1%2."_s.arg(counted(run.retries, u"retry"_s, u"retries"_s),
                                       run.throttles > 0
                                           ? u"; the server asked to slow down %1"_s.arg(
                                                 counted(run.throttles, u"time"_s, u"times"_s))
                                           : QString());
    if (run.bottleneck && !context.dryRun && (context.verbose || run.durationSeconds >= worthALimit)) {
        lines += u"Limited by "_s + run.bottleneck.sentence + u'.';
        if (!run.bottleneck.advice.isEmpty() && (context.verbose || run.durationSeconds >= worthAdvice))
            lines += u"  "_s + run.bottleneck.advice;
    }
    if (const auto changes = std::count_if(run.tuning.begin(), run.tuning.end(),
                                           [](const TuningStep &step) { return step.to != step.from; }))
        lines += u"Tuned itself in %1: %2 connections%3 at the end."_s.arg(counted(changes, u"step"_s, u"steps"_s))
                     .arg(run.counters.connectionLimit)
                     .arg(context.verbose ? QString() : u" (--verbose or --report tell each)"_s);
    if (notes.renamed() > 0) {
        lines += painted(Tone::Warning, u"Renamed %1:"_s.arg(counted(notes.renamed(), u"file"_s, u"files"_s)),
                         context.colour);
        addList(lines, notes.renamedLines(), notes.renamed(), context);
    }
    for (const auto &[step, failures] : notes.failures()) {
        lines += painted(Tone::Bad, u"Failed %1:"_s.arg(counted(failures.count, u"file"_s, u"files"_s)),
                         context.colour);
        addList(lines, failures.lines, failures.count, context);
        if (!step.isEmpty())
            lines += u"  What to do: "_s + step;
    }
    if (context.toStdout && (run.filesFailed > 0 || run.error) && run.bytesMoved > 0)
        lines += painted(Tone::Bad, u"Bytes of it are on standard output already: whatever read them must not trust them."_s,
                         context.colour);
    if (run.cancelled) {
        lines += painted(Tone::Warning, u"Interrupted."_s, context.colour)
            + (context.toMemory || context.toStdout || context.dryRun
                   ? QString()
               : context.upload && !context.keepPartial
                   ? u" Finished files stay on the server; what was sent of others was removed again."_s
                   : u" Finished files and parts are kept: run the same command again to go on from there."_s);
    }
    if (context.verbose && run.filesDone > 0) {
        lines += u"Ran with --file-parallelism %1 --concurrency %2 and parts of %3 (the largest file), %4 workers; CPU %5 s, "
                 "memory at most %6."_s.arg(run.fileParallelism).arg(run.concurrency).arg(formatBytes(run.partSize))
                     .arg(run.workers).arg(fixed(run.cpuSeconds), formatBytes(run.peakResidentBytes));
    }
    if (!context.reportFile.isEmpty())
        lines += u"Report: %1"_s.arg(context.reportFile);
    return lines;
}

} // namespace millrace
