// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/networksampler.h"
#include "stats/processsampler.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace millrace;

class TestNetworkSampler : public QObject
{
    Q_OBJECT
private slots:
    void readsTheTable()
    {
        const NetworkSample s = parseNetworkTable(
            "Inter-|   Receive                                                |  Transmit\n"
            " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n"
            "    lo: 1000      10    0    0    0     0          0         0     1000      10    0    0    0     0       0          0\n"
            "  eth0:7000000000  20    0    0    0     0          0         0     300      12    0    0    0     0       0          0\n"
            " wlan0: 5         1    0    0    0     0          0         0     7      12    0    0    0     0       0          0\n");
        QCOMPARE(s.receivedBytes, 7000000005LL);
        QCOMPARE(s.sentBytes, 307LL);
        QCOMPARE(s.loopbackBytes, 1000LL);
        QCOMPARE(parseNetworkTable("nonsense").receivedBytes, 0LL);
    }
    void seesTraffic()
    {
        if (!QFile::exists(QStringLiteral("/proc/self/net/dev")))
            QSKIP("this system has no /proc/net/dev");
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const NetworkSample before = sampleNetwork();
        QTcpSocket socket;
        socket.connectToHost(server.serverAddress(), server.serverPort());
        QVERIFY(socket.waitForConnected() && server.waitForNewConnection(5000));
        const std::unique_ptr<QTcpSocket> other(server.nextPendingConnection());
        socket.write(QByteArray(200'000, 'x'));
        qint64 received = 0;
        while (received < 200'000 && (socket.flush(), other->waitForReadyRead(5000)))
            received += other->readAll().size();
        QCOMPARE(received, 200'000);
        QVERIFY(sampleNetwork().loopbackBytes - before.loopbackBytes >= 200'000);
    }
    void splitsTheProcessorTime()
    {
        const ProcessSample before = sampleProcess();
        volatile double x = 1;
        while (sampleProcess().cpuSeconds - before.cpuSeconds < 0.05)
            x = x * 1.0000001;
        const ProcessSample after = sampleProcess();
        QVERIFY(after.userSeconds >= before.userSeconds && after.systemSeconds >= before.systemSeconds);
        QVERIFY(std::abs(after.userSeconds + after.systemSeconds - after.cpuSeconds) < 1e-9);
        QVERIFY(after.residentBytes > MiB && after.residentBytes <= after.peakResidentBytes + MiB);
    }
};

QTEST_GUILESS_MAIN(TestNetworkSampler)
#include "tst_networksampler.moc"
