// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/parametersweep.h"

#include "cli/benchmarkflags.h"
#include "cli/errortext.h"
#include "cli/pictures.h"
#include "cli/printable.h"
#include "cli/progressview.h"
#include "cli/tabletext.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace millrace {

static Error fileError(const QFile &file)
{
    Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None, u"cannot write the sweep's file: %1"_s.arg(file.errorString()));
    if (QFileInfo(file.fileName()).exists() && !QFileInfo(file.fileName()).isFile())
        error.message = u"this is no file that a sweep could be kept in"_s;
    error.path = file.fileName();
    return error;
}

QString ParameterSweepRequest::beside(const QString &ending) const
{
    const QFileInfo info(output);
    return (info.path() == u"." ? QString() : info.path() + u'/') + info.completeBaseName() + ending;
}

ParameterSweep::ParameterSweep(ParameterSweepRequest request, std::unique_ptr<Instruments> instruments, Console &console,
                               QObject *parent)
    : QObject(parent), m_request(std::move(request)), m_instruments(std::move(instruments)), m_console(console),
      m_benchmark(m_request.spec)
{
    connect(&m_benchmark, &ObjectBenchmark::prepared, this, &ParameterSweep::onPrepared);
    connect(&m_benchmark, &ObjectBenchmark::passed, this, &ParameterSweep::onPassed);
    connect(&m_benchmark, &ObjectBenchmark::cleaned, this, &ParameterSweep::onCleaned);
    connect(&m_benchmark, &ObjectBenchmark::progressed, this, &ParameterSweep::onProgressed);
    connect(&m_benchmark, &ObjectBenchmark::noticed, this, [this](const QString &text) {
        if (m_console.isVerbose())
            m_console.err(printable(text));
    });
}

ParameterSweep::~ParameterSweep() = default;

/// Nothing that is not a sweep's own is overwritten, and what was measured before goes on only with the same objects and
/// the same settings: rates of others mean something else.
Result<> ParameterSweep::checkBeside() const
{
    const auto refuse = [](const QString &path, const QString &why) {
        Error error = Error::make(ErrorKind::Config, ErrorCause::None, why);
        error.path = path;
        return fail(error);
    };
    const QString path = m_request.beside(u".json"_s);
    QFile file(path);
    if (!file.exists()) {
        if (!m_rows.isEmpty())
            return refuse(path, u"this summary is missing, and only it tells what the rows of %1 are of"_s.arg(m_request.output));
        for (const QString &ending : {u".png"_s, u".html"_s})
            if (QFileInfo::exists(m_request.beside(ending)))
                return refuse(m_request.beside(ending), u"this file is no sweep's, and would be overwritten"_s);
        return {};
    }
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(fileError(file));
    const OrderedJson json = OrderedJson::parse(file.readAll().toStdString(), nullptr, false);
    if (!json.is_object() || !json.contains("millrace_sweep"))
        return refuse(path, u"this file is no sweep's, and would be overwritten"_s);
    if (m_rows.isEmpty())
        return {};
    const OrderedJson workload = workloadJson(m_request.spec), settings = machineryJson(m_request.spec.settings);
    for (const auto &[name, now, what] : {std::tuple("workload", &workload, u"another workload"_s), {"settings", &settings, u"other settings"_s}}) {
        const OrderedJson before = json.value(name, OrderedJson(nullptr));
        if (before != *now)
            return refuse(m_request.output, u"it was measured with %1 (%2) than this (%3)"_s.arg(
                what, QString::fromUtf8(compactText(before)), QString::fromUtf8(compactText(*now))));
    }
    return {};
}

/// Rows of an earlier run, and where they end: behind it there may be half a line, which it was writing when it died.
Result<qsizetype> ParameterSweep::readCsv(QFile &file)
{
    const QByteArray text = file.readAll();
    qsizetype whole = 0;
    if (text.isEmpty())
        return whole;
    Result<QList<SweepRow>> rows = parseSweepCsv(text, &whole);
    if (!rows) {
        rows.error().path = m_request.output;
        return fail(rows.error());
    }
    m_rows = std::move(*rows);
    return whole;
}

