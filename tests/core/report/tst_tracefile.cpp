// SPDX-License-Identifier: GPL-3.0-or-later
// Traces of real runs against the embedded endpoint, over both transports, and the files they become.
#include "report/profilefile.h"
#include "report/tracefile.h"
#include "support/enginerun.h"
#include "support/testendpoint.h"
#include "support/tracecheck.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <thread>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

class Gathering : public RequestTrace
{
public:
    void add(const RequestRecord &record) override
    {
        const QMutexLocker lock(&m_mutex);
        m_records += record;
    }
    QList<RequestRecord> of(const QByteArray &operation) const
    {
        QList<RequestRecord> found = m_records;
        found.removeIf([&operation](const RequestRecord &r) { return r.label.operation != operation; });
        return found;
    }
    const QList<RequestRecord> &all() const { return m_records; }

private:
    QMutex m_mutex;
    QList<RequestRecord> m_records;
};

RequestRecord record(qint64 sent, qint64 end, int port)
{
    RequestRecord r;
    r.label.operation = "GetObject";
    r.label.bucket = u"b"_s;
    r.label.key = u"k"_s;
    r.method = "GET";
    r.queued = sent - 10;
    r.sent = sent;
    r.firstByte = (sent + end) / 2;
    r.lastByte = end;
    r.status = 200;
    r.localPort = port;
    r.thread = 1;
    return r;
}

} // namespace

