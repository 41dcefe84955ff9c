// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/jsonevents.h"
#include "cli/progressview.h"
#include "cli/summary.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestSummary : public QObject
{
    Q_OBJECT
private slots:
    void seedLines();
    void tellsWhatWasVerified();
    void tellsFailuresOnceByNextStep();
    void capsLongLists();
    void tellsRenames();
    void tellsHowToResume();
    void tellsADryRun();
    void tellsThatAllIsHere();
    void eventsAreOneLineEach();
    void progressEventFollowsTheMonitor();
    void errorEventHasTheNextStep();
    void summaryEventHoldsTheSeedsKeysInOrder();
};

static FileResult done(const QString &key, VerifiedBy how)
{
    FileResult file;
    file.bucket = u"b"_s;
    file.key = key;
    file.path = u"out/"_s + key;
    file.size = 5 * MiB / 2;
    file.bytesMoved = file.size;
    file.durationSeconds = 0.5;
    file.outcome = FileOutcome::Done;
    file.verifiedBy = how;
    return file;
}

static FileResult failed(const QString &key, ErrorKind kind, ErrorCause cause)
{
    FileResult file;
    file.bucket = u"b"_s;
    file.key = key;
    file.outcome = FileOutcome::Failed;
    file.error = Error::make(kind, cause, {});
    return file;
}

struct Run
{
    Report report{RunFacts(), MachineInfo()};
    RunNotes notes;
    RunResult result;

    void add(const FileResult &file)
    {
        report.add(file);
        notes.add(file);
        result.filesDone += file.outcome == FileOutcome::Done;
        result.filesFailed += file.outcome == FileOutcome::Failed;
        result.bytesDone += file.outcome == FileOutcome::Done ? file.size : 0;
    }
    void end(double seconds)
    {
        result.startedAt = QDateTime::currentDateTimeUtc();
        result.durationSeconds = seconds;
        report.add(result);
    }
    QString text(const QString &target = u"out"_s, const QString &reportFile = {}, bool dryRun = false) const
    {
        SummaryContext context;
        context.target = target;
        context.toMemory = target.isEmpty();
        context.reportFile = reportFile;
        context.dryRun = dryRun;
        return humanSummary(report, notes, context).join(u'\n');
    }
};

void TestSummary::seedLines()
{
    QCOMPARE(seedFileLine(done(u"data/a.bin"_s, VerifiedBy::Md5Etag)),
             u"data/a.bin: size=2.50MB, duration=0.50s, throughput=5.00 MiB/sec"_s);
    FileResult url = done({}, VerifiedBy::SizeOnly);
    url.path = u"out/x\n"_s;
    QVERIFY(seedFileLine(url).startsWith(u"out/x\\n: size="_s));
    Run run;
    run.add(done(u"a"_s, VerifiedBy::Md5Etag));
    run.add(done(u"b"_s, VerifiedBy::Md5Etag));
    run.end(2);
    QCOMPARE(seedTotals(run.report), (QStringList{u"Total Combined Throughput: 2.50 MiB/sec"_s,
                                                  u"Total Duration: 2.00 seconds"_s}));
}

void TestSummary::tellsWhatWasVerified()
{
    Run run;
    for (int i = 0; i < 1200; ++i)
        run.add(done(u"k%1"_s.arg(i), VerifiedBy::Md5Etag));
    for (int i = 0; i < 4; ++i)
        run.add(done(u"s%1"_s.arg(i), VerifiedBy::SizeOnly));
    run.end(100);
    QVERIFY2(run.text().contains(u"Downloaded 1,204 files"_s), qPrintable(run.text()));
    QVERIFY2(run.text().contains(u"Verified by: 1,200 md5 etag, 4 size only."_s), qPrintable(run.text()));
}

void TestSummary::tellsFailuresOnceByNextStep()
{
    Run run;
    run.add(done(u"good"_s, VerifiedBy::Md5Etag));
    run.add(failed(u"one"_s, ErrorKind::NotFound, ErrorCause::NoSuchKey));
    run.add(failed(u"two"_s, ErrorKind::NotFound, ErrorCause::NoSuchKey));
    run.add(failed(u"three"_s, ErrorKind::LocalFile, ErrorCause::DiskFull));
    run.end(1);
    const QString text = run.text();
    QVERIFY2(text.contains(u"Failed 2 files:\n  s3://b/one: no such object\n  s3://b/two: no such object\n  What to do: "_s),
             qPrintable(text));
    QVERIFY2(text.contains(u"Failed 1 file:\n  s3://b/three: the disk is full\n  What to do: Free some space"_s),
             qPrintable(text));
    QCOMPARE(text.count(u"What to do"_s), 2);
}

void TestSummary::capsLongLists()
{
    Run run;
    for (int i = 0; i < 1000; ++i)
        run.add(failed(u"k%1"_s.arg(i), ErrorKind::NotFound, ErrorCause::NoSuchKey));
    run.end(1);
    QVERIFY(run.text().contains(u"and 980 more; --report FILE lists them all"_s));
    QVERIFY(run.text(u"out"_s, u"r.json"_s).contains(u"and 980 more, all in r.json"_s));
    QVERIFY(run.text().count(u'\n') < 40);
}

