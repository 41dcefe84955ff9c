// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <unistd.h>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestReport : public QObject
{
    Q_OBJECT
private slots:
    void summaryHasTheSeedsKeysInOrder();
    void summaryHasTheSeedsFigures();
    void wallClockLeavesResumedBytesOut();
    void runsAddUp();
    void streamsEntriesToDisk();
    void appearsOnlyWhenWritten();
    void keepsTheOldReportUntilThen();
    void refusesAFolderAtOnce();
    void holdsNoSecret();
    void readsOddKeys();
};

static FileResult done(quint64 id, ByteCount size, double seconds)
{
    FileResult file;
    file.id = id;
    file.bucket = u"b"_s;
    file.key = u"data/%1"_s.arg(id);
    file.path = u"/tmp/data/%1"_s.arg(id);
    file.size = size;
    file.bytesMoved = size;
    file.parts = 2;
    file.durationSeconds = seconds;
    file.outcome = FileOutcome::Done;
    file.verifiedBy = VerifiedBy::Md5Etag;
    file.checksum = "d41d8cd98f00b204e9800998ecf8427e";
    return file;
}

static RunResult run(qint64 files, double seconds)
{
    RunResult r;
    r.startedAt = QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7, 89), Qt::UTC);
    r.endedAt = r.startedAt.addMSecs(qint64(seconds * 1000));
    r.durationSeconds = seconds;
    r.filesTotal = files;
    r.filesDone = files;
    r.fileParallelism = 4;
    r.concurrency = 8;
    r.samples = {{0.5, 1e6, 50, 1000, 8, 1}};
    return r;
}

static RunFacts facts()
{
    RunFacts f;
    f.mode = u"download"_s;
    f.sources = QStringList{u"s3://b/data/"_s};
    f.iterations = 3;
    f.target = u"/tmp/data"_s;
    f.region = u"eu-north1"_s;
    return f;
}

/// The keys that stand at one indentation, in the order of the text.
static QStringList keysOf(const QByteArray &json, const QString &indent)
{
    QStringList keys;
    static const QRegularExpression form(u"^( +)\"([a-z0-9_]+)\":"_s, QRegularExpression::MultilineOption);
    auto matches = form.globalMatch(QString::fromUtf8(json));
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (match.captured(1) == indent)
            keys += match.captured(2);
    }
    return keys;
}

void TestReport::summaryHasTheSeedsKeysInOrder()
{
    Report report(facts());
    report.add(done(1, 10 * MiB, 2));
    report.add(run(1, 2));
    const QByteArray json = report.summary();
    QCOMPARE(keysOf(json, u"  "_s),
             (QStringList{u"mode"_s, u"object_size_mb"_s, u"num_iterations"_s, u"throughput_percentile"_s,
                          u"throughput_aggregates"_s, u"machine_info"_s, u"timestamp"_s, u"start_time"_s, u"end_time"_s,
                          u"total_duration_seconds"_s, u"save_to_disk"_s, u"validation_summary"_s,
                          u"wall_clock_throughput"_s}));
    QCOMPARE(keysOf(json, u"    "_s),
             (QStringList{u"p0"_s, u"p5"_s, u"p50"_s, u"p75"_s, u"p95"_s, u"p100"_s, u"mean"_s, u"min"_s, u"max"_s,
                          u"std"_s, u"total_throughput"_s, u"cpu_count"_s, u"requested_file_parallelism"_s,
                          u"actual_file_parallelism"_s, u"concurrency_per_file"_s, u"max_pool_connections"_s,
                          u"save_to_disk"_s, u"streaming_mode"_s, u"total_files"_s, u"successful_downloads"_s,
                          u"validation_failures"_s}));
    QCOMPARE(QJsonDocument::fromJson(report.summaryLine()), QJsonDocument::fromJson(json));
    QVERIFY(!report.summaryLine().contains('\n'));
}