class TestTraceFile : public QObject
{
    Q_OBJECT
private slots:
    void followsADownload_data()
    {
        QTest::addColumn<TransportKind>("kind");
        QTest::newRow("qt") << TransportKind::Qt;
        QTest::newRow("curl") << TransportKind::Curl;
        QTest::newRow("builtin") << TransportKind::Builtin;
    }
    void followsADownload()
    {
        QFETCH(TransportKind, kind);
        TestEndpoint endpoint;
        QVERIFY(endpoint.isRunning());
        endpoint.put(u"big"_s, testBytes(10 * MiB));
        endpoint.put(u"small"_s, testBytes(1000));
        const auto trace = std::make_shared<Gathering>();
        DownloadSpec spec = endpoint.prefixSpec(QString());
        spec.settings.partSize = 4 * MiB;
        spec.settings.transport = kind;
        spec.settings.trace = trace;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesDone, 2);
        QCOMPARE(trace->of("ListObjectsV2").size(), 1);
        QList<RequestRecord> gets = trace->of("GetObject");
        QCOMPARE(gets.size(), 4);
        ByteCount bytes = 0;
        QSet<int> parts;
        for (const RequestRecord &r : std::as_const(gets)) {
            QVERIFY(r.queued >= 0 && r.sent >= r.queued && r.firstByte >= r.sent && r.lastByte >= r.firstByte);
            QVERIFY(r.status == 200 || r.status == 206);
            QCOMPARE(r.method, QByteArray("GET"));
            QCOMPARE(r.label.bucket, endpoint.bucket());
            QCOMPARE(r.label.attempt, 1);
            QVERIFY(r.error.isEmpty());
            QVERIFY(r.threadName.startsWith(u"worker"_s));
            QCOMPARE(r.localPort > 0, kind != TransportKind::Qt);
            bytes += r.bytesReceived;
            if (r.label.key == u"big")
                parts.insert(r.label.part);
        }
        QCOMPARE(bytes, 10 * MiB + 1000);
        QCOMPARE(parts, (QSet<int>{1, 2, 3}));
    }

    void followsAnUpload_data() { followsADownload_data(); }
    void followsAnUpload()
    {
        QFETCH(TransportKind, kind);
        TestEndpoint endpoint;
        const auto trace = std::make_shared<Gathering>();
        UploadSpec spec;
        spec.connection = endpoint.connection();
        spec.bucket = endpoint.bucket();
        spec.key = u"up"_s;
        spec.generated = GeneratedObject{17 * MiB, 1};
        spec.settings.partSize = 8 * MiB;
        spec.settings.transport = kind;
        spec.settings.trace = trace;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesDone, 1);
        ByteCount bytes = 0;
        for (const RequestRecord &r : trace->of("UploadPart")) {
            QVERIFY(r.sent >= r.queued && r.firstByte >= r.sent && r.lastByte >= r.firstByte);
            bytes += r.bytesSent;
        }
        QCOMPARE(trace->of("UploadPart").size(), 3);
        QCOMPARE(bytes, 17 * MiB);
        QCOMPARE(trace->of("CreateMultipartUpload").size(), 1);
        QCOMPARE(trace->of("CompleteMultipartUpload").size(), 1);
    }

    void tellsOfTroubleAndOfTries()
    {
        TestEndpoint endpoint;
        endpoint.put(u"k"_s, testBytes(5000));
        FaultRule rule;
        rule.httpStatus = 503;
        rule.method = u"GET"_s;
        rule.key = u"k"_s;
        rule.times = 1;
        endpoint.setRules({rule});
        const auto trace = std::make_shared<Gathering>();
        DownloadSpec spec = endpoint.spec({u"k"_s});
        spec.settings.trace = trace;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesDone, 1);
        const QList<RequestRecord> gets = trace->of("GetObject");
        QCOMPARE(gets.size(), 2);
        QCOMPARE(gets.at(0).status, 503);
        QCOMPARE(gets.at(1).status, 200);
        QCOMPARE(gets.at(1).label.attempt, 2);
    }

    /// Neither keys nor signatures: not of requests that were signed, nor of a link that carries its signature.
    void holdsNoSecret()
    {
        TestEndpoint endpoint;
        endpoint.put(u"k"_s, testBytes(5000));
        for (const QString &name : {u"t.csv"_s, u"t.json"_s}) {
            const QString path = endpoint.scratch() + u'/' + name;
            const auto trace = TraceFile::open(path, TraceFile::formatOf(path));
            QVERIFY(trace);
            DownloadSpec spec = endpoint.spec({u"k"_s});
            spec.settings.trace = *trace;
            EngineRun run(spec);
            VERIFY_RUN(run);
            S3Session session(endpoint.connection());
            S3Signer signer(session);
            S3Request request;
            request.bucket = endpoint.bucket();
            request.key = u"k"_s;
            DownloadSpec link;
            link.httpUrl = QString::fromUtf8(signer.presign(request, std::chrono::seconds(60)));
            link.settings.trace = *trace;
            EngineRun linked(link);
            VERIFY_RUN(linked);
            QCOMPARE(linked.result.filesDone, 1);
            QVERIFY((*trace)->close());
            const QByteArray text = fileContents(path);
            QVERIFY((*trace)->count() >= 3);
            QVERIFY(text.contains("bucket/k"));
            for (const QByteArray &secret : {endpoint.connection().credentials.secretAccessKey, QByteArray("X-Amz-Signature"),
                                             QByteArray("Signature="), endpoint.connection().credentials.accessKeyId})
                QVERIFY2(!text.contains(secret), secret.constData());
        }
    }

    void writesCsv()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"t.CSV"_s);
        QCOMPARE(TraceFile::formatOf(path), TraceFile::Format::Csv);
        const auto trace = TraceFile::open(path, TraceFile::Format::Csv);
        QVERIFY(trace);
        RequestRecord r = record(2'000'000, 5'000'000, 40000);
        r.label.key = u"a,\"b\"\nc"_s;
        r.label.part = 3;
        (*trace)->add(r);
        QVERIFY((*trace)->close());
        (*trace)->add(r); // too late
        const QByteArray text = fileContents(path);
        QVERIFY(text.startsWith("time,queued,sent,first_byte,last_byte,status,"));
        QVERIFY2(text.contains(",0.002000,0.003500,0.005000,200,0,0,1,0,thread 1,GET,GetObject,b,\"a,\"\"b\"\"\nc\",3,1,\n"), text);
        QCOMPARE(text.count('\n'), 3);
    }

    /// Parseable when it is complete, and by the viewers' rules (a missing end is no fault) while it grows.
    void writesChromeEvents()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"t.json"_s);
        const auto trace = TraceFile::open(path, TraceFile::formatOf(path));
        QVERIFY(trace);
        for (qint64 i = 0; i < 3000; ++i)
            (*trace)->add(record(i * 1'000'000, i * 1'000'000 + 900'000, 40000 + int(i % 3)));
        const QByteArray half = fileContents(path);
        QVERIFY(half.endsWith(",\n"));
        QVERIFY(QJsonDocument::fromJson(half.chopped(2) + ']').isArray());
        QVERIFY((*trace)->close());
        const QJsonArray events = QJsonDocument::fromJson(fileContents(path)).array();
        QMap<int, double> lastEnd;
        int requests = 0;
        for (const QJsonValue &value : events) {
            const QJsonObject event = value.toObject();
            if (event["ph"_L1].toString() != u"X" || event["name"_L1].toString() != u"GetObject")
                continue;
            ++requests;
            // Viewers nest what overlaps in a row: requests never may.
            const int row = event["tid"_L1].toInt();
            QVERIFY(event["ts"_L1].toDouble() >= lastEnd.value(row));
            lastEnd[row] = event["ts"_L1].toDouble() + event["dur"_L1].toDouble();
            QCOMPARE(event["args"_L1].toObject()["key"_L1].toString(), u"k"_s);
        }
        QCOMPARE(requests, 3000);
        QCOMPARE(lastEnd.size(), 3);
    }

    /// Real runs with retries, failures, many connections and several threads, as a viewer would take them.
    void chromeEventsKeepToTheFormat_data() { followsADownload_data(); }
    void chromeEventsKeepToTheFormat()
    {
        QFETCH(TransportKind, kind);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(20 * MiB + 7);
        endpoint.put(u"p/large \"quoted\\ \n\u00e4"_s, bytes);
        for (int i = 0; i < 60; ++i)
            endpoint.put(u"p/small %1"_s.arg(i), "x");
        FaultRule busy;
        busy.operation = u"GetObject"_s;
        busy.action = FaultAction::Status;
        busy.httpStatus = 503;
        busy.times = 7;
        FaultRule missing = busy;
        missing.key = u"p/small 7"_s;
        missing.httpStatus = 404;
        missing.times = 0;
        endpoint.setRules({busy, missing});
        const QString path = endpoint.scratch() + u"/t.json"_s;
        const auto trace = TraceFile::open(path, TraceFile::Format::Chrome);
        QVERIFY(trace);
        DownloadSpec spec = endpoint.prefixSpec(u"p/"_s);
        spec.settings.transport = kind;
        spec.settings.trace = *trace;
        spec.settings.partSize = MiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY(run.result.retries >= 7);
        QVERIFY((*trace)->close());
        const QByteArray text = fileContents(path);
        QCOMPARE(chromeTraceTrouble(text), QString());
        QVERIFY(text.contains("\"status\":503") && text.contains("\"cname\":\"terrible\""));
        // The check itself sees what is wrong.
        for (const auto &[good, bad] : {std::pair("\"ph\":\"X\"", "\"ph\":\"Y\""), {"\"dur\":", "\"length\":"},
                                        {"\"ts\":", "\"ts\":\"0\",\"was\":"}, {"\"thread_name\"", "\"row_name\""},
                                        {"terrible", "red"}, {"\"pid\":1", "\"pid\":1.5"}, {"\"dur\":", "\"dur\":9999"}}) {
            QByteArray broken = text;
            QVERIFY2(!chromeTraceTrouble(broken.replace(good, bad)).isEmpty(), bad);
        }
    }

    /// What is told of one connection overlaps where an end was noticed late; the picture's rows do not.
    void chromeEventsOfABusyMachine()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"t.json"_s);
        const auto trace = TraceFile::open(path, TraceFile::Format::Chrome);
        QVERIFY(trace);
        for (const auto &[sent, end] : {std::pair(0, 1000), {900, 2000}, {1800, 1900}, {1850, 4000}, {3999, 5000}})
            (*trace)->add(record(sent * 1000, end * 1000, 4711));
        QVERIFY((*trace)->close());
        QCOMPARE(chromeTraceTrouble(fileContents(path)), QString());
    }

    void rowsDoNotOverlap()
    {
        TraceRows rows;
        QCOMPARE(rows.place(record(0, 10, 0)).row, 1);
        QCOMPARE(rows.place(record(5, 12, 0)).row, 2);
        QCOMPARE(rows.place(record(10, 20, 0)).row, 1);
        const auto first = rows.place(record(0, 10, 77));
        QVERIFY(first.isNew && first.connection == 1);
        QVERIFY(!rows.place(record(11, 20, 77)).isNew);
        QCOMPARE(rows.place(record(18, 25, 77)).freeFrom, 20); // the end before was noticed late
        RequestRecord again = record(30, 40, 77);
        again.newConnection = true;
        QCOMPARE(rows.place(again).connection, 2);
    }

    void takesMany()
    {
        QTemporaryDir folder;
        const auto trace = TraceFile::open(folder.filePath(u"t.csv"_s), TraceFile::Format::Csv);
        QVERIFY(trace);
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&trace] {
                for (int i = 0; i < 5000; ++i)
                    (*trace)->add(record(i, i + 1, 1000));
            });
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY((*trace)->close());
        QCOMPARE((*trace)->count(), 20'000);
        QCOMPARE(fileContents(folder.filePath(u"t.csv"_s)).count('\n'), 20'001);
    }

    void saysWhyItCannotBeMade()
    {
        const auto trace = TraceFile::open(u"/nowhere/at/all.csv"_s, TraceFile::Format::Csv);
        QVERIFY(!trace);
        QCOMPARE(trace.error().kind, ErrorKind::LocalFile);
        QCOMPARE(trace.error().path, u"/nowhere/at/all.csv"_s);
        QVERIFY(!ProfileFile::open(u"/nowhere/at/all.jsonl"_s));
    }

    /// Each line is whole as soon as it is there.
    void profileIsReadableAlong()
    {
        TestEndpoint endpoint;
        endpoint.put(u"k"_s, testBytes(3 * MiB));
        const QString path = endpoint.scratch() + u"/p.jsonl"_s;
        auto profile = ProfileFile::open(path);
        QVERIFY(profile);
        EngineRun run(endpoint.spec({u"k"_s}));
        int lines = 0;
        bool good = true;
        run.onProgress = [&](const Snapshot &snapshot) {
            (*profile)->add(snapshot);
            ++lines;
            const QByteArrayList all = fileContents(path).trimmed().split('\n');
            good = good && all.size() == lines;
            for (const QByteArray &line : all)
                good = good && QJsonDocument::fromJson(line).object().contains("cpu_user_percent"_L1);
        };
        VERIFY_RUN(run);
        QVERIFY(good && lines > 0);
        QVERIFY((*profile)->close());
        const QJsonObject last = QJsonDocument::fromJson(fileContents(path).trimmed().split('\n').last()).object();
        QCOMPARE(last["bytes_done"_L1].toInteger(), 3 * MiB);
        QVERIFY(last["resident_bytes"_L1].toInteger() > MiB);
    }
};

QTEST_GUILESS_MAIN(TestTraceFile)
#include "tst_tracefile.moc"
