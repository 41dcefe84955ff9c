// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/benchmarkrun.h"

#include "cli/benchmarkflags.h"
#include "cli/errortext.h"
#include "cli/printable.h"
#include "cli/progressview.h"
#include "cli/tabletext.h"

using namespace Qt::StringLiterals;

namespace millrace {

static QString fixed(double value, int decimals = 2)
{
    return QString::number(value, 'f', decimals);
}

BenchmarkRun::BenchmarkRun(BenchmarkRequest request, std::unique_ptr<Instruments> instruments, Console &console, QObject *parent)
    : QObject(parent), m_request(std::move(request)), m_instruments(std::move(instruments)), m_console(console),
      m_benchmark(m_request.spec), m_report(m_request.facts)
{
    connect(&m_benchmark, &ObjectBenchmark::prepared, this, &BenchmarkRun::onPrepared);
    connect(&m_benchmark, &ObjectBenchmark::passed, this, &BenchmarkRun::onPassed);
    connect(&m_benchmark, &ObjectBenchmark::cleaned, this, &BenchmarkRun::onCleaned);
    connect(&m_benchmark, &ObjectBenchmark::progressed, this, &BenchmarkRun::onProgressed);
    connect(&m_benchmark, &ObjectBenchmark::fileFinished, this, [this](const FileResult &file) {
        m_files += file;
    });
    connect(&m_benchmark, &ObjectBenchmark::noticed, this, [this](const QString &text) {
        if (!m_console.isQuiet())
            m_console.err(painted(Tone::Accent, u"note:"_s, m_console.errColour()) + u' ' + printable(text));
    });
}

BenchmarkRun::~BenchmarkRun() = default;

void BenchmarkRun::start()
{
    m_startedAt = QDateTime::currentDateTime();
    m_sinceDraw.start();
    if (!m_request.output.reportFile.isEmpty()) {
        if (const Result<> opened = m_report.openFile(m_request.output.reportFile); !opened) {
            failed(opened.error());
            m_request.output.reportFile.clear();
            onCleaned(std::nullopt);
            return;
        }
    }
    if (m_request.output.json) {
        OrderedJson json{{"event", "start"}, {"millrace_events", 1}, {"mode", "benchmark"}};
        json["workload"] = workloadJson(m_request.spec);
        json["iterations"] = m_request.iterations;
        json["warmup"] = m_request.warmUps;
        event(json);
    } else if (!m_console.isQuiet()) {
        m_console.err(painted(Tone::Dim, u"Benchmark: %1 x %2"_s.arg(m_request.iterations).arg(describe(m_request.spec)),
                              m_console.errColour()));
        if (!m_request.spec.existing && m_request.spec.direction == BenchmarkDirection::Download)
            m_console.err(u"Uploading to %1"_s.arg(printable(m_benchmark.place())));
    }
    if (m_console.errIsTerminal() && !m_console.isQuiet() && !m_request.output.json)
        m_live = std::make_unique<LiveDisplay>(m_console);
    m_benchmark.prepare();
}

void BenchmarkRun::cancel()
{
    if (std::exchange(m_cancelled, true))
        return;
    m_console.err(painted(Tone::Warning, u"Stopping; the test objects are being removed. Ctrl-C again ends at once."_s, m_console.errColour()));
    m_tally.add(Error::cancelled());
    m_benchmark.cancel();
}

void BenchmarkRun::event(const OrderedJson &json)
{
    m_console.outBytes(compactText(json) + '\n');
    m_console.flush();
}

void BenchmarkRun::failed(const Error &error)
{
    m_tally.add(error);
    if (error.kind == ErrorKind::Cancelled)
        return;
    if (!m_error)
        m_error = error;
    if (m_request.output.json)
        event({{"event", "error"}, {"error", toJson(error)}, {"text", toJson(errorLine(error))}});
    else
        m_console.error(errorLine(error));
}

void BenchmarkRun::onPrepared(const std::optional<Error> &error)
{
    m_preparing = false;
    if (error) {
        failed(*error);
        m_benchmark.cleanUp();
        return;
    }
    next();
}

void BenchmarkRun::next()
{
    if (m_cancelled || int(m_rates.size()) == m_request.iterations) {
        m_benchmark.cleanUp();
        return;
    }
    m_files.clear();
    m_benchmark.pass(m_request.spec.settings);
}

QString BenchmarkRun::phase() const
{
    if (m_preparing)
        return u"preparing"_s;
    return isWarmingUp() ? u"warm-up %1 of %2"_s.arg(m_warmUpsDone + 1).arg(m_request.warmUps)
                         : u"run %1 of %2"_s.arg(m_rates.size() + 1).arg(m_request.iterations);
}

void BenchmarkRun::onProgressed(const Snapshot &snapshot)
{
    Snapshot shown = snapshot;
    if (!m_preparing && !isWarmingUp()) {
        shown.elapsedSeconds += m_report.total().durationSeconds;
        m_instruments->progressed(shown);
    }
    if (!m_live || m_sinceDraw.elapsed() < 80)
        return;
    m_sinceDraw.restart();
    m_live->show({elided(u"%1: %2"_s.arg(phase(), progressText(snapshot)), m_console.width() - 1)});
}

void BenchmarkRun::onPassed(const BenchmarkPass &pass)
{
    if (pass.error) {
        m_unfinished = pass.run;
        failed(*pass.error);
        m_benchmark.cleanUp();
        return;
    }
    const bool warmUp = isWarmingUp();
    if (!warmUp) {
        m_rates.push_back(pass.mibPerSecond());
        for (const FileResult &file : std::as_const(m_files))
            m_report.add(file);
        m_report.add(pass.run);
        m_passes.push_back({{"iteration", m_rates.size()},
                            {"seconds", pass.run.durationSeconds},
                            {"bytes", pass.run.bytesDone},
                            {"throughput_mib_per_second", twoDecimals(pass.mibPerSecond())},
                            {"cpu_seconds", twoDecimals(pass.run.cpuSeconds)},
                            {"retries", pass.run.retries},
                            {"throttles", pass.run.throttles}});
    }
    tellPass(pass, warmUp);
    m_warmUpsDone += warmUp;
    next();
}

void BenchmarkRun::tellPass(const BenchmarkPass &pass, bool warmUp)
{
    if (m_request.output.json) {
        OrderedJson json{{"event", "run"}, {"warmup", warmUp}};
        json["number"] = warmUp ? m_warmUpsDone + 1 : int(m_rates.size());
        json["seconds"] = pass.run.durationSeconds;
        json["bytes"] = pass.run.bytesDone;
        json["throughput_mib_per_second"] = twoDecimals(pass.mibPerSecond());
        json["cpu_seconds"] = twoDecimals(pass.run.cpuSeconds);
        json["peak_resident_bytes"] = pass.run.peakResidentBytes;
        event(json);
        return;
    }
    const QString line = u"%1 %2: %3 MiB/s, %4 s, CPU %5 s%6"_s.arg(warmUp ? u"Warm-up"_s : u"Run"_s)
                             .arg(warmUp ? m_warmUpsDone + 1 : int(m_rates.size()))
                             .arg(fixed(pass.mibPerSecond()), fixed(pass.run.durationSeconds, 3), fixed(pass.run.cpuSeconds),
                                  pass.run.retries > 0 ? u", %1"_s.arg(counted(pass.run.retries, u"retry"_s, u"retries"_s)) : QString());
    if (!warmUp) {
        m_console.out(line);
        m_console.flush(); // whoever reads along waits for it
    } else if (!m_console.isQuiet()) {
        m_console.err(painted(Tone::Dim, line + u" (not counted)"_s, m_console.errColour()));
    }
}

/// The report's totals are those of the passes that count. A benchmark that did not come to its end says so there, too, with
/// what became of the objects of the pass that it broke off.
void BenchmarkRun::endReport()
{
    if (!m_cancelled && !m_error)
        return;
    RunResult end;
    end.startedAt = m_startedAt;
    end.endedAt = QDateTime::currentDateTime();
    end.cancelled = m_cancelled;
    end.error = m_error;
    end.filesTotal = m_unfinished.filesFailed + m_unfinished.filesCancelled;
    end.filesFailed = m_unfinished.filesFailed;
    end.filesCancelled = m_unfinished.filesCancelled;
    end.validationFailures = m_unfinished.validationFailures;
    end.retries = m_unfinished.retries;
    end.throttles = m_unfinished.throttles;
    for (const FileResult &file : std::as_const(m_files))
        if (file.outcome != FileOutcome::Done)
            m_report.add(file);
    m_report.add(end);
}

OrderedJson BenchmarkRun::statistics() const
{
    if (m_rates.empty())
        return nullptr;
    const Distribution d = distributionOf(m_rates);
    const MeanEstimate e = estimateMean(m_rates);
    return {{"unit", "MiB/s"},
            {"count", e.count},
            {"mean", twoDecimals(e.mean)},
            {"confidence", 0.95},
            {"confidence_interval", e.count < 2 ? OrderedJson(nullptr) : OrderedJson({twoDecimals(e.low), twoDecimals(e.high)})},
            {"std", e.count < 2 ? OrderedJson(nullptr) : OrderedJson(twoDecimals(e.deviation))},
            {"min", twoDecimals(d.min)},
            {"max", twoDecimals(d.max)},
            {"p0", twoDecimals(d.p0)},
            {"p5", twoDecimals(d.p5)},
            {"p50", twoDecimals(d.p50)},
            {"p75", twoDecimals(d.p75)},
            {"p95", twoDecimals(d.p95)},
            {"p100", twoDecimals(d.p100)}};
}

void BenchmarkRun::tellResult()
{
    const Distribution d = distributionOf(m_rates);
    const MeanEstimate e = estimateMean(m_rates);
    std::optional<ReportComparison> comparison;
    if (m_request.before && !m_rates.empty()) {
        RunReport now;
        now.mode = m_request.facts.mode;
        now.sources = m_request.facts.sources;
        now.target = m_request.facts.target;
        now.iterations = m_rates;
        now.bytesDone = m_report.total().bytesDone;
        now.json = OrderedJson::object();
        now.json["benchmark"] = workloadJson(m_request.spec);
        comparison = compareReports(*m_request.before, now);
    }
    if (m_request.output.json) {
        OrderedJson json{{"event", "result"}};
        json["cancelled"] = m_cancelled;
        json["statistics"] = statistics();
        if (comparison) {
            json["comparison"] = {{"text", toJson(verdictText(*comparison))}, {"change", comparison->isMeasured() ? OrderedJson(comparison->ratio.ratio - 1) : OrderedJson(nullptr)}};
            if (comparison->ratio.known)
                json["comparison"]["confidence_interval"] = {comparison->ratio.low - 1, comparison->ratio.high - 1};
            json["comparison"]["p_value"] = comparison->ratio.known ? OrderedJson(comparison->ratio.p) : OrderedJson(nullptr);
        }
        json["exit_code"] = int(m_tally.code());
        event(json);
        return;
    }
    if (m_rates.empty())
        return;
    ReportTable table{u"Throughput, MiB/s"_s, {u"p0"_s, u"p5"_s, u"p50"_s, u"p75"_s, u"p95"_s, u"p100"_s, u"std"_s},
                      {{fixed(d.p0), fixed(d.p5), fixed(d.p50), fixed(d.p75), fixed(d.p95), fixed(d.p100), e.count < 2 ? u"-"_s : fixed(e.deviation)}},
                      QList<bool>(7, true)};
    m_console.out(QString());
    for (const QString &line : tableLines(table, m_console.width(), m_console.outColour()))
        m_console.out(line);
    const double gigabits = e.mean * double(MiB) * 8 / 1e9;
    const QString interval = e.count < 2 ? QString() : u" (95 % CI %1 .. %2)"_s.arg(fixed(e.low), fixed(e.high));
    m_console.out(painted(Tone::Good, u"Mean %1 MiB/s%2, min %3, max %4; %5 Gbit/s over %6."_s.arg(
        fixed(e.mean), interval, fixed(d.min), fixed(d.max), fixed(gigabits), counted(e.count, u"run"_s, u"runs"_s)), m_console.outColour()));
    if (!comparison)
        return;
    const Tone tone = comparison->verdict == Verdict::Faster ? Tone::Good : comparison->verdict == Verdict::Slower ? Tone::Bad : Tone::Plain;
    m_console.out(u"Beside %1: %2."_s.arg(printable(m_request.before->file), painted(tone, verdictText(*comparison), m_console.outColour())));
    for (const QString &warning : std::as_const(comparison->warnings))
        m_console.out(painted(Tone::Warning, u"Note: "_s, m_console.outColour()) + printable(warning) + u'.');
}

void BenchmarkRun::onCleaned(const std::optional<Error> &error)
{
    if (m_live)
        m_live->close();
    if (error) {
        m_console.warn(u"test objects %1 below %2: %3"_s.arg(m_benchmark.hasStored() ? u"are left"_s : u"may be left"_s,
                                                             printable(m_benchmark.place()), errorLine(*error)));
        m_tally.add(*error);
    }
    if (m_request.spec.keepObjects && !m_request.output.json && !m_console.isQuiet())
        m_console.err(u"The test objects stay below %1"_s.arg(printable(m_benchmark.place())));
    for (const Error &trouble : m_instruments->close())
        failed(trouble);
    OrderedJson section = workloadJson(m_request.spec);
    section["warmup"] = m_request.warmUps;
    section["iterations"] = m_passes;
    section["statistics"] = statistics();
    m_report.setSection("benchmark", section);
    endReport();
    if (const Result<> written = m_report.write(); !written)
        failed(written.error());
    tellResult();
    emit finished(int(m_tally.code()));
}

} // namespace millrace
