// SPDX-License-Identifier: GPL-3.0-or-later
// An upload from a device that ends: as its other side meant it to, or otherwise.
#include "api/client.h"
#include "support/testendpoint.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestDeviceFeed : public QObject
{
    Q_OBJECT
private slots:
    void process_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<bool>("stored");
        QTest::addRow("whole") << u"head -c 300000 /dev/zero"_s << true;
        QTest::addRow("failed") << u"head -c 300000 /dev/zero; exit 3"_s << false;
        QTest::addRow("killed") << u"head -c 300000 /dev/zero; kill -9 $$"_s << false;
    }

    void process()
    {
        QFETCH(QString, script);
        QFETCH(bool, stored);
        TestEndpoint endpoint;
        const Client client(endpoint.connection());
        QProcess producer;
        producer.start(u"sh"_s, {u"-c"_s, script});
        QVERIFY(producer.waitForStarted());
        const Result<FileResult> result = client.uploadDevice(producer, {endpoint.bucket(), u"object"_s});
        producer.waitForFinished();
        QCOMPARE(result.has_value(), stored);
        QCOMPARE(QFile::exists(endpoint.bucketFolder() + u"/object"_s), stored);
        if (stored)
            QCOMPARE(result->size, 300'000);
    }
};

QTEST_GUILESS_MAIN(TestDeviceFeed)
#include "tst_devicefeed.moc"
