// SPDX-License-Identifier: GPL-3.0-or-later
// The command line with standard output in the place of a file.
#include "support/testendpoint.h"

#include <QCryptographicHash>
#include <QDir>
#include <QProcess>
#include <QTest>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {
/// Of a process, in bytes; 0 where it has ended.
ByteCount peakResident(qint64 pid)
{
    QFile status(u"/proc/%1/status"_s.arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("VmHWM:"))
            return line.mid(6).simplified().split(' ').first().toLongLong() * KiB;
    return 0;
}
} // namespace

class TestStdStreams : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestEndpoint> m_endpoint;

    QStringList flags() const { return {u"--endpoint-url"_s, m_endpoint->server().url().toString()}; }
    void prepare(QProcess &process, const QStringList &words) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"AWS_ACCESS_KEY_ID"_s, QString::fromLatin1(m_endpoint->connection().credentials.accessKeyId));
        environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, QString::fromLatin1(m_endpoint->connection().credentials.secretAccessKey));
        environment.insert(u"AWS_REGION"_s, u"us-east-1"_s);
        process.setProcessEnvironment(environment);
        process.setProgram(QStringLiteral(MILLRACE_CLI));
        process.setArguments(words + flags());
    }

private slots:
    void initTestCase()
    {
        m_endpoint = std::make_unique<TestEndpoint>([](ServerOptions &options) {
            options.synthetic = {{u"made"_s, u"big"_s, {}, 1, 2 * GiB, 4}};
        });
        QVERIFY(m_endpoint->isRunning());
    }
    void cleanup() { m_endpoint->setRules({}); }

    void onlyTheBytesAreOnStdout()
    {
        const QByteArray bytes = testBytes(30 * MiB + 5, 2);
        m_endpoint->put(u"object"_s, bytes);
        for (const QStringList &extra : {QStringList(), QStringList{u"--json"_s}, QStringList{u"-v"_s}}) {
            QProcess process;
            prepare(process, QStringList{u"download"_s, u"s3://bucket/object"_s, u"-"_s} + extra);
            process.start();
            QVERIFY(process.waitForFinished(60'000));
            QCOMPARE(process.exitCode(), 0);
            QVERIFY(process.readAllStandardOutput() == bytes);
            QVERIFY(!process.readAllStandardError().isEmpty());
        }
    }

    void damageIsSaid()
    {
        QVERIFY(m_endpoint->store(u"damaged"_s, testBytes(30 * MiB, 3), 0, u"sha256"_s));
        FaultRule flip;
        flip.key = u"damaged"_s;
        flip.operation = u"GetObject"_s;
        flip.action = FaultAction::FlipByte;
        flip.bytes = 20 * MiB;
        flip.times = 0;
        m_endpoint->setRules({flip});
        QProcess process;
        prepare(process, {u"download"_s, u"s3://bucket/damaged"_s, u"-"_s});
        process.start();
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 5);
        QVERIFY(process.readAllStandardError().contains("on standard output already"));
    }

    void aReaderThatGoesAwayEndsItQuietly()
    {
        QProcess process;
        prepare(process, {});
        process.setArguments({u"-c"_s, u"\"$@\" | head -c 1000000; exit ${PIPESTATUS[0]}"_s, u"bash"_s, process.program(),
                              u"download"_s, u"s3://made/big"_s, u"-"_s, flags().at(0), flags().at(1)});
        process.setProgram(u"bash"_s);
        process.start();
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 141);
        QCOMPARE(process.readAllStandardOutput().size(), 1'000'000);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(!said.contains("rror") && said.count('\n') <= 2, said.constData());
    }

    /// What standard output leads to takes nothing more, at once or after a while.
    void whatCannotBeWrittenFails_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("line"); ///< for a shell; "$@" is the command
        QTest::addColumn<QByteArray>("said");
        const QStringList large{u"download"_s, u"s3://bucket/large"_s, u"-"_s};
        const QStringList small{u"download"_s, u"s3://bucket/small"_s, u"-"_s};
        const QString full = u"\"$@\" > /dev/full"_s;
        const QString closed = u"\"$@\" >&-"_s;
        QTest::newRow("full, large") << large << full << QByteArray("standard output: the disk is full");
        QTest::newRow("full, small") << small << full << QByteArray("standard output: the disk is full");
        QTest::newRow("closed, large") << large << closed << QByteArray("Bad file descriptor");
        QTest::newRow("closed, small") << small << closed << QByteArray("Bad file descriptor");
        QTest::newRow("full in the middle")
            << large << u"mkdir -p $DIR && mount -t tmpfs -o size=8m none $DIR && \"$@\" > $DIR/out"_s
            << QByteArray("standard output: the disk is full");
        QTest::newRow("told at the close")
            << large << u"strace -f -qq -o /dev/null -P $DIR/out -e trace=close -e inject=close:error=EIO \"$@\" > $DIR/out"_s
            << QByteArray("standard output: cannot write to: Input/output error");
        QTest::newRow("a listing") << QStringList{u"list"_s, u"s3://bucket/"_s} << full
                                   << QByteArray("standard output: the disk is full");
        QTest::newRow("events") << QStringList{u"download"_s, u"s3://bucket/small"_s, m_endpoint->target(), u"--json"_s} << full
                                << QByteArray("standard output: the disk is full");
        QTest::newRow("help") << QStringList{u"list"_s, u"--help"_s} << full << QByteArray("standard output: the disk is full");
    }
    void whatCannotBeWrittenFails()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, line);
        QFETCH(QByteArray, said);
        m_endpoint->put(u"large"_s, testBytes(30 * MiB, 4));
        m_endpoint->put(u"small"_s, "a few bytes");
        QDir().mkpath(m_endpoint->scratch() + u"/full"_s);
        QStringList before;
        if (line.contains(u"mount"_s)) {
            QProcess probe;
            probe.start(u"unshare"_s, {u"-rm"_s, u"mount"_s, u"-t"_s, u"tmpfs"_s, u"none"_s, m_endpoint->scratch() + u"/full"_s});
            if (!probe.waitForFinished() || probe.exitStatus() != QProcess::NormalExit || probe.exitCode() != 0)
                QSKIP("no file system may be mounted here, not even in a namespace of its own");
            before = {u"unshare"_s, u"-rm"_s};
        }
        if (line.contains(u"strace"_s)) {
            QProcess probe;
            probe.start(u"strace"_s, {u"-qq"_s, u"-o"_s, u"/dev/null"_s, u"true"_s});
            if (!probe.waitForFinished() || probe.exitStatus() != QProcess::NormalExit || probe.exitCode() != 0)
                QSKIP("strace, which makes the close fail, is not installed or not allowed");
            if (*TEST_SANITIZE)
                QSKIP("leaks cannot be looked for in a traced process");
        }
        QProcess process;
        prepare(process, words);
        QProcessEnvironment environment = process.processEnvironment();
        environment.insert(u"DIR"_s, m_endpoint->scratch() + u"/full"_s);
        process.setProcessEnvironment(environment);
        before += {u"bash"_s, u"-c"_s, line, u"bash"_s, process.program()};
        const QStringList all = before + process.arguments();
        process.setProgram(all.first());
        process.setArguments(all.mid(1));
        process.start();
        QVERIFY(process.waitForFinished(60'000));
        const QByteArray err = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 6, qPrintable(QString::number(process.exitCode()) + QString::fromUtf8(err)));
        QVERIFY2(err.contains(said), err.constData());
    }

    /// Nothing comes, so nothing is written: the reader's end must be noticed all the same.
    void aReaderThatGoesAwayIsNoticedWhileNothingIsWritten()
    {
        m_endpoint->put(u"stalled"_s, testBytes(1 * MiB, 3));
        FaultRule stall;
        stall.key = u"stalled"_s;
        stall.operation = u"GetObject"_s;
        stall.action = FaultAction::StallAfter;
        stall.times = 0;
        m_endpoint->setRules({stall});
        int ends[2];
        QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
        QProcess process;
        prepare(process, {u"download"_s, u"s3://bucket/stalled"_s, u"-"_s});
        process.setChildProcessModifier([out = ends[1]] { ::dup2(out, STDOUT_FILENO); });
        process.start();
        QVERIFY(process.waitForStarted());
        ::close(ends[1]);
        ::close(ends[0]);
        QVERIFY(process.waitForFinished(10'000));
        QCOMPARE(process.exitCode(), 141);
    }

    /// A gigabyte and more to a reader that stops, then goes on.
    void memoryIsBoundedWithASlowReader()
    {
        if (*TEST_SANITIZE)
            QSKIP("a sanitizer keeps more memory than the program");
        int ends[2];
        QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
        QProcess process;
        prepare(process, {u"download"_s, u"s3://made/big"_s, u"-"_s, u"--memory-limit"_s, u"96MiB"_s});
        process.setChildProcessModifier([out = ends[1]] { ::dup2(out, STDOUT_FILENO); });
        process.start();
        QVERIFY(process.waitForStarted());
        ::close(ends[1]);
        QByteArray piece(1 * MiB, Qt::Uninitialized);
        ByteCount total = 0, peak = 0;
        for (ssize_t n; (n = ::read(ends[0], piece.data(), size_t(piece.size()))) > 0;) {
            total += n;
            // A pause every 256 MiB lets everything that can fill up fill up.
            if ((total - n) / (256 * MiB) != total / (256 * MiB)) {
                peak = std::max(peak, peakResident(process.processId()));
                QTest::qWait(500);
            }
        }
        ::close(ends[0]);
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        QCOMPARE(total, 2 * GiB);
        QVERIFY(peak > 0);
        QVERIFY2(peak <= 128 * MiB, qPrintable(QString::number(peak / MiB)));
    }

    void aStoppedReaderDoesNotHoldUpAnInterrupt()
    {
        int ends[2];
        QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
        QProcess process;
        prepare(process, {u"download"_s, u"s3://made/big"_s, u"-"_s});
        process.setChildProcessModifier([out = ends[1]] { ::dup2(out, STDOUT_FILENO); });
        process.start();
        QVERIFY(process.waitForStarted());
        ::close(ends[1]);
        QByteArray piece(100'000, Qt::Uninitialized);
        QVERIFY(::read(ends[0], piece.data(), size_t(piece.size())) > 0); // it is under way; nobody reads on
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(10'000));
        QCOMPARE(process.exitCode(), 130);
        ::close(ends[0]);
    }

    void stdinBecomesAnObject_data()
    {
        QTest::addColumn<ByteCount>("size");
        QTest::newRow("small") << 1 * MiB;
        QTest::newRow("in parts") << 50 * MiB + 3;
    }
    void stdinBecomesAnObject()
    {
        QFETCH(ByteCount, size);
        const QByteArray bytes = testBytes(size, 12);
        QProcess process;
        prepare(process, {u"upload"_s, u"-"_s, u"s3://bucket/up/from-stdin"_s});
        process.start();
        process.write(bytes);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        QCOMPARE(sha256OfFile(m_endpoint->bucketFolder() + u"/up/from-stdin"_s), sha256Of(bytes));
    }

    void aShortStdinIsRefusedWhereItsSizeIsKnown()
    {
        QProcess process;
        prepare(process, {u"upload"_s, u"-"_s, u"s3://bucket/up/short"_s, u"--expected-size"_s, u"1MiB"_s});
        process.start();
        process.write("cut off");
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 6);
        QVERIFY(process.readAllStandardError().contains("7 bytes where 1048576"));
        QVERIFY(!QFile::exists(m_endpoint->bucketFolder() + u"/up/short"_s));
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("no key") << QStringList{u"upload"_s, u"-"_s, u"s3://bucket/"_s};
        QTest::newRow("a folder") << QStringList{u"upload"_s, u"-"_s, u"s3://bucket/dir/"_s};
        QTest::newRow("beside files") << QStringList{u"upload"_s, u"-"_s, u"/etc/hostname"_s, u"s3://bucket/key"_s};
        QTest::newRow("kept parts") << QStringList{u"upload"_s, u"-"_s, u"s3://bucket/key"_s, u"--keep-partial"_s};
        QTest::newRow("a size for files") << QStringList{u"upload"_s, u"/etc/hostname"_s, u"s3://bucket/key"_s,
                                                         u"--expected-size"_s, u"5"_s};
        QTest::newRow("a test object") << QStringList{u"download"_s, u"--bucket-name"_s, u"bucket"_s,
                                                      u"--object-size-mb"_s, u"5"_s, u"-"_s};
    }
    void refusals()
    {
        QFETCH(QStringList, words);
        QProcess process;
        prepare(process, words);
        process.start();
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 2);
    }

    void severalObjectsInKeyOrder()
    {
        m_endpoint->put(u"log/b"_s, "second\n");
        m_endpoint->put(u"log/a"_s, "first\n");
        m_endpoint->put(u"log/c"_s, "third\n");
        QProcess process;
        prepare(process, {u"download"_s, u"s3://bucket/log/"_s, u"-"_s, u"-q"_s});
        process.start();
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.readAllStandardOutput(), "first\nsecond\nthird\n");
        QCOMPARE(process.readAllStandardError(), "");
        QProcess missing;
        prepare(missing, {u"download"_s, u"s3://bucket/log/c"_s, u"s3://bucket/none"_s, u"s3://bucket/log/a"_s, u"-"_s,
                          u"-q"_s});
        missing.start();
        QVERIFY(missing.waitForFinished(60'000));
        QCOMPARE(missing.exitCode(), 4);
        QVERIFY(QByteArray("third\n").startsWith(missing.readAllStandardOutput()));
    }
};

QTEST_GUILESS_MAIN(TestStdStreams)
#include "tst_stdstreams.moc"
