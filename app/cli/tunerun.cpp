// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/tunerun.h"

#include "cli/errortext.h"
#include "cli/jsonevents.h"
#include "cli/printable.h"
#include "io/wholefile.h"
#include "report/reportjson.h"


using namespace Qt::StringLiterals;

namespace millrace {

static QString speed(ByteRate rate)
{
    return QString::number(rate / 1e6, 'f', rate < 1e8 ? 1 : 0) + u" MB/s"_s;
}

/// " +- 2 %".
static QString doubt(ByteRate rate, ByteRate error)
{
    return rate > 0 && error > 0 ? u" +- %1 %"_s.arg(error / rate * 100, 0, 'f', 0) : QString();
}

QString settingsText(const std::optional<TunedSettings> &settings, bool toDisk)
{
    if (!settings)
        return u"the present settings"_s;
    QString text = u"%1 files x %2 parts of %3"_s.arg(settings->fileParallelism).arg(settings->concurrency)
                       .arg(formatBytes(settings->partSize));
    if (toDisk)
        text += u", disk writes of %1 by %2 threads"_s.arg(formatBytes(settings->chunkSize)).arg(settings->ioThreads);
    return text;
}

static OrderedJson settingsJson(const std::optional<TunedSettings> &s)
{
    if (!s)
        return nullptr;
    return {{"file_parallelism", s->fileParallelism}, {"concurrency", s->concurrency}, {"connections", s->connections()},
            {"part_size", s->partSize}, {"io_threads", s->ioThreads}, {"chunk_size", s->chunkSize}};
}

OrderedJson trialJson(const TuningTrial &trial)
{
    return {{"trial", trial.number},
            {"settings", settingsJson(trial.settings)},
            {"reason", toJson(trial.reason)},
            {"warm_up", trial.warmUp},
            {"bytes_per_second", qint64(trial.rate)},
            {"standard_error", qint64(trial.error)},
            {"seconds", twoDecimals(trial.seconds)},
            {"bytes", trial.bytes},
            {"throttles", trial.throttles},
            {"bottleneck", bottleneckJson(trial.bottleneck)},
            {"error", trial.failure ? toJson(*trial.failure) : OrderedJson(nullptr)}};
}

OrderedJson tuningJson(const TuningResult &result, const QString &command)
{
    const QString line = result.better ? command + u' ' + result.recommended.flags() : command;
    return {{"better", result.better},
            {"recommended", result.better ? settingsJson(result.recommended) : OrderedJson(nullptr)},
            {"bytes_per_second", qint64(result.rate)},
            {"standard_error", qint64(result.rateError)},
            {"present_bytes_per_second", qint64(result.presentRate)},
            {"present_standard_error", qint64(result.presentError)},
            {"gain_percent", twoDecimals(result.gain * 100)},
            {"gain_error_percent", twoDecimals(result.gainError * 100)},
            {"verdict", textOrNull(result.verdict)},
            {"bottleneck", bottleneckJson(result.bottleneck)},
            {"trials", result.trials.size()},
            {"command", toJson(line)},
            {"cancelled", result.cancelled},
            {"error", result.error ? toJson(*result.error) : OrderedJson(nullptr)}};
}

TuneRun::TuneRun(TuneRequest request, Console &console)
    : m_request(std::move(request)), m_console(console), m_run(m_request.tuning)
{
    connect(&m_run, &TuningRun::trialStarted, this, &TuneRun::onTrialStarted);
    connect(&m_run, &TuningRun::trialProgressed, this, &TuneRun::onTrialProgressed);
    connect(&m_run, &TuningRun::trialFinished, this, &TuneRun::onTrialFinished);
    connect(&m_run, &TuningRun::finished, this, &TuneRun::onFinished);
    connect(&m_run, &TuningRun::noticed, this, [this](const QString &text) {
        if (m_request.json)
            m_console.outBytes(noticeEvent(text));
        else if (m_request.verbose)
            m_console.err(printable(text));
    });
}

void TuneRun::say(const OrderedJson &event)
{
    m_console.outBytes(compactText(event) + '\n');
    m_console.flush();
}

void TuneRun::start()
{
    const TuningRequest &tuning = m_request.tuning;
    if (const QString &report = m_request.reportFile; !report.isEmpty())
        if (const Result<> writable = checkWritable(report, u"the report"_s); !writable) { // now, rather than after all trials
            if (m_request.json)
                m_console.outBytes(errorEvent(writable.error()));
            m_console.error(errorLine(writable.error()));
            emit finished(int(exitCodeFor(writable.error())));
            return;
        }
    if (m_request.json) {
        m_console.outBytes(startEvent(m_request.facts));
        m_console.flush();
    } else if (!m_request.quiet) {
        m_console.err(u"Tuning downloads of %1 to %2: at most %3 trials of %4 s or %5 each."_s.arg(
            printable(m_request.facts.sources.join(u", "_s)),
            tuning.spec.targetFolder.isEmpty() ? u"memory"_s : printable(tuning.spec.targetFolder)).arg(tuning.mostTrials)
                          .arg(tuning.trialSeconds).arg(formatBytes(tuning.trialBytes)));
    }
    m_run.start();
}

void TuneRun::cancel()
{
    clearLine();
    m_console.err(u"Stopping."_s);
    m_run.cancel();
}

void TuneRun::onTrialStarted(const TuningTrial &trial)
{
    if (m_request.json)
        say({{"event", "trial_started"}, {"trial", trial.number}, {"settings", settingsJson(trial.settings)},
             {"reason", toJson(trial.reason)}});
}

void TuneRun::onTrialProgressed(int number, double seconds, double rate)
{
    if (m_request.json || m_request.quiet || !m_console.errIsTerminal())
        return;
    m_console.errRaw(u"\r\033[K%1  %2 s  %3"_s.arg(number, 2).arg(seconds, 0, 'f', 1).arg(speed(rate)).toUtf8());
    m_lineOpen = true;
}

void TuneRun::clearLine()
{
    if (std::exchange(m_lineOpen, false))
        m_console.errRaw("\r\033[K");
}

void TuneRun::onTrialFinished(const TuningTrial &trial)
{
    if (m_request.json) {
        OrderedJson event{{"event", "trial"}};
        event.update(trialJson(trial));
        say(event);
        return;
    }
    clearLine();
    if (m_request.quiet)
        return;
    const QString came = trial.failure ? painted(Tone::Bad, u"failed: "_s + errorText(*trial.failure).what, m_console.errColour())
                                       : painted(Tone::Good, speed(trial.rate), m_console.errColour()) + doubt(trial.rate, trial.error);
    m_console.err(u"%1  %2  %3"_s.arg(trial.number, 2).arg(came, settingsText(trial.settings, !m_request.facts.target.isEmpty())));
    m_console.err(painted(Tone::Dim, u"    "_s + trial.reason, m_console.errColour()));
    if (m_request.verbose && trial.bottleneck)
        m_console.err(painted(Tone::Dim, u"    limited by "_s + trial.bottleneck.sentence, m_console.errColour()));
}

void TuneRun::tell(const TuningResult &result)
{
    if (result.presentRate <= 0)
        return;
    m_console.out(result.verdict);
    m_console.out(u"Present settings: %1%2"_s.arg(speed(result.presentRate), doubt(result.presentRate, result.presentError)));
    if (result.better)
        m_console.out(u"Best found:       %1%2 with %3"_s.arg(speed(result.rate), doubt(result.rate, result.rateError),
                                                            settingsText(result.recommended, !m_request.facts.target.isEmpty())));
    if (result.bottleneck) {
        m_console.out(u"Limited by "_s + result.bottleneck.sentence + u'.');
        if (!result.bottleneck.advice.isEmpty() && m_request.verbose)
            m_console.out(u"  "_s + result.bottleneck.advice);
    }
    m_console.out(result.better ? u"Best command line:"_s : u"Command line (no flags are needed):"_s);
    m_console.out(u"  "_s + (result.better ? m_request.command + u' ' + result.recommended.flags() : m_request.command));
}

Result<> TuneRun::writeReport(const TuningResult &result) const
{
    OrderedJson json;
    json["millrace_tuning"] = 1;
    OrderedJson sources = OrderedJson::array();
    for (const QString &source : m_request.facts.sources)
        sources.push_back(toJson(source));
    const MachineInfo machine = MachineInfo::current();
    json["sources"] = sources;
    json["target"] = textOrNull(m_request.facts.target);
    json["endpoint"] = textOrNull(m_request.facts.endpoint);
    json["machine"] = {{"os", toJson(machine.operatingSystem)}, {"cpu_model", textOrNull(machine.cpuModel)},
                       {"cpu_count", machine.cpuCount}, {"memory_bytes", machine.memory},
                       {"millrace_version", toJson(machine.millraceVersion)}};
    json["result"] = tuningJson(result, m_request.command);
    OrderedJson trials = OrderedJson::array();
    for (const TuningTrial &trial : result.trials)
        trials.push_back(trialJson(trial));
    json["trials"] = trials;
    return writeWhole(m_request.reportFile, indentedText(json) + '\n', u"the report"_s);
}

void TuneRun::onFinished(const TuningResult &result)
{
    clearLine();
    ExitCode code = result.cancelled ? ExitCode::Interrupted : ExitCode::Ok;
    const auto failed = [this, &code](const Error &error) {
        code = exitCodeFor(error);
        if (m_request.json)
            m_console.outBytes(errorEvent(error));
        m_console.error(errorLine(error));
    };
    if (result.error)
        failed(*result.error);
    else if (!result.cancelled && result.presentRate <= 0)
        failed(Error::make(ErrorKind::Timeout, ErrorCause::None,
                           u"no byte came while the present settings were tried: longer trials (--trial-seconds) may show more"_s));
    if (!m_request.reportFile.isEmpty())
        if (const Result<> written = writeReport(result); !written)
            failed(written.error());
    if (m_request.json) {
        OrderedJson event{{"event", "tuning"}, {"exit_code", int(code)}};
        event.update(tuningJson(result, m_request.command));
        say(event);
    } else {
        tell(result);
        m_console.flush();
    }
    emit finished(int(code));
}

} // namespace millrace
