// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/parttransfer.h"

#include <QHash>
#include <QObject>
#include <QTimer>
#include <map>
#include <memory>
#include <vector>

namespace millrace {

/// Keeps HTTP transports warm and lends them to files. A file's parts share its transports up to each one's number of
/// connections; more parts take another transport; when a file's last part here has ended, its transports go back, so
/// that the next file finds open connections. One thread.
class TransportPool
{
public:
    using Make = std::function<std::unique_ptr<HttpTransport>(TransportKind)>;
    explicit TransportPool(Make make) : m_make(std::move(make)) {}

    /// @p kind is the same for all parts of a file.
    HttpTransport &lease(quint64 fileId, TransportKind kind);
    void giveBack(quint64 fileId, HttpTransport &transport);

private:
    struct Lane
    {
        std::unique_ptr<HttpTransport> transport;
        TransportKind kind = TransportKind::Qt;
        int active = 0;
    };
    Make m_make;
    std::map<TransportKind, std::vector<std::unique_ptr<HttpTransport>>> m_free;
    QHash<quint64, std::shared_ptr<std::vector<Lane>>> m_leased;
};

/// Runs parts in its own thread. All calls arrive there through queued invocations; results leave as signals.
class PartWorker : public QObject
{
    Q_OBJECT
public:
    PartWorker(const PartEnvironment &environment, int firstConnectionNumber);
    ~PartWorker() override;

    void start(const PartTask &task);
    void cancel(quint64 fileId);
    void cancelAll();

signals:
    void partFinished(const millrace::PartOutcome &outcome);
    /// At 10 Hz while parts are in flight.
    void ticked(const QList<millrace::PartTick> &ticks);

private:
    void onPartDone(PartTransfer *part, const PartOutcome &outcome);
    void onTimer();

    PartEnvironment m_env;
    S3Signer m_signer;
    TransportPool m_transports;
    QHash<PartTransfer *, int> m_parts; ///< in flight, with the connection number shown for each
    std::vector<bool> m_numbersInUse;
    int m_firstNumber;
    QTimer m_timer;
};

} // namespace millrace

Q_DECLARE_METATYPE(QList<millrace::PartTick>)
