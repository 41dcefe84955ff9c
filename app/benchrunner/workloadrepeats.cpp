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
            end(fail(m_console, *error));
        else
            next();
    });
    connect(&m_client, &BenchClient::ran, this, &WorkloadRepeats::onRan);
    connect(&m_client, &BenchClient::noticed, this, [this](const QString &text) {
        if (m_console.isVerbose())
            m_console.err(text);
    });
}

int WorkloadRepeats::skip(Console &console, const QString &reason)
{
    console.err(u"Skipping benchmark - "_s + reason);
    return exitSkipped;
}

int WorkloadRepeats::fail(Console &console, const Error &error)
{
    console.err(u"FAIL - "_s + errorLine(error));
    return exitFailed;
}

void WorkloadRepeats::start()
{
    m_clock.start();
    if (const Result<> there = checkUploads(m_workload, m_folder); !there)
        end(fail(m_console, there.error()));
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
        end(fail(m_console, cleared.error()));
    else
        m_client.run();
}

void WorkloadRepeats::onRan(const std::optional<Error> &error, double seconds)
{
    if (error) {
        end(fail(m_console, *error));
        return;
    }
    // Whoever moved them: a run that left files out must not count.
    if (const Result<> there = checkDownloads(m_workload, m_folder); !there) {
        end(fail(m_console, there.error()));
        return;
    }
    m_console.out(m_statistics.add(seconds));
    m_console.flush();
    if (m_statistics.count() < m_workload.maxRepeatCount && m_clock.elapsed() < m_workload.maxRepeatSecs * 1000LL) {
        next();
        return;
    }
    for (const QString &line : m_statistics.overall())
        m_console.out(line);
    m_console.out(BenchStatistics::peakLine(m_client.close()));
    end(0);
}

void WorkloadRepeats::end(int exitCode)
{
    if (std::exchange(m_ended, true))
        return;
    m_client.close();
    emit finished(m_cancelled ? int(ExitCode::Interrupted) : exitCode);
}

} // namespace millrace
