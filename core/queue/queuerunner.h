// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/queueconnection.h"
#include "queue/queueentry.h"
#include "transfer/bandwidthbuckets.h"

#include <QObject>
#include <functional>
#include <memory>

namespace millrace {

class QueueStore;
class QueueWorker;

/// The whole queue at one moment. A value.
struct QueueSnapshot
{
    QString file;
    QList<QueueEntry> entries; ///< in the order of running; those of this process with their live progress
    bool running = false;
    int parallel = 0;
};

/// Nothing waits any more that this process could begin.
struct QueueRest
{
    int activeElsewhere = 0;
    QList<qint64> pids; ///< of the processes that run them
};

struct QueueRunnerOptions
{
    QString file;                  ///< empty: defaultQueueFile()
    QString program;               ///< what to call this process to others
    int parallel = 2;              ///< entries at once; each uses as many connections as its settings allow
    bool running = false;          ///< begin to work at once
    ConnectionProvider connection; ///< empty: connectionFromChain() with the system's environment
    ByteCount memory = 256 * MiB;  ///< for the buffers of all entries together; the settings of one may be less
    BandwidthBuckets bandwidth;    ///< shared by all that this process runs
};

/// The queue for front ends: shows it, steers it, runs it. Lives in the thread that made it, which needs an event loop;
/// database, disk and transfers are left to a thread of its own, and no call here waits for any of them (the destructor
/// alone waits until transfers are stopped). Several runners, in one process or more, may have the same file open: they
/// share the work, and each sees within half a second what another one changed.
class QueueRunner : public QObject
{
    Q_OBJECT
public:
    using Ticket = quint64;

    explicit QueueRunner(QueueRunnerOptions options, QObject *parent = nullptr);
    /// Transfers under way go back into the queue, for the next one to go on with.
    ~QueueRunner() override;

    /// Opens the file; `opened` or `failed` follows. Steering before that is kept until then.
    void open();

    /// Take up waiting entries, or stop: what is active goes back into the queue, and `stopped` follows.
    void setRunning(bool running);
    void setParallel(int entries);
    /// For entries that begin from now on.
    void setMemory(ByteCount all);

    // As QueueStore's. `done` or `refused` follows with the ticket.
    Ticket add(const QList<QueueDraft> &drafts);
    Ticket pause(const QList<qint64> &ids);
    Ticket resume(const QList<qint64> &ids);
    // These two also remove from the server what an upload that is not active has sent; `remained` follows where that
    // fails. Of an active one its owner takes it back.
    Ticket cancel(const QList<qint64> &ids);
    Ticket remove(const QList<qint64> &ids);
    Ticket retry(const QList<qint64> &ids);
    Ticket setPriority(const QList<qint64> &ids, int priority);
    Ticket move(qint64 id, int place);
    Ticket setSettings(qint64 id, const TransferSettings &settings);

signals:
    void opened(const QString &file);
    /// The file cannot be used (see QueueStore). Before `opened` it is the end, and open() may be called again; later the
    /// runner goes on trying.
    void failed(const millrace::Error &error);
    /// The queue is another one now: an entry was added, changed, began or ended, here or elsewhere; at least every second
    /// while something is active.
    void changed(const millrace::QueueSnapshot &queue);
    void done(quint64 ticket, const QList<qint64> &ids);
    void refused(quint64 ticket, const millrace::Error &error);
    /// @p entry, an upload, was given up, but not all it had sent could be removed from the server, where it costs storage.
    /// @p command removes it, for a shell.
    void remained(const millrace::QueueEntry &entry, const millrace::Error &error, const QString &command);

    // Of entries that this process runs.
    void began(const millrace::QueueEntry &entry);
    /// At 10 Hz.
    void progressed(qint64 id, const millrace::Snapshot &snapshot);
    void fileFinished(qint64 id, const millrace::FileResult &result);
    void noticed(qint64 id, const QString &text);
    /// @p entry in its new state; Queued where it was stopped in between.
    void ended(const millrace::QueueEntry &entry, const millrace::RunResult &result);

    /// Running, and nothing to do any more. Again after there was something.
    void drained(const millrace::QueueRest &rest);
    /// Nothing of this process is active any more, after setRunning(false).
    void stopped();

private:
    Ticket change(std::function<Result<QList<qint64>>(QueueStore &)> step, const QList<qint64> &givenUp = {});

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace millrace

Q_DECLARE_METATYPE(millrace::QueueSnapshot)
Q_DECLARE_METATYPE(millrace::QueueRest)
