// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchrunner/commandpeer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace millrace {

/// Bytes on their way to the program's standard input; the pipe takes less at a time.
constexpr ByteCount inputAhead = 4 * MiB;

CommandPeer::CommandPeer(QString client, Workload workload, PeerPlace place, Connection connection, QObject *parent)
    : BenchClient(parent), m_client(std::move(client)), m_workload(std::move(workload)), m_place(std::move(place)),
      m_connection(std::move(connection))
{
}

CommandPeer::~CommandPeer()
{
    close();
}

void CommandPeer::open()
{
    m_place.scratch = m_scratch.path();
    auto command = peerCommand(m_client, m_workload, m_place);
    if (!command) {
        emit skipped(command.error());
        return;
    }
    m_command = *command;
    const auto program = findPeerProgram(m_client, m_command.program, m_place.endpoint);
    if (!program) {
        emit skipped(program.error());
        return;
    }
    m_command.program = *program;
    if (m_command.needsExactFolder && m_workload.has(WorkloadAction::Upload)) {
        const QDir folder = QFileInfo(m_place.folder + u'/' + m_workload.tasks.first().key).dir();
        if (folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size() != m_workload.tasks.size()) {
            emit skipped(u"one command of %1 uploads a folder, and %2 holds more than the workload's files"_s.arg(
                m_client, folder.path()));
            return;
        }
    }
    for (auto it = m_command.files.cbegin(); it != m_command.files.cend(); ++it) {
        QFile file(it.key());
        if (!file.open(QIODevice::WriteOnly) || file.write(it.value()) != it.value().size() || !file.flush()) {
            Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None, u"cannot write: "_s + file.errorString());
            error.path = it.key();
            emit opened(error);
            return;
        }
    }
    emit noticed(u"each run: %1 %2"_s.arg(m_command.program, m_command.arguments.join(u' ')));
    emit opened(std::nullopt);
}

void CommandPeer::run()
{
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(peerEnvironment(m_connection, m_command.environment));
    m_process->setWorkingDirectory(m_place.folder);
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_output.reset();
    if (downloadsToMemory()) {
        m_output = std::make_unique<CountedPipe>();
        if (!m_output->isOpen()) {
            const Error error = localError(errno, u"make a pipe for"_s, m_command.program);
            QMetaObject::invokeMethod(this, [this, error] { emit ran(error, 0); }, Qt::QueuedConnection);
            return;
        }
        m_process->setChildProcessModifier([end = m_output->writeEnd()] { ::dup2(end, STDOUT_FILENO); });
    }
    m_fed = 0;
    m_ended = false;
    if (m_command.input)
        connect(m_process.get(), &QProcess::bytesWritten, this, &CommandPeer::feed);
    else
        m_process->setStandardInputFile(QProcess::nullDevice());
    // Queued: the next pass takes the process's place.
    connect(m_process.get(), &QProcess::finished, this, &CommandPeer::onEnded, Qt::QueuedConnection);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onEnded();
    }, Qt::QueuedConnection);
    m_clock.start();
    m_process->start(m_command.program, m_command.arguments);
    if (m_output)
        m_output->closeWriteEnd();
    if (m_command.input)
        feed();
}

bool CommandPeer::downloadsToMemory() const
{
    return !m_workload.filesOnDisk && m_workload.has(WorkloadAction::Download);
}

void CommandPeer::feed()
{
    while (m_fed < *m_command.input && m_process->bytesToWrite() < inputAhead) {
        QByteArray chunk(qsizetype(std::min<ByteCount>(MiB, *m_command.input - m_fed)), Qt::Uninitialized);
        (void)m_source.read(m_fed, chunk.data(), chunk.size()); // generated: cannot fail
        if (m_process->write(chunk) != chunk.size())
            return; // it has ended, which is told elsewhere
        m_fed += chunk.size();
    }
    if (m_fed == *m_command.input)
        m_process->closeWriteChannel();
}

void CommandPeer::onEnded()
{
    if (std::exchange(m_ended, true))
        return;
    const double seconds = double(m_clock.nsecsElapsed()) / 1e9;
    emit ran(failure(), seconds);
}

std::optional<Error> CommandPeer::failure()
{
    if (m_process->error() == QProcess::FailedToStart || m_process->exitStatus() != QProcess::NormalExit
        || m_process->exitCode() != 0) {
        const QString words = QString::fromUtf8(m_process->readAllStandardError()).simplified().right(500);
        return peerFailure(m_client, words.isEmpty() ? m_process->errorString() : words);
    }
    if (m_output)
        if (const ByteCount came = m_output->drained(); came != m_workload.totalBytes())
            return peerFailure(m_client, u"%1 bytes came, where the workload says %2"_s.arg(came).arg(m_workload.totalBytes()));
    return std::nullopt;
}

void CommandPeer::cancel()
{
    if (m_process)
        m_process->terminate();
}

qint64 CommandPeer::close()
{
    if (m_process && m_process->state() != QProcess::NotRunning) {
        m_process->kill();
        m_process->waitForFinished();
    }
    return peakOfChildren();
}

} // namespace millrace
