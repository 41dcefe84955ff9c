// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 of the real program at random moments, over and over: nothing is lost, nothing wrong ever has its final name, and
// little is done twice. MILLRACE_LONG=1 for 200 kills instead of 50, MILLRACE_SEED=N to see the same moments again.
#include "support/testendpoint.h"
#include "transfer/tempnames.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <csignal>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

constexpr ByteCount objectSize = 20 * MiB + 77;
constexpr ByteCount downloadPart = MiB;
constexpr ByteCount uploadPart = 5 * MiB;
constexpr int connections = 2;
/// Listings, headers in XML and the like.
constexpr ByteCount slack = 256 * KiB;

QProcessEnvironment environment(const QString &scratch)
{
    QProcessEnvironment e = QProcessEnvironment::systemEnvironment();
    const auto names = e.keys();
    for (const QString &variable : names)
        if (variable.startsWith(u"AWS_"_s) || variable.endsWith(u"_proxy"_s, Qt::CaseInsensitive))
            e.remove(variable);
    e.insert(u"AWS_ACCESS_KEY_ID"_s, u"killkey"_s);
    e.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"killsecret"_s);
    e.insert(u"MILLRACE_SERVE_ACCESS_KEY"_s, u"killkey"_s);
    e.insert(u"MILLRACE_SERVE_SECRET_KEY"_s, u"killsecret"_s);
    e.insert(u"XDG_STATE_HOME"_s, scratch + u"/state"_s);
    e.insert(u"XDG_DATA_HOME"_s, scratch + u"/data"_s);
    e.insert(u"HOME"_s, scratch);
    return e;
}

/// "serve" over a folder, as a process of its own; slow enough that a transfer takes a few hundred milliseconds.
class Endpoint
{
public:
    Endpoint(const QString &scratch)
    {
        m_process.setProcessEnvironment(environment(scratch));
        m_process.start(QStringLiteral(MILLRACE_CLI),
                        {u"serve"_s, scratch + u"/bucket"_s, u"--bucket"_s, u"bucket"_s, u"--port"_s, u"0"_s, u"--json"_s,
                         u"--rate-per-connection"_s, u"40MiB"_s, u"--latency-ms"_s, u"20"_s});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) { }
        url = QJsonDocument::fromJson(m_process.readLine()).object()[u"endpoint"_s].toString();
    }
    /// Ends it and takes its counters. False when it did not end as it should.
    bool end()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(20'000))
            return false;
        const QJsonObject stopped = QJsonDocument::fromJson(m_process.readAllStandardOutput().trimmed()).object();
        sent = stopped[u"bytes_sent"_s].toInteger(-1);
        received = stopped[u"bytes_received"_s].toInteger(-1);
        return sent >= 0 && received >= 0;
    }
    ~Endpoint()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    QString url;
    ByteCount sent = -1;
    ByteCount received = -1;

private:
    QProcess m_process;
};

} // namespace

class TestKillRounds : public QObject
{
    Q_OBJECT

    enum Kind { Download, Upload, Queue };

    QTemporaryDir m_folder;
    QByteArray m_bytes = testBytes(objectSize, 42);
    QByteArray m_sum = sha256Of(m_bytes);
    quint32 m_seed = 0;

