// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

#include <QObject>

namespace millrace {

enum class TransferAction { Pause, Resume, Cancel, Retry, Remove, ToTop, Up, Down, ToBottom };

/// What the window knows of transfers: orders go in, values come out. Lives in the GUI thread and never blocks it; whoever
/// does the work (engines or the queue) is behind it, in threads of its own.
class TransferBoard : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void add(const TransferOrder &order) = 0;
    virtual void act(TransferAction action, const QList<quint64> &ids) = 0;
    /// The transfer goes on with these settings, unless it has finished; one under way is stopped for that and taken up
    /// again at once. `orderChanged` follows.
    virtual void setSettings(quint64 id, const TransferSettings &settings) = 0;
    /// Details of this transfer are wanted, of no other; 0: of none.
    virtual void watch(quint64 id) = 0;
    /// What was ordered, for "copy as command line" and "change settings"; null for an id that is gone.
    virtual const TransferOrder *order(quint64 id) const = 0;

signals:
    /// Rows that are new or changed, some times a second.
    void changed(const QList<millrace::TransferRow> &rows);
    void removed(const QList<quint64> &ids);
    /// order() tells something new of a transfer.
    void orderChanged(quint64 id);
    void totalsChanged(const millrace::TransferTotals &totals);
    /// Of the watched transfer.
    void detailChanged(const millrace::TransferDetail &detail);
    /// All lines of the watched transfer so far, then each as it comes.
    void logReset(quint64 id, const QList<millrace::LogLine> &lines);
    void logged(quint64 id, const QList<millrace::LogLine> &lines);
    /// What was asked cannot be done, or the queue cannot be used.
    void troubled(const millrace::Error &error);
    /// An upload from @p source was given up, but what it had sent is still on the server; @p command removes it.
    void remained(const QString &source, const millrace::Error &error, const QString &command);
    /// The report of a transfer that is over, written to the history.
    void reported(quint64 id, const QString &file);
    /// A transfer has ended by itself: finished or failed.
    void ended(const millrace::TransferRow &row);
};

} // namespace millrace