void TestReport::summaryHasTheSeedsFigures()
{
    Report report(facts());
    report.add(done(1, 10 * MiB, 1));   // 10 MiB/s
    report.add(done(2, 10 * MiB, 0.5)); // 20
    report.add(done(3, 10 * MiB, 3));   // 3.33
    RunResult r = run(3, 3);
    r.validationFailures = 1;
    report.add(r);
    const QJsonObject json = QJsonDocument::fromJson(report.summary()).object();
    const QJsonObject percentiles = json[u"throughput_percentile"].toObject();
    QCOMPARE(percentiles[u"p0"].toDouble(), 3.33);
    QCOMPARE(percentiles[u"p5"].toDouble(), 4.0);
    QCOMPARE(percentiles[u"p50"].toDouble(), 10.0);
    QCOMPARE(percentiles[u"p75"].toDouble(), 15.0);
    QCOMPARE(percentiles[u"p95"].toDouble(), 19.0);
    QCOMPARE(percentiles[u"p100"].toDouble(), 20.0);
    const QJsonObject aggregates = json[u"throughput_aggregates"].toObject();
    QCOMPARE(aggregates[u"mean"].toDouble(), 11.11);
    QCOMPARE(aggregates[u"std"].toDouble(), 6.85);
    QCOMPARE(aggregates[u"total_throughput"].toDouble(), 33.33);
    QCOMPARE(json[u"wall_clock_throughput"].toDouble(), 10.0);
    QCOMPARE(json[u"object_size_mb"], QJsonValue(QJsonValue::Null));
    QCOMPARE(json[u"num_iterations"].toInt(), 3);
    QCOMPARE(json[u"save_to_disk"].toString(), u"/tmp/data"_s);
    QCOMPARE(json[u"validation_summary"].toObject()[u"validation_failures"].toInt(), 1);
    QCOMPARE(json[u"machine_info"].toObject()[u"concurrency_per_file"].toInt(), 8);
    QCOMPARE(json[u"machine_info"].toObject()[u"max_pool_connections"].toInt(), 100);
    static const QRegularExpression stamp(u"^\\d{8}_\\d{6}$"_s);
    QVERIFY(stamp.match(json[u"timestamp"].toString()).hasMatch());
    QCOMPARE(QDateTime::fromString(json[u"start_time"].toString(), Qt::ISODateWithMs).toUTC(),
             QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7, 89), Qt::UTC));
}

void TestReport::wallClockLeavesResumedBytesOut()
{
    Report report(facts());
    FileResult file = done(1, 100 * MiB, 2);
    file.bytesResumed = 60 * MiB;
    file.bytesMoved = 45 * MiB; // 5 MiB of it came twice
    report.add(file);
    report.add(run(1, 4));
    QCOMPARE(report.wallClockRate(), 10.0 * MiB);
    QCOMPARE(Report::mibPerSecond(file), 20.0);
    QCOMPARE(Report::mibPerSecond(done(2, 0, 0)), 0.0);
}

void TestReport::runsAddUp()
{
    Report report(facts());
    report.add(run(2, 3));
    RunResult second = run(5, 4);
    second.retries = 7;
    second.error = Error::make(ErrorKind::NotFound, ErrorCause::NoSuchBucket, u"gone"_s);
    report.add(second);
    QCOMPARE(report.total().filesDone, 7);
    QCOMPARE(report.total().durationSeconds, 7.0);
    QCOMPARE(report.total().retries, 7);
    QCOMPARE(report.total().samples.size(), 2);
    QCOMPARE(report.total().samples.at(1).elapsedSeconds, 3.5);
    QVERIFY(report.total().error);
}

