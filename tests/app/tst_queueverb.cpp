// SPDX-License-Identifier: GPL-3.0-or-later
// "queue" as scripts use it: processes that come, go and die over one file.
#include "support/clirun.h"

#include <QFileInfo>
#include <signal.h>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestQueueVerb : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestEndpoint> m_endpoint;

    QProcessEnvironment environment() const { return cliEnvironment(m_endpoint->connection(), m_endpoint->scratch()); }
    QStringList words(const QStringList &arguments) const
    {
        return QStringList{u"queue"_s} + arguments + QStringList{u"--queue"_s, m_endpoint->scratch() + u"/queue.sqlite"_s};
    }
    CliResult queue(const QStringList &arguments) const { return runCli(environment(), words(arguments)); }
    /// Every entry, in its order.
    QList<QJsonObject> entries() const
    {
        QList<QJsonObject> list;
        for (const QJsonValue &entry : QJsonDocument::fromJson(queue({u"list"_s, u"--json"_s}).out)["entries"_L1].toArray())
            list += entry.toObject();
        return list;
    }
    QStringList states() const
    {
        QStringList list;
        for (const QJsonObject &entry : entries())
            list += entry["state"_L1].toString();
        return list;
    }
    QString addDownload(const QString &key, const QStringList &own = {}) const
    {
        const CliResult added = queue(QStringList{u"add"_s} + own
                                      + QStringList{u"download"_s, u"s3://bucket/"_s + key, m_endpoint->target() + u'/'});
        return added.code == 0 ? QString::fromLatin1(added.out.trimmed()) : QString();
    }
    std::unique_ptr<QProcess> startRun() const
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment());
        process->start(QStringLiteral(MILLRACE_CLI), words({u"run"_s, u"--json"_s}));
        return process;
    }

