// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/hookcommands.h"

#include "cli/printable.h"
#include "cli/runview.h"
#include "report/orderedjson.h"
#include "report/reportjson.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {
namespace {

constexpr int mostAtOnce = 4;
constexpr qsizetype outputLimit = 16 * KiB;
/// After so long the one who waits is told what for.
constexpr auto patience = 3s;
/// Between the request to end and the end.
constexpr auto grace = 5s;
/// Property of a program's process.
constexpr char overdue[] = "overdue";

} // namespace

HookCommands::HookCommands(HookLines lines, const QString &direction, RunView &view, QObject *parent)
    : QObject(parent), m_lines(std::move(lines)), m_direction(direction), m_view(view)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &HookCommands::sayWhatIsWaitedFor);
}

HookCommands::~HookCommands() = default;

void HookCommands::fileEnded(const FileResult &file)
{
    if (m_lines.onFileDone.isEmpty())
        return;
    if (file.outcome != FileOutcome::Done && file.outcome != FileOutcome::Failed) {
        dealtWith(1);
        return;
    }
    m_waiting.push_back(file);
    proceed();
}

void HookCommands::cancel()
{
    dealtWith(qsizetype(m_waiting.size()));
    m_waiting.clear();
}

void HookCommands::dealtWith(qsizetype files)
{
    for (; m_lines.backlog && files > 0; --files)
        m_lines.backlog->remove();
}

void HookCommands::runEnded(const RunResult &run, int exitCode, std::function<void()> then)
{
    m_then = std::move(then);
    m_patience.start();
    if (!m_lines.onFinished.isEmpty())
        m_last = [this, run, exitCode] {
            const auto count = [](qint64 n) { return QString::number(n); };
            Call last = call(u"on-finished"_s, m_lines.onFinished);
            const QString outcome = run.cancelled ? u"cancelled"_s : exitCode == 0 && !m_failed ? u"done"_s : u"failed"_s;
            const int code = exitCode == 0 && m_failed ? 1 : exitCode;
            last.about = u"the run"_s;
            last.environment.insert(u"MILLRACE_OUTCOME"_s, outcome);
            last.environment.insert(u"MILLRACE_EXIT_CODE"_s, count(code));
            last.environment.insert(u"MILLRACE_FILES_DONE"_s, count(run.filesDone));
            last.environment.insert(u"MILLRACE_FILES_SKIPPED"_s, count(run.filesSkipped));
            last.environment.insert(u"MILLRACE_FILES_FAILED"_s, count(run.filesFailed));
            last.environment.insert(u"MILLRACE_BYTES_DONE"_s, count(run.bytesDone));
            const OrderedJson json = {
                {"event", "finished"}, {"direction", toJson(m_direction)}, {"outcome", toJson(outcome)}, {"exit_code", code},
                {"files_total", run.filesTotal}, {"files_done", run.filesDone}, {"files_skipped", run.filesSkipped},
                {"files_failed", run.filesFailed}, {"files_cancelled", run.filesCancelled}, {"bytes_done", run.bytesDone},
                {"bytes_moved", run.bytesMoved}, {"retries", run.retries}, {"duration_seconds", run.durationSeconds}};
            last.input = compactText(json) + '\n';
            return last;
        };
    proceed();
}

/// What all calls have in common. The environment is ours: no flag ever puts a secret there.
HookCommands::Call HookCommands::call(const QString &flag, const QStringList &line) const
{
    Call c;
    c.flag = flag;
    c.line = line;
    c.environment = QProcessEnvironment::systemEnvironment();
    c.environment.insert(u"MILLRACE_DIRECTION"_s, m_direction);
    return c;
}