void TestReport::streamsEntriesToDisk()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"r.json"_s);
    Report report(facts());
    QVERIFY(report.openFile(path));
    constexpr int count = 20'000;
    for (int i = 1; i <= count; ++i) {
        FileResult file = done(quint64(i), i, 1);
        if (i == 17) {
            file.outcome = FileOutcome::Failed;
            file.verifiedBy = VerifiedBy::Nothing;
            Error e = Error::make(ErrorKind::Integrity, ErrorCause::ChecksumMismatch, u"md5 differs"_s);
            e.requestId = u"REQ"_s;
            file.error = e;
        }
        report.add(file);
    }
    // The entries are on disk already, in a file beside the report, not in this process's memory.
    qint64 spilled = 0;
    for (const QString &fd : QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)) {
        const QFileInfo open(u"/proc/self/fd/"_s + fd);
        if (open.symLinkTarget().startsWith(dir.path()))
            spilled += open.size();
    }
    QVERIFY(spilled > count * 100);
    report.add(run(count, 10));
    QVERIFY(report.write());

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonParseError parse;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll(), &parse).object();
    QCOMPARE(parse.error, QJsonParseError::NoError);
    QCOMPARE(json[u"millrace_report"].toInt(), 1);
    QCOMPARE(json[u"mode"].toString(), u"download"_s);
    const QJsonArray entries = json[u"files"].toArray();
    QCOMPARE(entries.size(), count);
    QCOMPARE(entries.at(0).toObject()[u"key"].toString(), u"data/1"_s);
    QCOMPARE(entries.at(0).toObject()[u"verified_by"].toString(), u"md5 etag"_s);
    const QJsonObject failed = entries.at(16).toObject();
    QCOMPARE(failed[u"outcome"].toString(), u"failed"_s);
    QCOMPARE(failed[u"error"].toObject()[u"cause"].toString(), u"checksum_mismatch"_s);
    QCOMPARE(failed[u"error"].toObject()[u"request_id"].toString(), u"REQ"_s);
    QCOMPARE(json[u"outcome"].toObject()[u"verified_by"].toObject()[u"md5 etag"].toInt(), count - 1);
    QCOMPARE(json[u"machine"].toObject()[u"cpu_count"].toInt(), QThread::idealThreadCount());
    QCOMPARE(json[u"time_series"].toObject()[u"rows"].toArray().at(0).toArray().at(1).toInt(), 1'000'000);
    // The scratch file is gone.
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files), QStringList{u"r.json"_s});
}

void TestReport::appearsOnlyWhenWritten()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"r.json"_s);
    {
        Report report(facts());
        QVERIFY(report.openFile(path));
        report.add(done(1, 1, 1));
        QVERIFY(!QFile::exists(path));
    }
    // A run that never got to its end leaves nothing behind.
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files), QStringList());
}

void TestReport::keepsTheOldReportUntilThen()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"r.json"_s);
    QFile old(path);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    Report report(facts());
    QVERIFY(report.openFile(path));
    report.add(done(1, 1, 1));
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
    old.close();
    report.add(run(1, 1));
    QVERIFY(report.write());
    QVERIFY(old.open(QIODevice::ReadOnly));
    QVERIFY(old.readAll().startsWith("{\n  \"millrace_report\": 1,\n  \"mode\""));
}

void TestReport::refusesAFolderAtOnce()
{
    QTemporaryDir dir;
    Report report(facts());
    const Result<> isFolder = report.openFile(dir.path());
    QVERIFY(!isFolder);
    QCOMPARE(isFolder.error().kind, ErrorKind::LocalFile);
    const Result<> missing = report.openFile(dir.filePath(u"none/r.json"_s));
    QVERIFY(!missing);
    QCOMPARE(missing.error().cause, ErrorCause::BadPath);
    if (::geteuid() != 0) {
        QFile::setPermissions(dir.path(), QFile::ReadOwner | QFile::ExeOwner);
        QVERIFY(!report.openFile(dir.filePath(u"r.json"_s)));
        QFile::setPermissions(dir.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
}

void TestReport::holdsNoSecret()
{
    // The facts have no place for a credential; what remains to show is that nothing of the environment gets in.
    qputenv("AWS_SECRET_ACCESS_KEY", "very-secret-value");
    QTemporaryDir dir;
    Report report(facts());
    QVERIFY(report.openFile(dir.filePath(u"r.json"_s)));
    report.add(done(1, 1, 1));
    report.add(run(1, 1));
    QVERIFY(report.write());
    QFile file(dir.filePath(u"r.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(!text.contains("very-secret-value"));
    QVERIFY(!text.toLower().contains("secret"));
}

void TestReport::readsOddKeys()
{
    QTemporaryDir dir;
    Report report(facts());
    QVERIFY(report.openFile(dir.filePath(u"r.json"_s)));
    FileResult file = done(1, 1, 1);
    file.key = u"a\"\\\n\u0001\u00e9\U0001F600"_s;
    file.etag = QByteArray("\xff\xfe");
    report.add(file);
    report.add(run(1, 1));
    QVERIFY(report.write());
    QFile json(dir.filePath(u"r.json"_s));
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonArray entries = QJsonDocument::fromJson(json.readAll()).object()[u"files"].toArray();
    QCOMPARE(entries.at(0).toObject()[u"key"].toString(), file.key);
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
