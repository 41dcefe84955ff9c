// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchrunner/benchclient.h"
#include "benchrunner/peerprograms.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

namespace millrace {

/// A peer that is a Python library: one process makes its client once and then does pass after pass, so that a run's time
/// is the library's alone.
class LibraryPeer final : public BenchClient
{
    Q_OBJECT
public:
    /// @p client is crt, boto3-python or boto3-crt.
    LibraryPeer(QString client, Workload workload, PeerPlace place, Connection connection, QObject *parent = nullptr);
    ~LibraryPeer() override;

    void open() override;
    void run() override;
    void cancel() override;
    qint64 close() override;

private:
    void onLine(const QString &line);
    void onEnded();

    const QString m_client;
    const Workload m_workload;
    const PeerPlace m_place;
    const Connection m_connection;
    QTemporaryDir m_scratch;
    QProcess m_process;
    QElapsedTimer m_clock;
    enum class State { Opening, Ready, Running, Ended } m_state = State::Opening;
};

} // namespace millrace