Result<> ParameterSweep::openCsv()
{
    m_csv.setFileName(m_request.output);
    const QFileInfo there(m_request.output);
    qsizetype whole = 0;
    if (there.exists()) {
        if (!there.isFile() || !m_csv.open(QIODevice::ReadOnly))
            return fail(fileError(m_csv));
        const Result<qsizetype> read = readCsv(m_csv);
        if (!read)
            return fail(read.error());
        whole = *read;
        m_csv.close();
    }
    if (const Result<> free = checkBeside(); !free) // before there is a file
        return free;
    if (!m_csv.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return fail(fileError(m_csv));
    const bool ready = whole > 0 ? m_csv.resize(whole) && m_csv.seek(whole) : m_csv.write(sweepCsvHead()) > 0;
    return ready ? Result<>() : fail(fileError(m_csv));
}

void ParameterSweep::start()
{
    m_sinceDraw.start();
    if (const Result<> opened = openCsv(); !opened) {
        failed(opened.error());
        emit finished(int(m_tally.code()));
        return;
    }
    const QList<SweepPoint> points = combinations(m_request.files, m_request.concurrency, m_request.partSize, m_request.connections);
    m_tasks = remaining(points, m_request.iterations, m_rows);
    if (const Result<> written = writeSummary(); !written) { // now, rather than after hours
        failed(written.error());
        emit finished(int(m_tally.code()));
        return;
    }
    if (!m_console.isQuiet()) {
        const auto all = points.size() * m_request.iterations;
        m_console.err(painted(Tone::Dim, u"Sweep: %1, %2 each: %3; %4"_s.arg(
            counted(points.size(), u"combination"_s, u"combinations"_s), counted(m_request.iterations, u"run"_s, u"runs"_s), describe(m_request.spec),
            m_tasks.size() == all ? counted(all, u"run"_s, u"runs"_s)
                                  : u"%1 of %2 are left, the others are in %3"_s.arg(m_tasks.size()).arg(all).arg(printable(m_request.output))),
            m_console.errColour()));
    }
    if (m_tasks.isEmpty()) {
        onCleaned(std::nullopt);
        return;
    }
    if (m_console.errIsTerminal() && !m_console.isQuiet())
        m_live = std::make_unique<LiveDisplay>(m_console);
    m_benchmark.prepare();
}

void ParameterSweep::cancel()
{
    if (std::exchange(m_cancelled, true))
        return;
    m_console.err(painted(Tone::Warning, u"Stopping; what was measured is kept, and the same command goes on from there."_s, m_console.errColour()));
    m_tally.add(Error::cancelled());
    m_benchmark.cancel();
}

void ParameterSweep::failed(const Error &error)
{
    m_tally.add(error);
    if (error.kind != ErrorKind::Cancelled)
        m_console.error(errorLine(error));
}

void ParameterSweep::onPrepared(const std::optional<Error> &error)
{
    if (error) {
        failed(*error);
        m_benchmark.cleanUp();
        return;
    }
    next();
}

void ParameterSweep::next()
{
    if (m_cancelled || m_next == m_tasks.size()) {
        m_benchmark.cleanUp();
        return;
    }
    m_benchmark.pass(m_tasks.at(m_next).point.applied(m_request.spec.settings));
}

void ParameterSweep::onPassed(const BenchmarkPass &pass)
{
    if (m_warm)
        m_secondsRun += pass.run.durationSeconds;
    if (!m_clock.isValid())
        m_clock.start();
    if (pass.error && pass.error->kind == ErrorKind::Cancelled) {
        m_benchmark.cleanUp();
        return;
    }
    // What no other setting can mend ends the sweep.
    if (pass.error && (pass.error->kind == ErrorKind::Auth || pass.error->kind == ErrorKind::NotFound || pass.error->kind == ErrorKind::LocalFile)) {
        failed(*pass.error);
        m_benchmark.cleanUp();
        return;
    }
    if (!pass.error && !std::exchange(m_warm, true)) {
        next(); // the same task again, this time to count
        return;
    }
    const SweepTask &task = m_tasks.at(m_next++);
    const Distribution files = distributionOf(pass.fileRates);
    SweepRow row;
    row.runId = m_rows.isEmpty() ? 1 : m_rows.constLast().runId + 1;
    row.point = task.point;
    row.iteration = task.iteration;
    row.success = !pass.error;
    if (row.success) {
        row.throughput = pass.mibPerSecond();
        row.p50 = files.p50;
        row.p95 = files.p95;
        row.mean = files.mean;
    }
    row.seconds = pass.run.durationSeconds;
    row.timestamp = QDateTime::currentDateTime().toString(Qt::ISODate);
    const QByteArray line = toCsv(row);
    if (m_csv.write(line) != line.size()) {
        failed(fileError(m_csv));
        m_benchmark.cleanUp();
        return;
    }
    m_rows += row;
    tell(row);
    if (pass.error)
        failed(*pass.error);
    next();
}

/// After the first run it is known how long one takes, more or less.
QString ParameterSweep::timeLeft() const
{
    if (!m_clock.isValid() || m_next == 0)
        return {};
    return u", about %1 left"_s.arg(formatDuration(double(m_clock.elapsed()) / 1000 / double(m_next) * double(m_tasks.size() - m_next)));
}

void ParameterSweep::onProgressed(const Snapshot &snapshot)
{
    if (m_warm && m_next < m_tasks.size()) {
        Snapshot shown = snapshot;
        shown.elapsedSeconds += m_secondsRun;
        m_instruments->progressed(shown);
    }
    if (!m_live || m_sinceDraw.elapsed() < 80)
        return;
    m_sinceDraw.restart();
    const QString phase = m_next < m_tasks.size() ? u"run %1 of %2%3"_s.arg(m_next + 1).arg(m_tasks.size()).arg(timeLeft()) : QString();
    m_live->show({elided(u"%1: %2"_s.arg(phase, progressText(snapshot)), m_console.width() - 1)});
}

void ParameterSweep::tell(const SweepRow &row)
{
    if (m_console.isQuiet())
        return;
    const SweepPoint &p = row.point;
    const QString what = row.success ? u"%1 MiB/s, %2 s"_s.arg(QString::number(row.throughput, 'f', 1), QString::number(row.seconds, 'f', 2))
                                     : painted(Tone::Bad, u"failed"_s, m_console.outColour());
    m_console.out(u"%1 of %2: files %3, concurrency %4, part %5 MiB, connections %6: %7"_s.arg(m_next).arg(m_tasks.size())
                      .arg(p.fileParallelism).arg(p.concurrency).arg(p.partSizeMib).arg(p.maxConnections).arg(what));
    m_console.flush();
}

QString ParameterSweep::bestCommand() const
{
    const QList<SweepScore> scores = ranked(m_rows);
    if (scores.isEmpty() || scores.first().throughputs.empty())
        return {};
    const SweepPoint &p = scores.first().point;
    QStringList words{u"millrace-cli"_s, m_request.spec.direction == BenchmarkDirection::Download ? u"download"_s : u"upload"_s};
    words += m_request.command;
    words += {u"--file-parallelism"_s, QString::number(p.fileParallelism), u"--concurrency"_s, QString::number(p.concurrency),
              u"--multipart-size-mb"_s, QString::number(p.partSizeMib), u"--max-pool-connections"_s, QString::number(p.maxConnections)};
    return words.join(u' ');
}

Result<> ParameterSweep::writeSummary() const
{
    OrderedJson summary = sweepSummary(m_rows, workloadJson(m_request.spec), bestCommand());
    summary["settings"] = machineryJson(m_request.spec.settings);
    if (const Result<> written = writeFile(m_request.beside(u".json"_s), indentedText(summary) + '\n'); !written || m_rows.isEmpty())
        return written;
    const HeatMap map = sweepMap(m_rows, u"Sweep: %1"_s.arg(describe(m_request.spec)),
                                 u"mean throughput of %1; %2"_s.arg(counted(m_rows.size(), u"run"_s, u"runs"_s),
                                                                   m_request.spec.connection.endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)));
    const ReportTable command{u"Command line of the best"_s, {}, {{bestCommand()}}, {}};
    const QList<ReportTable> tables{bestTable(ranked(m_rows), 10), command};
    for (const QString &ending : {u".png"_s, u".html"_s})
        if (const Result<> drawn = writePicture(map, tables, m_request.beside(ending)); !drawn)
            return drawn;
    return {};
}

