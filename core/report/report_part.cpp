// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"
#include "report/runreport.h"

#include <QFile>

using namespace Qt::StringLiterals;

// The part of Report that survives the process: a transfer that was paused goes on with its report.
namespace millrace {
namespace {

const QByteArray filesMark = "\n  \"files\": [\n";
const QByteArray filesEnd = "\n  ]\n}\n";

/// As written by Report itself: entries, each on a line of its own, up to the end of the file.
bool copyEntries(QFile &from, QIODevice &to)
{
    // The head holds a time series of a thousand points: it is short beside a list of a million files.
    QByteArray seen;
    qsizetype at = -1;
    while (at < 0 && !from.atEnd()) {
        const qsizetype begin = std::max<qsizetype>(0, seen.size() - filesMark.size());
        seen += from.read(256 * KiB);
        at = seen.indexOf(filesMark, begin);
    }
    const qint64 first = at + filesMark.size();
    const qint64 end = from.size() - filesEnd.size();
    if (at < 0 || end < first || !from.seek(end) || from.readAll() != filesEnd || !from.seek(first))
        return false;
    for (qint64 left = end - first; left > 0;) {
        const QByteArray block = from.read(std::min<qint64>(left, 256 * KiB));
        if (block.isEmpty() || to.write(block) != block.size())
            return false;
        left -= block.size();
    }
    return true;
}

} // namespace

Result<> Report::writePart(const QString &path)
{
    return writeTo(path);
}

Result<> Report::takeUp(const QString &path, const std::function<void(const ReportedFile &)> &eachFile)
{
    std::vector<double> rates;
    std::array<qint64, size_t(VerifiedBy::Sha256) + 1> verified{};
    const Result<RunReport> read = readReport(path, [&](ReportedFile &&file) {
        if (file.outcome == name(FileOutcome::Done)) {
            rates.push_back(file.mibPerSecond);
            for (size_t how = 0; how < verified.size(); ++how)
                verified[how] += file.verifiedBy == name(VerifiedBy(how)) ? 1 : 0;
        }
        eachFile(file);
    });
    if (!read)
        return fail(read.error());
    QFile from(path);
    if (m_spill && (!from.open(QIODevice::ReadOnly) || (read->filesListed > 0 && !copyEntries(from, *m_spill)))) {
        m_spill->resize(0);
        m_spill->seek(0);
        return fail(ErrorKind::LocalFile, ErrorCause::None, u"cannot read the report: %1"_s.arg(from.errorString()));
    }
    m_throughputs = std::move(rates);
    m_verified = verified;
    m_entries = read->filesListed;
    m_bytesFetched = ByteCount(read->wallClock * double(MiB) * read->seconds);
    m_total = {};
    m_total.startedAt = read->startedAt.toUTC();
    m_total.endedAt = read->endedAt.toUTC();
    m_total.durationSeconds = read->seconds;
    m_total.filesTotal = read->filesTotal;
    m_total.filesDone = read->filesDone;
    m_total.filesSkipped = read->filesSkipped;
    m_total.filesFailed = read->filesFailed;
    m_total.filesCancelled = read->filesCancelled;
    m_total.validationFailures = read->validationFailures;
    m_total.bytesDone = read->bytesDone;
    m_total.bytesMoved = read->bytesMoved;
    m_total.retries = read->retries;
    m_total.throttles = read->throttles;
    m_total.cpuSeconds = read->cpuSeconds;
    m_total.peakResidentBytes = read->peakResidentBytes;
    m_total.cancelled = read->cancelled;
    m_total.samples = read->samples;
    m_anyRun = true;
    return {};
}

} // namespace millrace
