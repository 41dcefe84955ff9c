// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchrunner/librarypeer.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace millrace {

LibraryPeer::LibraryPeer(QString client, Workload workload, PeerPlace place, Connection connection, QObject *parent)
    : BenchClient(parent), m_client(std::move(client)), m_workload(std::move(workload)), m_place(std::move(place)),
      m_connection(std::move(connection))
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] {
        while (m_process.canReadLine())
            onLine(QString::fromUtf8(m_process.readLine()).trimmed());
    });
    connect(&m_process, &QProcess::finished, this, &LibraryPeer::onEnded);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onEnded();
    });
}

LibraryPeer::~LibraryPeer()
{
    close();
}

void LibraryPeer::open()
{
    const auto python = findPython(m_client == u"crt" ? u"awscrt"_s : u"boto3"_s);
    if (!python) {
        emit skipped(python.error());
        return;
    }
    const QString script = m_scratch.filePath(u"peer.py"_s);
    const QString workload = m_scratch.filePath(u"workload.json"_s);
    QFile file(workload);
    const QByteArray text = m_workload.toJson();
    if (!QFile::copy(u":/benchrunner/peer.py"_s, script) || !file.open(QIODevice::WriteOnly)
        || file.write(text) != text.size() || !file.flush()) {
        Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None, u"cannot write the peer's files"_s);
        error.path = m_scratch.path();
        emit opened(error);
        return;
    }
    m_process.setProcessEnvironment(peerEnvironment(m_connection, {}));
    m_process.setWorkingDirectory(m_place.folder);
    m_process.start(*python, {script, m_client, workload, m_place.bucket, m_place.region,
                              QString::number(m_place.targetGigabits), m_place.endpoint});
}

void LibraryPeer::run()
{
    m_state = State::Running;
    m_clock.start();
    m_process.write("run\n");
}

void LibraryPeer::onLine(const QString &line)
{
    const double seconds = m_clock.isValid() ? double(m_clock.nsecsElapsed()) / 1e9 : 0;
    if (m_state == State::Opening && line == u"ready") {
        m_state = State::Ready;
        emit opened(std::nullopt);
    } else if (m_state == State::Opening && line.startsWith(u"skip ")) {
        m_state = State::Ended;
        emit skipped(line.mid(5));
    } else if (m_state == State::Running && line == u"done") {
        m_state = State::Ready;
        emit ran(std::nullopt, seconds);
    } else if (m_state == State::Running && line.startsWith(u"fail ")) {
        m_state = State::Ready;
        emit ran(peerFailure(m_client, line.mid(5)), seconds);
    }
}

/// It ends by itself only when something broke.
void LibraryPeer::onEnded()
{
    const State before = std::exchange(m_state, State::Ended);
    const QString words = QString::fromUtf8(m_process.readAllStandardError()).simplified().right(500);
    const Error error = peerFailure(m_client, words.isEmpty() ? m_process.errorString() : words);
    if (before == State::Opening)
        emit opened(error);
    else if (before == State::Running)
        emit ran(error, 0);
}

void LibraryPeer::cancel()
{
    m_process.kill();
}

qint64 LibraryPeer::close()
{
    m_state = State::Ended;
    if (m_process.state() != QProcess::NotRunning) {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(10'000)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    return peakOfChildren();
}

} // namespace millrace
