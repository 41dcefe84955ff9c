// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchrunner/benchclient.h"
#include "benchrunner/countedpipe.h"
#include "benchrunner/peerprograms.h"
#include "io/bytesource.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <memory>

namespace millrace {

/// A peer that is a program: each pass is one run of it, its start included, as its users see it.
class CommandPeer final : public BenchClient
{
    Q_OBJECT
public:
    /// @p place lacks the scratch folder, which is made here.
    CommandPeer(QString client, Workload workload, PeerPlace place, Connection connection, QObject *parent = nullptr);
    ~CommandPeer() override;

    void open() override;
    void run() override;
    void cancel() override;
    qint64 close() override;

private:
    void feed();
    void onEnded();
    bool downloadsToMemory() const;
    std::optional<Error> failure();

    const QString m_client;
    const Workload m_workload;
    PeerPlace m_place;
    const Connection m_connection;
    QTemporaryDir m_scratch;
    PeerCommand m_command;
    std::unique_ptr<CountedPipe> m_output; ///< where an object comes by it
    std::unique_ptr<QProcess> m_process;
    QElapsedTimer m_clock;
    GeneratedSource m_source{1};
    ByteCount m_fed = 0;
    bool m_ended = false;
};

} // namespace millrace
