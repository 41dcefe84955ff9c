// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/diskspeed.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestDiskSpeed : public QObject
{
    Q_OBJECT
private slots:
    void measuresAndLeavesNothing()
    {
        QTemporaryDir folder;
        const Result<ByteRate> rate = measureWriteRate(folder.path(), 32 * MiB, 5);
        QVERIFY2(rate, rate ? "" : qPrintable(rate.error().message));
        QVERIFY(*rate > 0);
        QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot));
    }
    void tellsWhyNot()
    {
        const Result<ByteRate> rate = measureWriteRate(u"/nowhere/at/all"_s);
        QVERIFY(!rate);
        QCOMPARE(rate.error().kind, ErrorKind::LocalFile);
        QCOMPARE(rate.error().path, u"/nowhere/at/all"_s);
    }
    void stops()
    {
        QTemporaryDir folder;
        const std::atomic<bool> stop = true;
        const Result<ByteRate> rate = measureWriteRate(folder.path(), 1 * GiB, 60, &stop);
        QVERIFY(!rate);
        QCOMPARE(rate.error().kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestDiskSpeed)
#include "tst_diskspeed.moc"
