// SPDX-License-Identifier: GPL-3.0-or-later
// Names a number of keys (default 1,000,000; 1,000 to a folder) and prints the time and the memory it took.
#include "transfer/localnames.h"

#include <QFile>
#include <chrono>
#include <cstdio>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

double field(const char *name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (QByteArray line = status.readLine(); !line.isEmpty(); line = status.readLine()) {
        if (line.startsWith(name))
            return line.mid(qsizetype(qstrlen(name))).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

void run(const char *what, qint64 count, qint64 perFolder, bool caseInsensitive)
{
    LocalNameOptions options;
    options.caseInsensitive = caseInsensitive;
    LocalNames names(options);
    const double before = field("VmRSS:");
    const auto begin = std::chrono::steady_clock::now();
    qint64 renamed = 0;
    for (qint64 i = 0; i < count; ++i) {
        const LocalName name = names.assign(
            u"year=2024/part-%1/object-%2.parquet"_s.arg(i / perFolder, 7, 10, QChar(u'0')).arg(i, 9, 10, QChar(u'0')),
            1);
        renamed += !name.renamedBecause.isEmpty();
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf("%-34s %lld keys, %.2f s, RSS +%.1f MiB, peak %.1f MiB, %lld renamed\n", what,
                static_cast<long long>(count), took.count(), field("VmRSS:") - before, field("VmHWM:"),
                static_cast<long long>(renamed));
}

} // namespace

int main(int argc, char **argv)
{
    const qint64 count = argc > 1 ? QByteArray(argv[1]).toLongLong() : 1'000'000;
    run("1,000 keys to a folder", count, 1000, false);
    run("1,000 to a folder, case-insensitive", count, 1000, true);
    run("every key in a folder of its own", count, 1, false);
}
