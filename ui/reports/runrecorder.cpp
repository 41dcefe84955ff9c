// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/runrecorder.h"

#include "report/runreport.h"
#include "ui/reports/reportarchive.h"
#include "ui/widgets/later.h"

#include <QDir>
#include <QFile>
#include <QThreadPool>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

void describe(const DownloadSpec &spec, RunFacts &facts)
{
    facts.mode = u"download"_s;
    if (!spec.httpUrl.isEmpty())
        facts.sources += QUrl(spec.httpUrl).adjusted(QUrl::RemoveQuery | QUrl::RemoveUserInfo).toString();
    else if (spec.wholePrefix)
        facts.sources += u"s3://%1/%2"_s.arg(spec.bucket, spec.prefix);
    else
        for (const QString &key : spec.keys)
            facts.sources += u"s3://%1/%2"_s.arg(spec.bucket, key);
    facts.target = spec.targetFile.isEmpty() ? spec.targetFolder : spec.targetFile;
    facts.overwrite = spec.overwrite;
}

void describe(const UploadSpec &spec, RunFacts &facts)
{
    facts.mode = u"upload"_s;
    facts.sources = spec.paths;
    facts.target = u"s3://%1/%2"_s.arg(spec.bucket, spec.key);
}

/// The kept parts of runs that are over, until their reports are written and the parts gone. Thread-safe.
class FilesInHand
{
public:
    void insert(const QString &file)
    {
        const QMutexLocker lock(&m_mutex);
        m_files.insert(file);
    }
    void remove(const QString &file)
    {
        const QMutexLocker lock(&m_mutex);
        m_files.remove(file);
    }
    bool contains(const QString &file) const
    {
        const QMutexLocker lock(&m_mutex);
        return m_files.contains(file);
    }

private:
    mutable QMutex m_mutex;
    QSet<QString> m_files;
};

FilesInHand &beingFiled()
{
    static FilesInHand files;
    return files;
}

} // namespace

RunFacts factsOf(const TransferOrder &order)
{
    RunFacts facts;
    std::visit([&facts](const auto &spec) {
        describe(spec, facts);
        facts.settings = spec.settings;
        facts.endpoint = spec.connection.endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
        facts.region = spec.connection.region;
    }, order.spec);
    return facts;
}

RunRecorder::RunRecorder(QString folder, const QString &name)
    : m_folder(std::move(folder)),
      m_part(m_folder.isEmpty() || name.isEmpty() ? QString() : u"%1/%2.json"_s.arg(unfinishedFolder(m_folder), name))
{
}

RunRecorder::~RunRecorder() = default;

bool RunRecorder::isKept() const
{
    // What is just being filed is no start for a run that comes after it.
    return !m_part.isEmpty() && !beingFiled().contains(m_part) && QFile::exists(m_part);
}

Result<> RunRecorder::begin(const TransferOrder &order)
{
    if (m_folder.isEmpty())
        return {};
    m_unfinished.clear();
    if (m_report) {
        m_report->setSettings(factsOf(order).settings);
        m_report->goOn();
        return {};
    }
    const RunFacts facts = factsOf(order);
    m_file = archiveFile(m_folder, QDateTime::currentDateTimeUtc(), titleOf(facts.sources));
    auto report = std::make_shared<Report>(facts);
    if (Result<> opened = report->openFile(m_file); !opened)
        return opened;
    m_report = std::move(report);
    m_finished.clear();
    if (!isKept())
        return {};
    const Result<> taken = m_report->takeUp(m_part, [this](const ReportedFile &file) {
        if (file.outcome == name(FileOutcome::Done))
            m_finished.insert(qHash(file.key));
    });
    m_report->goOn();
    return taken;
}

Result<> RunRecorder::keep()
{
    if (!m_report || m_part.isEmpty())
        return {};
    overtake();
    QDir().mkpath(unfinishedFolder(m_folder));
    return m_report->writePart(m_part);
}

void RunRecorder::overtake()
{
    const QMutexLocker lock(&m_gate->mutex);
    ++m_gate->turn;
}

void RunRecorder::keepSoFar(const RunResult &soFar)
{
    if (!m_report || m_part.isEmpty() || !m_nextKeeping.hasExpired() || m_gate->busy)
        return;
    // A list of a million files is not written each time: a mebibyte a second on the average, at most.
    m_nextKeeping.setRemainingTime(1000 * (m_report->entryBytes() / MiB));
    m_gate->busy = true;
    QThreadPool::globalInstance()->start([gate = m_gate, turn = m_gate->turn, folder = unfinishedFolder(m_folder),
                                          write = m_report->partWriter(m_part, soFar)] {
        const QMutexLocker lock(&gate->mutex);
        if (gate->turn == turn) {
            QDir().mkpath(folder);
            write(); // what cannot be kept now is tried again, and told when the run is paused or ends
        }
        gate->busy = false;
    });
}

void RunRecorder::add(const FileResult &file)
{
    if (!m_report)
        return;
    if (file.outcome == FileOutcome::Cancelled) {
        m_unfinished.append(file);
        return;
    }
    if (file.outcome == FileOutcome::Skipped && m_finished.contains(qHash(file.key)))
        return;
    if (file.outcome == FileOutcome::Done)
        m_finished.insert(qHash(file.key));
    m_report->add(file);
}

void RunRecorder::add(const RunResult &run)
{
    if (m_report)
        m_report->add(run);
}

void RunRecorder::finish(QObject *context, std::function<void(const Result<QString> &file)> done)
{
    if (!m_report)
        return;
    for (const FileResult &file : std::exchange(m_unfinished, {}))
        m_report->add(file);
    m_finished.clear();
    overtake();
    beingFiled().insert(m_part);
    later(context, [report = std::exchange(m_report, nullptr), file = m_file, folder = m_folder,
                    part = m_part]() mutable -> Result<QString> {
        const Result<> written = report->write();
        report.reset();
        if (written && !part.isEmpty())
            QFile::remove(part);
        beingFiled().remove(part);
        pruneArchive(folder);
        if (!written)
            return fail(written.error());
        return file;
    }, std::move(done));
}

void RunRecorder::drop()
{
    overtake();
    m_report.reset();
    if (!m_part.isEmpty())
        QFile::remove(m_part);
}

} // namespace millrace
