// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QObject>
#include <optional>

namespace millrace {

/// Why a client sits a workload out: it is not installed, or no single command of it does the work.
struct BenchSkip
{
    QString reason;
};

/// One of the clients that a workload can be run with. One thread, with an event loop.
class BenchClient : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Gets ready, untimed; `opened` follows, unless `skipped` does.
    virtual void open() = 0;
    /// One pass over the workload; `ran` follows.
    virtual void run() = 0;
    /// Stops what is under way; its signal still follows.
    virtual void cancel() = 0;
    /// Ends what is still running and returns the most memory the client ever held, in bytes.
    virtual qint64 close() = 0;

signals:
    void opened(const std::optional<millrace::Error> &error);
    void skipped(const QString &reason);
    /// @p seconds are those of the pass alone.
    void ran(const std::optional<millrace::Error> &error, double seconds);
    /// For --verbose.
    void noticed(const QString &text);
};

} // namespace millrace