void TestSummary::tellsRenames()
{
    Run run;
    FileResult file = done(u"../etc/passwd"_s, VerifiedBy::Md5Etag);
    file.path = u"out/_.._/etc/passwd"_s;
    file.renamedBecause = u"would leave the target folder"_s;
    run.add(file);
    run.end(1);
    QVERIFY2(run.text().contains(
                 u"Renamed 1 file:\n  ../etc/passwd -> out/_.._/etc/passwd (would leave the target folder)"_s),
             qPrintable(run.text()));
}

void TestSummary::tellsHowToResume()
{
    Run run;
    run.result.cancelled = true;
    run.end(1);
    QVERIFY(run.text().contains(u"Interrupted. Finished files and parts are kept: run the same command again"_s));
    QVERIFY(!run.text(QString()).contains(u"are kept"_s));
}

void TestSummary::tellsADryRun()
{
    Run run;
    FileResult file = done(u"a"_s, VerifiedBy::Nothing);
    file.outcome = FileOutcome::Planned;
    run.add(file);
    run.end(1);
    QCOMPARE(run.text(u"out"_s, {}, true), u"Would download 1 file, 2.50 MiB, to out; nothing was moved."_s);
}

void TestSummary::tellsThatAllIsHere()
{
    Run run;
    run.result.filesSkipped = 3;
    run.end(1);
    QVERIFY(run.text().startsWith(u"Nothing to do: all is here already.\nSkipped 3 files"_s));
}

static QJsonObject parsed(const QByteArray &event)
{
    return QJsonDocument::fromJson(event).object();
}

void TestSummary::eventsAreOneLineEach()
{
    RunFacts facts;
    facts.mode = u"download"_s;
    facts.sources = QStringList{u"s3://b/\n"_s};
    const QByteArray events[] = {
        startEvent(facts), fileStartedEvent(1, u"a\nb"_s, u"p"_s, 5), progressEvent(Snapshot(), MonitorMode::Parts),
        fileFinishedEvent(done(u"a\u2028"_s, VerifiedBy::Sha256)), noticeEvent(u"x\ny"_s),
        errorEvent(Error::make(ErrorKind::Auth, ErrorCause::BadSecret, u"m"_s)),
    };
    const char *const names[] = {"start", "file_started", "progress", "file_finished", "notice", "error"};
    for (size_t i = 0; i < std::size(events); ++i) {
        QCOMPARE(events[i].count('\n'), 1);
        QVERIFY(events[i].endsWith("}\n"));
        QVERIFY(events[i].startsWith(QByteArray("{\"event\":\"") + names[i] + "\""));
        QCOMPARE(parsed(events[i])[u"event"].toString(), QString::fromLatin1(names[i]));
    }
    QCOMPARE(parsed(events[0])[u"millrace_events"].toInt(), 1);
    QCOMPARE(parsed(events[3])[u"verified_by"].toString(), u"sha256"_s);
}

void TestSummary::progressEventFollowsTheMonitor()
{
    Snapshot s;
    FileProgress file;
    file.key = u"k"_s;
    PartProgress part;
    part.size = 200;
    part.done = 50;
    file.parts = {part, part};
    s.files = {file};
    s.etaSeconds = -1;
    const QJsonObject parts = parsed(progressEvent(s, MonitorMode::Parts));
    QCOMPARE(parts[u"files"].toArray().at(0).toObject()[u"parts"].toArray(), (QJsonArray{25, 25}));
    QVERIFY(parts[u"eta_seconds"].isNull());
    QVERIFY(!parsed(progressEvent(s, MonitorMode::Files))[u"files"].toArray().at(0).toObject().contains(u"parts"));
    QVERIFY(!parsed(progressEvent(s, MonitorMode::Off)).contains(u"files"));
}

void TestSummary::errorEventHasTheNextStep()
{
    const QJsonObject json = parsed(errorEvent(Error::make(ErrorKind::Network, ErrorCause::TlsFailed, u"m"_s)));
    QCOMPARE(json[u"error"].toObject()[u"cause"].toString(), u"tls_failed"_s);
    QVERIFY(json[u"next_step"].toString().contains(u"--ca-bundle"_s));
}

void TestSummary::summaryEventHoldsTheSeedsKeysInOrder()
{
    Run run;
    run.add(done(u"a"_s, VerifiedBy::Md5Etag));
    run.end(1);
    const QByteArray event = summaryEvent(run.report, ExitCode::Integrity);
    QCOMPARE(parsed(event)[u"exit_code"].toInt(), 5);
    QCOMPARE(parsed(event)[u"files_done"].toInt(), 1);
    const qsizetype mode = event.indexOf("\"mode\"");
    const qsizetype percentiles = event.indexOf("\"throughput_percentile\"");
    const qsizetype aggregates = event.indexOf("\"throughput_aggregates\"");
    QVERIFY(mode > 0 && mode < percentiles && percentiles < aggregates);
}

QTEST_GUILESS_MAIN(TestSummary)
#include "tst_summary.moc"