    /// A fresh set of folders: bucket/ with the object to download, source.bin to upload.
    QString fresh(int round) const
    {
        const QString scratch = m_folder.path() + u"/%1"_s.arg(round);
        QDir().mkpath(scratch + u"/bucket"_s);
        for (const QString &name : {scratch + u"/bucket/down"_s, scratch + u"/source.bin"_s}) {
            QFile file(name);
            if (!file.open(QIODevice::WriteOnly) || file.write(m_bytes) != m_bytes.size())
                qFatal("cannot write %s", qPrintable(name));
        }
        return scratch;
    }
    static QStringList speed(ByteCount part)
    {
        return {u"--multipart-size-mb"_s, QString::number(part / MiB), u"--concurrency"_s, QString::number(connections),
                u"--max-pool-connections"_s, QString::number(connections)};
    }
    static QStringList downloadWords(const QString &scratch, const QString &url)
    {
        return QStringList{u"download"_s, u"s3://bucket/down"_s, scratch + u"/target/down"_s, u"--endpoint-url"_s, url}
            + speed(downloadPart);
    }
    static QStringList uploadWords(const QString &scratch, const QString &url)
    {
        return QStringList{u"upload"_s, scratch + u"/source.bin"_s, u"s3://bucket/up"_s, u"--endpoint-url"_s, url}
            + speed(uploadPart);
    }
    static std::unique_ptr<QProcess> started(const QString &scratch, const QStringList &words)
    {
        auto child = std::make_unique<QProcess>();
        child->setProcessEnvironment(environment(scratch));
        child->setProcessChannelMode(QProcess::MergedChannels);
        child->start(QStringLiteral(MILLRACE_CLI), words);
        child->waitForStarted();
        return child;
    }
    /// Runs to the end; what it said when it did not end well, else empty.
    static QByteArray complaint(const QString &scratch, const QStringList &words)
    {
        const auto child = started(scratch, words);
        if (!child->waitForFinished(60'000))
            return "it did not end";
        return child->exitStatus() == QProcess::NormalExit && child->exitCode() == 0 ? QByteArray()
                                                                                     : "it failed: " + child->readAll();
    }
    /// What is wrong under a final name; empty when all is well.
    QString wrongFile(const QString &scratch) const
    {
        for (const QString &path : {scratch + u"/target/down"_s, scratch + u"/bucket/up"_s})
            if (QFileInfo::exists(path) && sha256OfFile(path) != m_sum)
                return path + u" is not what it should be"_s;
        return {};
    }

private slots:
    void initTestCase()
    {
        if (!QFileInfo::exists(QStringLiteral(MILLRACE_CLI)))
            QSKIP("millrace-cli was not built");
        m_seed = qEnvironmentVariableIsSet("MILLRACE_SEED") ? qEnvironmentVariable("MILLRACE_SEED").toUInt()
                                                            : QRandomGenerator::system()->generate();
        qInfo("MILLRACE_SEED=%u", m_seed);
    }

    void rounds_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("kills");
        const int times = qEnvironmentVariableIntValue("MILLRACE_LONG") ? 4 : 1;
        QTest::addRow("download") << int(Download) << 20 * times;
        QTest::addRow("upload") << int(Upload) << 20 * times;
        QTest::addRow("queue") << int(Queue) << 10 * times;
    }

    void rounds()
    {
        QFETCH(int, kind);
        QFETCH(int, kills);
        QRandomGenerator random(m_seed + quint32(kind));
        qint64 usual = 0; // milliseconds of a run that nobody kills, from the first round
        int killed = 0;
        int completeAtKill = 0;
        ByteCount mostRedone = 0;
        // A child that is faster than its killer makes a round of no use; there are spare ones.
        for (int round = 0; killed < kills && round < 4 * kills; ++round) {
            const QString scratch = fresh(kind * 100'000 + round);
            Endpoint endpoint(scratch);
            QVERIFY(!endpoint.url.isEmpty());
            QStringList words = kind == Download ? downloadWords(scratch, endpoint.url) : uploadWords(scratch, endpoint.url);
            if (kind == Queue) {
                for (const QStringList &queued : {downloadWords(scratch, endpoint.url), uploadWords(scratch, endpoint.url)})
                    QCOMPARE(complaint(scratch, QStringList{u"queue"_s, u"add"_s} + queued), QByteArray());
                words = QStringList{u"queue"_s, u"run"_s};
            }
            int here = 0;
            bool over = false;
            bool complete = false; // an upload was, and done with, when its process was killed before it could say so
            const int tries = usual ? random.bounded(1, 4) : 0;
            for (int i = 0; i < tries; ++i) {
                const int delay = random.bounded(int(usual) + 20);
                const auto child = started(scratch, words);
                if (!child->waitForFinished(delay)) {
                    ::kill(pid_t(child->processId()), SIGKILL);
                    QVERIFY(child->waitForFinished(20'000));
                }
                over = child->exitStatus() == QProcess::NormalExit; // quicker than its killer
                if (over) {
                    QVERIFY2(child->exitCode() == 0, child->readAll());
                    break;
                }
                ++here;
                const QString wrong = wrongFile(scratch);
                QVERIFY2(wrong.isEmpty(), qPrintable(u"%1, round %2"_s.arg(wrong).arg(round)));
                // With its journal the next run still knows that it was its own.
                complete = complete
                    || (QFileInfo::exists(scratch + u"/bucket/up"_s)
                        && filesBelow(scratch + u"/state"_s).filter(u".json"_s).isEmpty());
            }
            QElapsedTimer clock;
            clock.start();
            const QByteArray said = over ? QByteArray() : complaint(scratch, words);
            QVERIFY2(said.isEmpty(), qPrintable(u"round %1: %2"_s.arg(round).arg(QString::fromUtf8(said))));
            if (!usual)
                usual = clock.elapsed();
            QVERIFY(endpoint.end());

            // All there, and nothing else.
            QStringList target;
            QStringList bucket{u"down"_s};
            if (kind != Upload)
                target += u"down"_s;
            if (kind != Download)
                bucket += u"up"_s;
            QCOMPARE(filesBelow(scratch + u"/target"_s).join(u' '), target.join(u' '));
            QStringList stored = filesBelow(scratch + u"/bucket"_s);
            stored.removeIf([](const QString &name) { return name.startsWith(u'.'); }); // the endpoint's own
            QCOMPARE(stored.join(u' '), bucket.join(u' '));
            QCOMPARE(wrongFile(scratch), QString());
            QCOMPARE(filesBelow(scratch + u"/state"_s).join(u' '), QString());
            if (kind == Queue) {
                const auto list = started(scratch, {u"queue"_s, u"list"_s, u"--json"_s});
                QVERIFY(list->waitForFinished(20'000));
                const QJsonArray entries =
                    QJsonDocument::fromJson(list->readAll()).object()[u"entries"_s].toArray();
                QCOMPARE(entries.size(), 2);
                for (const QJsonValue &entry : entries)
                    QCOMPARE(entry[u"state"_s].toString(), u"finished"_s);
            }
            // Done twice: at most a part a connection for each kill.
            const ByteCount down = endpoint.sent - (kind == Upload ? 0 : objectSize);
            const ByteCount up = endpoint.received - (kind == Download ? 0 : objectSize);
            QVERIFY2(down <= here * connections * downloadPart + slack,
                     qPrintable(u"round %1: %2 B downloaded again after %3 kills"_s.arg(round).arg(down).arg(here)));
            // An upload that was complete when its process died is a new one to the next run.
            const ByteCount again = complete ? here * objectSize : 0;
            QVERIFY2(up <= here * connections * uploadPart + again + slack,
                     qPrintable(u"round %1: %2 B uploaded again after %3 kills"_s.arg(round).arg(up).arg(here)));
            QVERIFY(down >= 0 && up >= 0);
            mostRedone = std::max({mostRedone, down, complete ? 0 : up});
            completeAtKill += complete;
            killed += here;
            QVERIFY(QDir(scratch).removeRecursively());
        }
        QVERIFY(killed > 0);
        qInfo("%d kills; at most %lld B done twice in a round; %d uploads were complete when killed", killed,
              static_cast<long long>(mostRedone), completeAtKill);
    }
};

QTEST_GUILESS_MAIN(TestKillRounds)
#include "tst_killrounds.moc"
