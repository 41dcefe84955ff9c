// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/networksampler.h"

#include <QByteArrayList>
#include <fcntl.h>
#include <unistd.h>

namespace millrace {

NetworkSample parseNetworkTable(const QByteArray &text)
{
    NetworkSample sample;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0)
            continue; // one of the two lines of headings
        const QList<QByteArray> fields = line.mid(colon + 1).simplified().split(' ');
        if (fields.size() < 9)
            continue;
        const ByteCount received = fields.at(0).toLongLong(), sent = fields.at(8).toLongLong();
        if (line.left(colon).trimmed() == "lo") {
            sample.loopbackBytes += sent;
        } else {
            sample.receivedBytes += received;
            sample.sentBytes += sent;
        }
    }
    return sample;
}

NetworkSample sampleNetwork()
{
    const int fd = ::open("/proc/self/net/dev", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return {};
    QByteArray text;
    char block[4096];
    for (ssize_t n; (n = ::read(fd, block, sizeof block)) > 0;)
        text.append(block, n);
    ::close(fd);
    return parseNetworkTable(text);
}

} // namespace millrace
