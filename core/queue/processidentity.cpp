// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/processidentity.h"

#include "transfer/journal.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSysInfo>
#include <optional>

#ifndef Q_OS_WIN
#include <cerrno>
#include <csignal>
#endif

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct ProcessStat
{
    char state = '?';
    qint64 startTicks = 0;
};

std::optional<ProcessStat> statOf(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray text = file.readAll();
    // The name in brackets may hold anything, brackets and blanks too: count from behind the last one.
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    if (fields.size() < 20)
        return std::nullopt;
    return ProcessStat{fields.at(0).isEmpty() ? '?' : fields.at(0).at(0), fields.at(19).toLongLong()};
}

} // namespace

ProcessIdentity ProcessIdentity::current()
{
    ProcessIdentity me;
    me.machine = QString::fromLatin1(QSysInfo::machineUniqueId());
    me.boot = currentBootId();
    me.pidSpace = QFile::symLinkTarget(u"/proc/self/ns/pid"_s).section(u'/', -1);
    me.pid = QCoreApplication::applicationPid();
    if (const auto stat = statOf(me.pid))
        me.startTicks = stat->startTicks;
    return me;
}

ProcessIdentity::Life ProcessIdentity::life() const
{
    const ProcessIdentity me = current();
    if (!machine.isEmpty() && machine == me.machine && boot != me.boot)
        return Life::Gone; // this machine was started again since
    if (machine != me.machine || boot.isEmpty() || pidSpace != me.pidSpace)
        return Life::OutOfSight;
    if (pid == me.pid && startTicks == me.startTicks)
        return Life::Alive;
#ifdef Q_OS_WIN
    return Life::OutOfSight;
#else
    if (const auto stat = statOf(pid)) {
        // A process that was killed keeps its number until its parent asks for it.
        const bool dead = stat->state == 'Z' || stat->state == 'X';
        return !dead && stat->startTicks == startTicks ? Life::Alive : Life::Gone;
    }
    return ::kill(pid_t(pid), 0) == 0 || errno == EPERM ? Life::Alive : Life::Gone;
#endif
}

} // namespace millrace
