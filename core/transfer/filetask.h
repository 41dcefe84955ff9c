// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/parttransfer.h"
#include "transfer/results.h"

#include <QObject>
#include <functional>
#include <optional>

namespace millrace {

/// One file of a run, from plan to result, whichever direction: hands out parts and puts their outcomes together. Lives
/// in the run's thread.
class FileTask : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual quint64 id() const = 0;
    /// Begins; partsReady or finished follow.
    virtual void start() = 0;
    /// No new parts; finished follows once the parts in flight have ended.
    virtual void cancel() = 0;

    virtual bool hasWaitingPart() const = 0;
    virtual PartTask takePart() = 0;
    virtual void onPartFinished(const PartOutcome &outcome) = 0;
    virtual void onTick(const PartTick &tick) = 0;

    /// Connections it can use now or, before the server was asked, probably will.
    virtual int wantedConnections() const = 0;
    /// True once the last byte has moved, so that it no longer counts as in flight on the network.
    virtual bool isCommitting() const = 0;
    virtual FileProgress progress() const = 0;
    virtual ByteCount delivered() const = 0; ///< resumed bytes included
    virtual ByteCount moved() const = 0;
    virtual int concurrency() const = 0;     ///< parts in flight, at most
    virtual ByteCount partSize() const = 0;

signals:
    void partsReady();
    /// The parts in flight are of no use any more: end them.
    void partsUnwanted(quint64 id);
    /// The last byte is there; only the end of the work is waited for.
    void committing();
    void noticed(const QString &text);
    void finished(const millrace::FileResult &result);
};

/// A file that was planned, as a value; the task itself is made when its turn comes.
struct PlannedTask
{
    quint64 id = 0;
    QString key;
    QString path;
    ByteCount size = 0;   ///< -1: unknown
    bool refused = false; ///< it can only fail: nothing will be read or written for it
    std::function<FileTask *(QObject *parent)> make;
};

/// Finds the files of a run, some at a time as they are asked for. Lives in the run's thread.
class TaskSource : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Looks for more unless it is about it. `planned` may follow many times, `ended` once.
    virtual void more() = 0;

signals:
    void planned(const millrace::PlannedTask &task);
    void ended(const std::optional<millrace::Error> &error);
};

} // namespace millrace