private slots:
    void init()
    {
        m_endpoint = std::make_unique<TestEndpoint>();
        QVERIFY(m_endpoint->isRunning());
    }

    void worksOff()
    {
        const QByteArray bytes = testBytes(20 * MiB, 5);
        m_endpoint->put(u"a"_s, bytes);
        const QString source = m_endpoint->scratch() + u"/up.bin"_s;
        QFile file(source);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        QVERIFY(!addDownload(u"a"_s).isEmpty());
        QCOMPARE(queue({u"add"_s, u"upload"_s, source, u"s3://bucket/up"_s}).code, 0);
        QCOMPARE(states(), (QStringList{u"queued"_s, u"queued"_s}));
        const CliResult run = queue({u"run"_s});
        QVERIFY2(run.code == 0, run.err);
        QCOMPARE(states(), (QStringList{u"finished"_s, u"finished"_s}));
        QVERIFY(fileContents(m_endpoint->target() + u"/a"_s) == bytes);
        QVERIFY(fileContents(m_endpoint->bucketFolder() + u"/up"_s) == bytes);
        QCOMPARE(queue({u"remove"_s, u"--finished"_s}).code, 0);
        QVERIFY(entries().isEmpty());
    }

    void keepsToARate()
    {
        const QByteArray bytes = testBytes(2 * MiB, 5);
        m_endpoint->put(u"a"_s, bytes);
        QVERIFY(!addDownload(u"a"_s).isEmpty());
        QCOMPARE(queue({u"run"_s, u"--max-rate"_s, u"fast"_s}).code, 2);
        const CliResult run = queue({u"run"_s, u"--max-rate"_s, u"1MiB/s"_s, u"--max-rate-schedule"_s, u"00:00-24:00=4MiB/s"_s});
        QVERIFY2(run.code == 0, run.err);
        QVERIFY2(run.err.contains("bandwidth: 4.00 MiB/s at most"), run.err);
        QVERIFY(fileContents(m_endpoint->target() + u"/a"_s) == bytes);
    }

    void isSteered()
    {
        for (const char *key : {"a", "b", "c"})
            m_endpoint->put(QString::fromLatin1(key), "x");
        const QString a = addDownload(u"a"_s);
        const QString b = addDownload(u"b"_s, {u"--paused"_s});
        const QString c = addDownload(u"c"_s, {u"--priority"_s, u"high"_s});
        QStringList order;
        for (const QJsonObject &entry : entries())
            order += QString::number(entry["id"_L1].toInteger());
        QCOMPARE(order, (QStringList{c, a, b})); // the one of high priority comes first
        QCOMPARE(queue({u"move"_s, b, u"--priority"_s, u"high"_s}).code, 0);
        QCOMPARE(queue({u"move"_s, b, u"--to"_s, u"1"_s}).code, 0);
        QCOMPARE(QString::number(entries().first()["id"_L1].toInteger()), b);
        QCOMPARE(queue({u"cancel"_s, a}).code, 0);
        QCOMPARE(queue({u"run"_s}).code, 0);
        QCOMPARE(filesBelow(m_endpoint->target()), QStringList{u"c"_s});
        QCOMPARE(queue({u"resume"_s, b}).code, 0);
        QCOMPARE(queue({u"retry"_s, a}).code, 0);
        QCOMPARE(queue({u"run"_s}).code, 0);
        QCOMPARE(filesBelow(m_endpoint->target()), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    }

    void failuresAreKept()
    {
        const QString id = addDownload(u"missing"_s);
        const CliResult run = queue({u"run"_s});
        QCOMPARE(run.code, 4);
        QVERIFY2(run.err.contains("no such object"), run.err);
        QCOMPARE(states(), QStringList{u"failed"_s});
        QCOMPARE(entries().first()["error"_L1].toObject()["key"_L1].toString(), u"missing"_s);
        m_endpoint->put(u"missing"_s, "x");
        QCOMPARE(queue({u"retry"_s, id}).code, 0);
        QCOMPARE(queue({u"run"_s}).code, 0);
        QCOMPARE(states(), QStringList{u"finished"_s});
    }

    /// Two processes work one queue off: every entry is run once, by one of them.
    void twoProcesses()
    {
        constexpr int count = 12;
        FaultOptions slow; // so that one of them is not done before the other has begun
        slow.latency = std::chrono::milliseconds(200);
        for (int i = 0; i < count; ++i) {
            m_endpoint->put(QString::number(i), testBytes(1 * MiB, quint64(i)));
            QVERIFY(!addDownload(QString::number(i)).isEmpty());
        }
        m_endpoint->server().setFaults(slow);
        const qint64 before = m_endpoint->server().counters().bytesSent;
        const auto one = startRun();
        const auto two = startRun();
        QSet<qint64> ended;
        for (QProcess *process : {one.get(), two.get()}) {
            QVERIFY(process->waitForFinished(120'000));
            QCOMPARE(process->exitCode(), 0);
            int own = 0;
            for (const QByteArray &line : process->readAllStandardOutput().split('\n')) {
                const QJsonObject event = QJsonDocument::fromJson(line).object();
                if (event["event"_L1].toString() != u"entry_ended"_s)
                    continue;
                ++own;
                QVERIFY2(!ended.contains(event["id"_L1].toInteger()), line);
                ended.insert(event["id"_L1].toInteger());
            }
            QVERIFY(own > 0);
        }
        QCOMPARE(ended.size(), count);
        QVERIFY(m_endpoint->server().counters().bytesSent - before < (count + 1) * MiB); // none came twice
        for (int i = 0; i < count; ++i)
            QVERIFY(fileContents(m_endpoint->target() + u'/' + QString::number(i)) == testBytes(1 * MiB, quint64(i)));
    }

    void goesOnAfterAKill()
    {
        const QByteArray bytes = testBytes(40 * MiB, 3);
        m_endpoint->put(u"big"_s, bytes);
        QVERIFY(!addDownload(u"big"_s).isEmpty());
        FaultOptions slow;
        slow.connectionRate = 1 * MiB; // far from done when it is killed
        m_endpoint->server().setFaults(slow);
        const auto process = startRun();
        QVERIFY(QTest::qWaitFor([this] { return m_endpoint->server().counters().bytesSent > 8 * MiB; }, 60'000));
        ::kill(pid_t(process->processId()), SIGKILL);
        process->waitForFinished();
        QVERIFY(!QFileInfo::exists(m_endpoint->target() + u"/big"_s));
        m_endpoint->server().setFaults({});
        const CliResult run = queue({u"run"_s});
        QVERIFY2(run.code == 0, run.err);
        QCOMPARE(states(), QStringList{u"finished"_s});
        QVERIFY(fileContents(m_endpoint->target() + u"/big"_s) == bytes);
        QCOMPARE(filesBelow(m_endpoint->target()), QStringList{u"big"_s});
    }

    /// An upload whose process was killed, then removed: once with its server there, once without.
    void removedUploadsAreTakenBack()
    {
        const QByteArray bytes = testBytes(40 * MiB, 3);
        for (const QString &name : {u"one.bin"_s, u"two.bin"_s}) {
            QFile file(m_endpoint->scratch() + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
            QCOMPARE(queue({u"add"_s, u"upload"_s, file.fileName(), u"s3://bucket/up/"_s}).code, 0);
        }
        FaultRule stuck; // their last parts wait for longer than any test
        stuck.operation = u"UploadPart"_s;
        stuck.action = FaultAction::Status;
        stuck.partNumber = 5;
        stuck.retryAfterSeconds = 60;
        stuck.times = 0;
        m_endpoint->setRules({stuck});
        const auto process = startRun();
        QVERIFY(QTest::qWaitFor([this] { return m_endpoint->server().counters().faults >= 2; }, 60'000));
        ::kill(pid_t(process->processId()), SIGKILL);
        process->waitForFinished();
        const QString uploads = m_endpoint->bucketFolder() + u"/.millrace-endpoint/uploads"_s;
        const auto unfinished = [&uploads] { return QDir(uploads).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(); };
        QCOMPARE(unfinished(), 2);
        const CliResult reached = queue({u"remove"_s, u"1"_s});
        QVERIFY2(reached.code == 0 && reached.err.contains("Took back"), reached.err);
        QCOMPARE(unfinished(), 1);
        QProcessEnvironment wrongKeys = environment();
        wrongKeys.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"another"_s);
        const CliResult refused = runCli(wrongKeys, words({u"remove"_s, u"2"_s}));
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("millrace-cli uploads abort s3://bucket/up/two.bin"), refused.err);
        QVERIFY(entries().isEmpty());
        QCOMPARE(unfinished(), 1);
        // The command it names does what it says.
        QCOMPARE(runCli(environment(), {u"uploads"_s, u"abort"_s, u"s3://bucket/up/two.bin"_s, u"--yes"_s}).code, 0);
        QCOMPARE(unfinished(), 0);
    }

    void noSecretIsKept()
    {
        QVERIFY(!addDownload(u"a"_s).isEmpty());
        const QByteArray secret = m_endpoint->connection().credentials.secretAccessKey;
        QVERIFY(secret.size() > 8);
        for (const QString &name : filesBelow(m_endpoint->scratch()))
            QVERIFY2(!fileContents(m_endpoint->scratch() + u'/' + name).contains(secret), qPrintable(name));
        const CliResult refused = queue({u"add"_s, u"download"_s, u"s3://bucket/a"_s, m_endpoint->target(),
                                         u"--access-key-aws-id"_s, u"AKIDEXAMPLE"_s, u"--secret-access-key"_s, u"hidden"_s});
        QCOMPARE(refused.code, 2);
        QVERIFY2(!refused.err.contains("hidden"), refused.err);
        QCOMPARE(entries().size(), 1);
    }

    void usage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no number") << QStringList{u"pause"_s, u"x"_s};
        QTest::newRow("nothing to pause") << QStringList{u"pause"_s};
        QTest::newRow("no place") << QStringList{u"move"_s, u"1"_s};
        QTest::newRow("unknown step") << QStringList{u"shuffle"_s};
        QTest::newRow("what to add") << QStringList{u"add"_s, u"list"_s};
    }
    void usage()
    {
        QFETCH(QStringList, arguments);
        const CliResult result = queue(arguments);
        QCOMPARE(result.code, 2);
        QVERIFY(!result.err.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestQueueVerb)
#include "tst_queueverb.moc"
