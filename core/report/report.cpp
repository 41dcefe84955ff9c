// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

#include "io/wholefile.h"
#include "report/reportjson.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace millrace {

struct Report::Sections
{
    OrderedJson json = OrderedJson::object();
};

Report::Report(RunFacts facts, MachineInfo machine)
    : m_facts(std::move(facts)), m_machine(std::move(machine)), m_sections(std::make_unique<Sections>())
{
}

Report::~Report() = default;

static Error fileError(const QFileDevice &file, const QString &doing, const QString &path)
{
    Error e = Error::make(ErrorKind::LocalFile, ErrorCause::None,
                          u"cannot %1 the report: %2"_s.arg(doing, file.errorString()));
    if (file.error() == QFileDevice::ResourceError)
        e.cause = ErrorCause::DiskFull;
    else if (file.error() == QFileDevice::PermissionsError)
        e.cause = ErrorCause::PermissionDenied;
    e.path = path;
    return e;
}

Result<> Report::openFile(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir()) {
        Error e = localError(EISDIR, u"write the report"_s, path);
        return fail(e);
    }
    if (!info.absoluteDir().exists()) {
        Error e = localError(ENOENT, u"write the report"_s, path);
        return fail(e);
    }
    if (info.exists() && !info.isWritable())
        return fail(localError(EACCES, u"write the report"_s, path));
    // Nothing is made beside a device.
    auto spill = WholeFile::isReplaceable(path) ? std::make_unique<QTemporaryFile>(path + u".XXXXXX.part"_s)
                                                : std::make_unique<QTemporaryFile>();
    if (!spill->open())
        return fail(fileError(*spill, u"begin"_s, path));
    m_spill = std::move(spill);
    m_path = path;
    m_name = info.fileName();
    return {};
}

void Report::setSection(const char *name, const OrderedJson &section)
{
    m_sections->json[name] = section;
}

double Report::mibPerSecond(const FileResult &file)
{
    const ByteCount fetched = file.size - file.bytesResumed;
    if (fetched <= 0 || file.durationSeconds <= 0)
        return 0;
    return double(fetched) / double(MiB) / file.durationSeconds;
}

void Report::add(const FileResult &file)
{
    if (file.outcome == FileOutcome::Done) {
        m_throughputs.push_back(mibPerSecond(file));
        m_bytesFetched += std::max<ByteCount>(0, file.size - file.bytesResumed);
        ++m_verified[size_t(file.verifiedBy)];
        // The report would take the place of what was moved.
        if (m_spill && !m_spillError && m_facts.mode == "download"_L1 && file.path.endsWith(m_name)
            && QFileInfo(file.path).absoluteFilePath() == QFileInfo(m_path).absoluteFilePath()) {
            m_spillError = Error::make(ErrorKind::LocalFile, ErrorCause::BadPath,
                                       u"the report was not written: a file that was downloaded has its name"_s);
            m_spillError->path = m_path;
        }
    }
    if (!m_spill || m_spillError)
        return;
    const QByteArray line = (m_entries == 0 ? "    " : ",\n    ") + compactText(fileEntry(file));
    if (m_spill->write(line) != line.size())
        m_spillError = fileError(*m_spill, u"write"_s, m_path);
    ++m_entries;
}

void Report::add(const RunResult &run)
{
    if (!m_anyRun) {
        m_total = run;
        m_anyRun = true;
        return;
    }
    const double before = m_total.durationSeconds;
    for (Sample sample : run.samples) {
        sample.elapsedSeconds += before;
        sample.retries += m_total.retries;
        sample.throttles += m_total.throttles;
        m_total.samples.append(sample);
    }
    m_total.endedAt = run.endedAt;
    m_total.durationSeconds += run.durationSeconds;
    if (std::exchange(m_goesOn, false)) {
        // What the earlier runs finished is skipped by this one, and what they left undone is its own again.
        m_total.filesTotal = std::max(m_total.filesTotal, run.filesTotal);
        m_total.filesSkipped = std::max(m_total.filesSkipped, run.filesSkipped - m_total.filesDone);
        m_total.filesFailed = run.filesFailed;
        m_total.filesCancelled = run.filesCancelled;
        m_total.cancelled = false;
        m_total.error.reset();
    } else {
        m_total.filesTotal += run.filesTotal;
        m_total.filesSkipped += run.filesSkipped;
        m_total.filesFailed += run.filesFailed;
        m_total.filesCancelled += run.filesCancelled;
    }
    m_total.filesDone += run.filesDone;
    m_total.filesRenamed += run.filesRenamed;
    m_total.validationFailures += run.validationFailures;
    m_total.bytesDone += run.bytesDone;
    m_total.bytesMoved += run.bytesMoved;
    m_total.retries += run.retries;
    m_total.throttles += run.throttles;
    m_total.cpuSeconds += run.cpuSeconds;
    m_total.peakResidentBytes = std::max(m_total.peakResidentBytes, run.peakResidentBytes);
    m_total.cancelled = m_total.cancelled || run.cancelled;
    if (!m_total.error)
        m_total.error = run.error;
    m_total.fileParallelism = std::max(m_total.fileParallelism, run.fileParallelism);
    m_total.workers = std::max(m_total.workers, run.workers);
    m_total.concurrency = std::max(m_total.concurrency, run.concurrency);
    m_total.partSize = std::max(m_total.partSize, run.partSize);
    for (TuningStep step : run.tuning) {
        step.atSeconds += before;
        m_total.tuning.append(step);
    }
    m_total.counters.add(run.counters);
    m_total.bottleneck = diagnose(m_total.counters);
}