HookCommands::Call HookCommands::callFor(const FileResult &file) const
{
    Call c = call(u"on-file-done"_s, m_lines.onFileDone);
    c.about = file.key;
    // An environment cannot hold a NUL, which a key may.
    const auto set = [&c](const char *name, QString value) {
        c.environment.insert(QString::fromLatin1(name), value.remove(QChar(0)));
    };
    set("MILLRACE_BUCKET", file.bucket);
    set("MILLRACE_KEY", file.key);
    set("MILLRACE_PATH", file.path);
    set("MILLRACE_SIZE", QString::number(file.size));
    set("MILLRACE_OUTCOME", name(file.outcome));
    set("MILLRACE_ETAG", QString::fromUtf8(file.etag));
    set("MILLRACE_VERSION_ID", file.versionId);
    set("MILLRACE_VERIFIED_BY", name(file.verifiedBy));
    set("MILLRACE_CHECKSUM", QString::fromUtf8(file.checksum));
    set("MILLRACE_ERROR", file.error ? file.error->message : QString());
    OrderedJson json = {{"event", "file-done"}, {"direction", toJson(m_direction)}};
    json.update(fileEntry(file));
    c.input = compactText(json) + '\n';
    return c;
}

void HookCommands::proceed()
{
    while (m_running < mostAtOnce && !m_waiting.empty()) {
        const FileResult file = std::move(m_waiting.front());
        m_waiting.pop_front();
        dealtWith(1);
        start(callFor(file));
    }
    if (m_running > 0 || !m_then)
        return;
    if (m_last) {
        const auto last = std::exchange(m_last, nullptr);
        start(last());
        return;
    }
    m_patience.stop();
    std::exchange(m_then, nullptr)();
}

void HookCommands::start(const Call &call)
{
    ++m_running;
    auto *process = new QProcess(this);
    process->setProgram(call.line.first());
    process->setArguments(call.line.mid(1));
    process->setProcessEnvironment(call.environment);
    process->setProcessChannelMode(QProcess::MergedChannels); // our own standard output is for results and events
    const auto output = std::make_shared<QByteArray>();
    connect(process, &QProcess::readyReadStandardOutput, this, [process, output] {
        *output = (*output + process->readAllStandardOutput()).right(outputLimit);
    });
    const auto ended = [this, process, output, flag = call.flag, about = call.about] {
        *output = (*output + process->readAllStandardOutput()).right(outputLimit);
        onEnded(process, flag, about, *output);
    };
    connect(process, &QProcess::finished, this, ended);
    connect(process, &QProcess::errorOccurred, this, [ended](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) // after all others finished() follows
            ended();
    }, Qt::QueuedConnection);
    if (m_lines.timeout)
        QTimer::singleShot(*m_lines.timeout, process, [this, process] {
            process->setProperty(overdue, true);
            process->terminate();
            QTimer::singleShot(grace, process, &QProcess::kill);
        });
    process->start();
    process->write(call.input);
    process->closeWriteChannel();
}

void HookCommands::sayWhatIsWaitedFor()
{
    const qsizetype left = m_running + qsizetype(m_waiting.size());
    m_view.noticed(left == 1 ? u"waiting for one program of --on-file-done or --on-finished to end"_s
                             : u"waiting for %1 programs of --on-file-done to end"_s.arg(left));
}

void HookCommands::onEnded(QProcess *process, const QString &flag, const QString &about, const QByteArray &output)
{
    --m_running;
    process->deleteLater();
    const QString said = QString::fromUtf8(output).trimmed();
    QString why;
    if (process->error() == QProcess::FailedToStart)
        why = u"could not be started: "_s + process->errorString();
    else if (process->property(overdue).toBool())
        why = u"took longer than --hook-timeout and was ended"_s;
    else if (process->exitStatus() == QProcess::CrashExit)
        why = u"was ended by a signal"_s;
    else if (process->exitCode() != 0)
        why = u"ended with exit code %1"_s.arg(process->exitCode());
    if (!why.isEmpty()) {
        m_failed = true;
        const QString lastLine = said.section(u'\n', -1);
        m_view.warned(u"--%1 %2 (%3)%4"_s.arg(flag, why, printable(about),
                                              lastLine.isEmpty() ? QString() : u": "_s + printable(lastLine)));
    } else if (!said.isEmpty()) {
        for (const QString &line : said.split(u'\n'))
            m_view.noticed(u"--%1: %2"_s.arg(flag, printable(line)));
    }
    proceed();
}

} // namespace millrace