void ParameterSweep::tellBest()
{
    const QList<SweepScore> scores = ranked(m_rows);
    if (scores.isEmpty() || scores.first().throughputs.empty())
        return;
    m_console.out(QString());
    for (const QString &line : tableLines(bestTable(scores, 10), std::max(60, m_console.width()), m_console.outColour()))
        m_console.out(line);
    if (std::count_if(scores.begin(), scores.end(), [](const SweepScore &s) { return s.likeTheBest; }) > 1)
        m_console.out(u"  tied: no worse than the best beyond noise; more --iterations tell them apart"_s);
    if (std::any_of(scores.begin(), scores.end(), [](const SweepScore &s) { return !s.throughputs.empty() && !s.judged; }))
        m_console.out(u"  one run each does not tell a difference from noise: --iterations 3 or more does"_s);
    m_console.out(QString());
    m_console.out(u"Best: "_s + painted(Tone::Good, printable(bestCommand()), m_console.outColour()));
    QStringList files{m_request.output};
    for (const QString &ending : {u".json"_s, u".png"_s, u".html"_s})
        files += m_request.beside(ending);
    m_console.out(u"Files: "_s + printable(files.join(u", "_s)));
}

void ParameterSweep::onCleaned(const std::optional<Error> &error)
{
    if (m_live)
        m_live->close();
    if (error) {
        m_console.warn(u"test objects %1 below %2: %3"_s.arg(m_benchmark.hasStored() ? u"are left"_s : u"may be left"_s,
                                                             printable(m_benchmark.place()), errorLine(*error)));
        m_tally.add(*error);
    }
    m_csv.close();
    for (const Error &trouble : m_instruments->close())
        failed(trouble);
    if (const Result<> written = writeSummary(); !written)
        failed(written.error());
    tellBest();
    emit finished(int(m_tally.code()));
}

} // namespace millrace