ByteRate Report::wallClockRate() const
{
    return m_total.durationSeconds > 0 ? double(m_bytesFetched) / m_total.durationSeconds : 0;
}

static OrderedJson summaryOf(const Report &report, const RunFacts &facts, const MachineInfo &machine)
{
    return seedSummary(facts, machine, report.total(), report.throughput(), report.wallClockRate());
}

QByteArray Report::summary() const
{
    return indentedText(summaryOf(*this, m_facts, m_machine));
}

QByteArray Report::summaryLine() const
{
    return compactText(summaryOf(*this, m_facts, m_machine));
}

Result<> Report::write()
{
    if (!m_spill)
        return {};
    if (const Result<> written = writeTo(m_path); !written)
        return written;
    m_spill.reset();
    return {};
}

/// Up to the list of files.
QByteArray Report::opening() const
{
    OrderedJson head;
    head["millrace_report"] = 1;
    head.update(summaryOf(*this, m_facts, m_machine));
    addRunDetails(head, m_facts, m_machine, m_total, *this);
    for (const auto &[name, section] : m_sections->json.items())
        head[name] = section;
    QByteArray opening = indentedText(head);
    opening.chop(2);
    return opening + ",\n  \"files\": [\n";
}

/// The entries are as many as there are files: they are copied from the spill file, not held.
static Result<> writeOut(const QString &path, const QByteArray &opening, QIODevice &entries, qint64 bytes)
{
    WholeFile file(path);
    if (!file.open())
        return fail(file.error(u"write the report"_s));
    bool good = file.device().write(opening) == opening.size();
    while (good && bytes > 0) {
        const QByteArray block = entries.read(std::min<qint64>(bytes, 256 * KiB));
        good = !block.isEmpty() && file.device().write(block) == block.size();
        bytes -= block.size();
    }
    good = good && file.device().write("\n  ]\n}\n", 7) == 7;
    if (!good || !file.commit())
        return fail(file.error(u"write the report"_s));
    return {};
}

Result<> Report::writeTo(const QString &path)
{
    if (!m_spill)
        return {};
    if (!m_spillError && !m_spill->flush())
        m_spillError = fileError(*m_spill, u"write"_s, m_path);
    if (m_spillError)
        return fail(*m_spillError);
    if (!m_spill->seek(0))
        return fail(fileError(*m_spill, u"read"_s, m_path));
    const Result<> written = writeOut(path, opening(), *m_spill, m_spill->size());
    m_spill->seek(m_spill->size()); // where it goes on
    return written;
}

std::function<Result<>()> Report::partWriter(const QString &path, const RunResult &underWay)
{
    if (!m_spill || m_spillError || !m_spill->flush())
        return [] { return Result<>(); };
    const RunResult total = m_total;
    const bool anyRun = m_anyRun;
    const bool goesOn = m_goesOn;
    add(underWay);
    QByteArray head = opening();
    m_total = total;
    m_anyRun = anyRun;
    m_goesOn = goesOn;
    // Opened once more, for a place to read at of its own. Where the system keeps the file without a name, so that nothing of it
    // is left after a crash, asking for its name would give it one.
    auto entries = std::make_shared<QFile>(u"/proc/self/fd/%1"_s.arg(m_spill->handle()));
    if (!entries->open(QIODevice::ReadOnly)) {
        entries->setFileName(m_spill->fileName());
        if (!entries->open(QIODevice::ReadOnly))
            return [error = fileError(*entries, u"read"_s, path)]() -> Result<> { return fail(error); };
    }
    // Entries are only ever added, so that what is there now can be read while more come.
    return [path, head = std::move(head), entries, bytes = m_spill->size()] { return writeOut(path, head, *entries, bytes); };
}

} // namespace millrace
