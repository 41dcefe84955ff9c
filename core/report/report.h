// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "stats/machineinfo.h"
#include "stats/percentiles.h"
#include "transfer/results.h"
#include "transfer/transferspec.h"

#include <QStringList>
#include <QTemporaryFile>
#include <array>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

namespace millrace {

/// What was asked for: the part of a report that is known before the first byte moves. Holds no secret.
struct RunFacts
{
    QString mode;                       ///< "download"
    QStringList sources;                ///< URLs without their query
    std::optional<qint64> objectSizeMb; ///< --object-size-mb
    std::optional<qint64> iterations;   ///< --iteration-number
    QString target;                     ///< folder or file; empty: memory
    QString endpoint;
    QString region;
    TransferSettings settings;
    OverwritePolicy overwrite = OverwritePolicy::IfDifferent;
};

/// Gathers the results of one or more engine runs into the seed's summary and the report file.
///
/// A run may hold millions of files, so their entries go to a temporary file beside the report as they come, and only
/// one number a file (its throughput) stays in memory. The report appears under its name at the end, whole or not at
/// all. One thread.
class Report
{
public:
    explicit Report(RunFacts facts, MachineInfo machine = MachineInfo::current());
    ~Report();

    /// Also write a report to @p path. Fails at once where the folder cannot be written to, rather than after hours.
    Result<> openFile(const QString &path);

    /// A file has finished.
    void add(const FileResult &file);
    /// An engine run has finished. Several add up; their times and series follow one another.
    void add(const RunResult &run);

    /// The next run goes on with what the last one left undone (a pause): what it adds up to is one transfer, whose end is
    /// that of the last run.
    void goOn() { m_goesOn = m_anyRun; }
    /// Writes what there is so far to @p path, and stays open. LocalFile errors.
    Result<> writePart(const QString &path);
    /// The same while a run goes on, which stands as @p underWay tells: what is returned writes it, in any thread, whatever
    /// becomes of the report meanwhile; once.
    std::function<Result<>()> partWriter(const QString &path, const RunResult &underWay);
    /// Bytes such a part has, about.
    qint64 entryBytes() const { return m_spill ? m_spill->size() : 0; }
    /// Takes up what writePart() wrote, in an earlier process perhaps, as if it had been added: after openFile(), before
    /// anything else. What only the diagnosis knows of that run is left behind. @p eachFile is told every entry. An error
    /// leaves the report as it was.
    Result<> takeUp(const QString &path, const std::function<void(const struct ReportedFile &)> &eachFile);
    /// Other settings than those of the facts hold from now on.
    void setSettings(const TransferSettings &settings) { m_facts.settings = settings; }

    /// Puts @p section into the report under @p name, behind what every report has; a later one of that name wins.
    void setSection(const char *name, const nlohmann::ordered_json &section);

    /// All runs so far as one.
    const RunResult &total() const { return m_total; }
    /// MiB/s of the files downloaded in this run.
    Distribution throughput() const { return distributionOf(m_throughputs); }
    /// Bytes of finished files that came over the network in this run / wall time, bytes per second.
    ByteRate wallClockRate() const;
    /// Downloaded files that were verified by @p how.
    qint64 verifiedCount(VerifiedBy how) const { return m_verified[size_t(how)]; }

    /// The seed's summary: its keys in its order, then wall_clock_throughput. Indented by two.
    QByteArray summary() const;
    /// The same on one line.
    QByteArray summaryLine() const;

    /// Writes the report opened with openFile(); does nothing without one. LocalFile errors.
    Result<> write();

    /// MiB/s of one file: bytes moved in this run over its duration; 0 where nothing moved.
    static double mibPerSecond(const FileResult &file);

private:
    Result<> writeTo(const QString &path);
    QByteArray opening() const;

    RunFacts m_facts;
    MachineInfo m_machine;
    RunResult m_total;
    std::vector<double> m_throughputs;
    std::array<qint64, size_t(VerifiedBy::Sha256) + 1> m_verified{};
    struct Sections;
    std::unique_ptr<Sections> m_sections;
    ByteCount m_bytesFetched = 0;
    qint64 m_entries = 0;
    bool m_anyRun = false;
    bool m_goesOn = false;
    QString m_path;
    QString m_name; ///< the last of it
    std::unique_ptr<QTemporaryFile> m_spill;
    std::optional<Error> m_spillError;
};

} // namespace millrace
