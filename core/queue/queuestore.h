// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/queueentry.h"

#include <memory>

namespace millrace {

/// $XDG_DATA_HOME/millrace/queue.sqlite, or what the system has in its place.
QString defaultQueueFile();

/// The queue on disk: an SQLite file that several processes may have open at once. Every call is one transaction and may
/// wait for the disk and, up to ten seconds, for other processes: not for a GUI thread, which uses QueueRunner. One
/// thread: the one that opened it.
///
/// An active entry belongs to a process. When that process is gone, the next one to look puts the entry back into the
/// queue (or does what was last asked of it), and its transfer goes on from its journal. A process out of sight (another
/// container) counts as gone after leaseSeconds without a sign of life.
///
/// Errors: LocalFile where the file cannot be used, with ErrorCause::QueueDamaged when it is no intact queue (it is left
/// as it is); Conflict where another process does not let go of it, or an entry's state does not allow what is asked;
/// NotFound for an entry that is not there; Config for a file of a newer version.
class QueueStore
{
public:
    static constexpr int leaseSeconds = 30;

    /// Makes the file and its folder where there is none. @p program: what to call this process to others.
    static Result<std::unique_ptr<QueueStore>> open(const QString &file, const QString &program);
    /// Entries this process still has go back into the queue.
    ~QueueStore();
    QueueStore(const QueueStore &) = delete;
    QueueStore &operator=(const QueueStore &) = delete;

    QString file() const;

    /// All entries in the order of running: priority, then place.
    Result<QList<QueueEntry>> entries();
    /// Changes whenever another process wrote. Costs no disk access.
    qint64 dataVersion();

    // For whoever steers. All or nothing: an entry that does not allow it refuses the whole call. What is already so is
    // no error. Of an active entry the owner is asked, and does it within a second.
    /// The new ids.
    Result<QList<qint64>> add(const QList<QueueDraft> &drafts);
    Result<> pause(const QList<qint64> &ids);
    /// Paused entries wait for their turn again.
    Result<> resume(const QList<qint64> &ids);
    /// The entry stays in the list, and may be retried.
    Result<> cancel(const QList<qint64> &ids);
    /// Failed and cancelled entries wait for their turn again.
    Result<> retry(const QList<qint64> &ids);
    Result<> remove(const QList<qint64> &ids);
    Result<> setPriority(const QList<qint64> &ids, int priority);
    /// Puts the entry where @p place (1-based, in the whole list) is now, and gives it the priority of that place if it
    /// needs another one to be there.
    Result<> move(qint64 id, int place);
    /// Other settings for an entry. One that is active runs on with the old ones, and has these the next time it begins; a
    /// finished one refuses.
    Result<> setSettings(qint64 id, const TransferSettings &settings);

    // For whoever runs.
    /// The next queued entry, now active and this process's; none where nothing waits.
    Result<std::optional<QueueEntry>> claim();

    struct Update
    {
        qint64 id = 0;
        QueueProgress progress;
    };
    /// Stores the progress of entries of this process, and its sign of life.
    Result<> update(const QList<Update> &updates);

    struct Asked
    {
        qint64 id = 0;
        QueueWish wish = QueueWish::None;
        bool lost = false; ///< the entry is no longer this process's: stop, and leave it alone
    };
    /// What is asked of @p ids, which are this process's.
    Result<QList<Asked>> asked(const QList<qint64> &ids);

    /// This process is done with an entry: it ends as Finished or Failed, or, with Queued, goes back or does what was
    /// asked meanwhile. False where the entry was no longer this process's.
    Result<bool> settle(qint64 id, QueueState state, const QueueProgress &progress, const std::optional<Error> &error);

private:
    class Private;
    explicit QueueStore(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace millrace
