// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchrunner/workloadrepeats.h"

#include "bench/workloadfiles.h"
#include "cli/errortext.h"
#include "cli/exitcode.h"

using namespace Qt::StringLiterals;

namespace millrace {

WorkloadRepeats::WorkloadRepeats(const Workload &workload, QString folder, BenchClient &client, Console &console)
    : m_workload(workload), m_folder(std::move(folder)), m_client(client), m_console(console),
      m_statistics(workload.totalBytes())
{
    connect(&m_client, &BenchClient::skipped, this, [this](const QString &reason) { end(skip(m_console, reason)); });
    connect(&m_client, &BenchClient::opened, this, [this](const std::optional<Error> &error) {
        if (error)
            endWith(*error);
        else
            next();
    });
    connect(&m_client, &BenchClient::ran, this, &WorkloadRepeats::onRan);
    connect(&m_client, &BenchClient::noticed, this, [this](const QString &text) {
        if (m_console.isVerbose())
            m_console.err(text);
    });
}

/// In the runner's own terms: it has none of the flags that other errors speak of.
static QString nextStep(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::Throttled: return u"Check AWS_ENDPOINT_URL_S3, and whether the service there keeps up."_s;
    case ErrorKind::Auth:
        return u"Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_PROFILE, and what these keys may do with the bucket."_s;
    case ErrorKind::Config:
        if (!error.path.isEmpty())
            return u"\"millrace-cli workload make\" writes workloads in their form."_s;
        return u"\"millrace-benchrunner --help\" tells what is allowed."_s;
    case ErrorKind::LocalFile: return u"Check the path, its permissions and the free space, then run again."_s;
    case ErrorKind::Conflict: return u"Check that nobody else changes the objects, and that the client works by itself."_s;
    case ErrorKind::Protocol:
    case ErrorKind::Integrity: return u"Check that AWS_ENDPOINT_URL_S3 is an S3 service, and what is between it and here."_s;
    case ErrorKind::NotFound: return error.cause == ErrorCause::NoSuchBucket ? u"Check BUCKET and AWS_ENDPOINT_URL_S3."_s : QString();
    case ErrorKind::Cancelled: break;
    }
    return {};
}

int WorkloadRepeats::skip(Console &console, const QString &reason)
{
    console.err(u"Skipping benchmark - "_s + reason);
    return exitSkipped;
}

int WorkloadRepeats::fail(Console &console, const Error &error)
{
    const ErrorText text = errorText(error);
    const QString step = nextStep(error);
    console.err(u"FAIL - "_s + text.what + (text.what.endsWith(u'.') ? u""_s : u"."_s) + (step.isEmpty() ? step : u' ' + step));
    return exitFailed;
}

void WorkloadRepeats::start()
{
    m_clock.start();
    if (const Result<> there = checkUploads(m_workload, m_folder); !there)
        endWith(there.error());
    else
        m_client.open();
}

void WorkloadRepeats::cancel()
{
    m_cancelled = true;
    m_client.cancel();
}

void WorkloadRepeats::next()
{
    if (m_cancelled) {
        end(int(ExitCode::Interrupted));
        return;
    }
    if (const Result<> cleared = clearDownloads(m_workload, m_folder); !cleared)
        endWith(cleared.error());
    else
        m_client.run();
}

void WorkloadRepeats::onRan(const std::optional<Error> &error, double seconds)
{
    if (error) {
        endWith(*error);
        return;
    }
    // Whoever moved them: a run that left files out must not count.
    if (const Result<> there = checkDownloads(m_workload, m_folder); !there) {
        endWith(there.error());
        return;
    }
    m_console.out(m_statistics.add(seconds));
    m_console.flush();
    if (m_console.outIsBroken()) { // nobody is left to measure for; why is told at the end
        end(exitFailed);
        return;
    }
    if (m_statistics.count() < m_workload.maxRepeatCount && m_clock.elapsed() < m_workload.maxRepeatSecs * 1000LL) {
        next();
        return;
    }
    for (const QString &line : m_statistics.overall())
        m_console.out(line);
    m_console.out(BenchStatistics::peakLine(m_client.close()));
    end(0);
}

/// What fails because it was stopped has not failed.
void WorkloadRepeats::endWith(const Error &error)
{
    end(m_cancelled ? int(ExitCode::Interrupted) : fail(m_console, error));
}

void WorkloadRepeats::end(int exitCode)
{
    if (std::exchange(m_ended, true))
        return;
    m_client.close();
    emit finished(m_cancelled ? int(ExitCode::Interrupted) : exitCode);
}

} // namespace millrace
