// SPDX-License-Identifier: GPL-3.0-or-later
// "sync" in all directions; above all what it must not delete.
#include "support/clirun.h"

#include <QDir>
#include <QFileInfo>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace millrace;

class tst_SyncVerb : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void upAndAgain();
    void downAndAgain();
    void betweenPrefixes();
    void changedContent();
    void sameSizeOlderTimeNeedsChecksum();
    void serversClockIsAhead();
    void unfinishedDownloadsStayHere();
    void deletesObjects();
    void deletesFiles();
    void excludedIsNeverDeleted_data();
    void excludedIsNeverDeleted();
    void maxDelete_data();
    void maxDelete();
    void dryRunChangesNothing();
    void emptySourceDeletesNothing_data();
    void emptySourceDeletesNothing();
    void failedListingDeletesNothing_data();
    void failedListingDeletesNothing();
    void failedTransferDeletesNothing();
    void unreadableFolderDeletesNothing();
    void linksAndUnfinishedFilesStay();
    void linkInTheTargetsPath();
    void otherSpellingsStay();
    void hooksAndRates();
    void autoOptimize();
    void overlapIsRefused();
    void usage();

private:
    CliResult cli(const QStringList &arguments) const
    {
        return runCli(cliEnvironment(m_endpoint->connection(), m_endpoint->scratch()), QStringList{u"sync"_s} + arguments);
    }
    QString local() const { return m_endpoint->scratch() + u"/local"_s; }
    void write(const QString &name, const QByteArray &bytes, qint64 time = 1'500'000'000) const;
    /// Without what the endpoint keeps about them.
    QStringList objects() const
    {
        QStringList files = filesBelow(m_endpoint->bucketFolder());
        files.removeIf([](const QString &file) { return file.startsWith(u".millrace-endpoint/"); });
        return files;
    }
    
    static QStringList outcomes(const CliResult &result);

    std::unique_ptr<TestEndpoint> m_endpoint;
};

void tst_SyncVerb::init()
{
    m_endpoint = std::make_unique<TestEndpoint>();
    QVERIFY(m_endpoint->isRunning());
    QDir().mkpath(local());
}

void tst_SyncVerb::write(const QString &name, const QByteArray &bytes, qint64 time) const
{
    const QString path = local() + u'/' + name;
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    file.flush();
    file.setFileTime(QDateTime::fromSecsSinceEpoch(time, Qt::UTC), QFileDevice::FileModificationTime);
}

QStringList tst_SyncVerb::outcomes(const CliResult &result)
{
    QStringList list;
    for (const QJsonObject &event : result.events(u"file_finished"_s))
        list += event.value("key"_L1).toString() + u' ' + event.value("outcome"_L1).toString();
    list.sort();
    return list;
}

void tst_SyncVerb::upAndAgain()
{
    write(u"a"_s, "1");
    write(u"d/ä b+&.txt"_s, "22");
    write(u"big"_s, testBytes(17 * MiB));
    CliResult result = cli({local(), u"s3://bucket/p"_s, u"--json"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(outcomes(result), (QStringList{u"p/a done"_s, u"p/big done"_s, u"p/d/ä b+&.txt done"_s}));
    QVERIFY(fileContents(m_endpoint->bucketFolder() + u"/p/big"_s) == testBytes(17 * MiB));
    result = cli({local(), u"s3://bucket/p/"_s, u"--json"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(outcomes(result), (QStringList{u"p/a skipped"_s, u"p/big skipped"_s, u"p/d/ä b+&.txt skipped"_s}));
    // Touched, but the same: compared, not sent. The large one has a multipart checksum.
    const qint64 future = QDateTime::currentSecsSinceEpoch() + 1000;
    write(u"a"_s, "1", future);
    write(u"big"_s, testBytes(17 * MiB), future);
    const qint64 before = m_endpoint->server().counters().bytesReceived;
    result = cli({local(), u"s3://bucket/p/"_s, u"--json"_s});
    QCOMPARE(outcomes(result), (QStringList{u"p/a skipped"_s, u"p/big skipped"_s, u"p/d/ä b+&.txt skipped"_s}));
    QCOMPARE(m_endpoint->server().counters().bytesReceived, before);
}

void tst_SyncVerb::downAndAgain()
{
    m_endpoint->put(u"p/a"_s, "1");
    m_endpoint->put(u"p/d/b"_s, "22");
    m_endpoint->put(u"other"_s, "x");
    CliResult result = cli({u"s3://bucket/p"_s, local(), u"--json"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(filesBelow(local()), (QStringList{u"a"_s, u"d/b"_s}));
    result = cli({u"s3://bucket/p"_s, local(), u"--json"_s});
    QCOMPARE(outcomes(result), (QStringList{u"p/a skipped"_s, u"p/d/b skipped"_s}));
}

void tst_SyncVerb::betweenPrefixes()
{
    m_endpoint->put(u"p/a"_s, "1");
    m_endpoint->put(u"p/d/b"_s, "22");
    m_endpoint->put(u"q/gone"_s, "333");
    CliResult result = cli({u"s3://bucket/p"_s, u"s3://bucket/q"_s, u"--delete"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.out + result.err);
    QCOMPARE(objects(), (QStringList{u"p/a"_s, u"p/d/b"_s, u"q/a"_s, u"q/d/b"_s}));
    QCOMPARE(result.events(u"deleted"_s).size(), 1);
    result = cli({u"s3://bucket/p"_s, u"s3://bucket/q"_s, u"--delete"_s, u"--json"_s});
    QCOMPARE(outcomes(result), (QStringList{u"p/a skipped"_s, u"p/d/b skipped"_s}));
}

void tst_SyncVerb::changedContent()
{
    write(u"a"_s, "old");
    QCOMPARE(cli({local(), u"s3://bucket/"_s}).code, 0);
    write(u"a"_s, "new", QDateTime::currentSecsSinceEpoch() + 1000);
    QCOMPARE(cli({local(), u"s3://bucket/"_s}).code, 0);
    QCOMPARE(fileContents(m_endpoint->bucketFolder() + u"/a"_s), QByteArray("new"));
}

/// The object seems newer than the change that came after it.
void tst_SyncVerb::serversClockIsAhead()
{
    FaultOptions faults;
    faults.clockSkew = std::chrono::seconds(60);
    m_endpoint->server().setFaults(faults);
    write(u"a"_s, "old");
    QCOMPARE(cli({local(), u"s3://bucket/"_s}).code, 0);
    QFile object(m_endpoint->bucketFolder() + u"/a"_s);
    QVERIFY(object.open(QIODevice::ReadWrite));
    QVERIFY(object.setFileTime(QDateTime::currentDateTimeUtc().addSecs(60), QFileDevice::FileModificationTime));
    object.close();
    write(u"a"_s, "new");
    QCOMPARE(cli({local(), u"s3://bucket/"_s}).code, 0);
    QCOMPARE(fileContents(object.fileName()), QByteArray("new"));
}

void tst_SyncVerb::unfinishedDownloadsStayHere()
{
    write(u"a"_s, "1");
    write(u"b.millrace-part"_s, "half");
    write(u"b.millrace-journal"_s, "{}");
    QCOMPARE(cli({local(), u"s3://bucket/"_s}).code, 0);
    QCOMPARE(objects(), QStringList{u"a"_s});
}

void tst_SyncVerb::sameSizeOlderTimeNeedsChecksum()
{
    write(u"a"_s, "old");
    QCOMPARE(cli({local(), u"s3://bucket/"_s}).code, 0);
    // Moved here or restored with an old time: that it was touched since tells.
    write(u"a"_s, "tip", 1'000'000'000);
    QCOMPARE(cli({local(), u"s3://bucket/"_s}).code, 0);
    QCOMPARE(fileContents(m_endpoint->bucketFolder() + u"/a"_s), QByteArray("tip"));
    write(u"a"_s, "new", QFileInfo(m_endpoint->bucketFolder() + u"/a"_s).lastModified().toSecsSinceEpoch());
    QCOMPARE(cli({local(), u"s3://bucket/"_s}).code, 0);
    QCOMPARE(fileContents(m_endpoint->bucketFolder() + u"/a"_s), QByteArray("tip"));
    QCOMPARE(cli({local(), u"s3://bucket/"_s, u"--checksum"_s}).code, 0);
    QCOMPARE(fileContents(m_endpoint->bucketFolder() + u"/a"_s), QByteArray("new"));
    // The same the other way round: equal size and time, other bytes.
    const QDateTime time = QFileInfo(m_endpoint->bucketFolder() + u"/a"_s).lastModified();
    write(u"a"_s, "bad", time.toSecsSinceEpoch());
    QCOMPARE(cli({u"s3://bucket/"_s, local()}).code, 0);
    QCOMPARE(fileContents(local() + u"/a"_s), QByteArray("bad"));
    QCOMPARE(cli({u"s3://bucket/"_s, local(), u"--checksum"_s}).code, 0);
    QCOMPARE(fileContents(local() + u"/a"_s), QByteArray("new"));
}

void tst_SyncVerb::deletesObjects()
{
    for (const char *name : {"a", "b", "c"})
        write(QString::fromLatin1(name), "x");
    m_endpoint->put(u"p/b"_s, "x");
    m_endpoint->put(u"p/old/1"_s, "x");
    m_endpoint->put(u"p/old 2"_s, "x");
    m_endpoint->put(u"pp/other"_s, "x");
    CliResult result = cli({local(), u"s3://bucket/p"_s, u"--delete"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.out + result.err);
    QCOMPARE(objects(), (QStringList{u"p/a"_s, u"p/b"_s, u"p/c"_s, u"pp/other"_s}));
    QCOMPARE(result.events(u"deleted"_s).size(), 2);
    // Without --delete all stays.
    m_endpoint->put(u"p/more"_s, "x");
    QCOMPARE(cli({local(), u"s3://bucket/p"_s}).code, 0);
    QVERIFY(objects().contains(u"p/more"_s));
}

void tst_SyncVerb::deletesFiles()
{
    for (const char *name : {"p/a", "p/b", "p/c/d"})
        m_endpoint->put(QString::fromLatin1(name), "x");
    write(u"old/deep/1"_s, "x");
    write(u"c/gone"_s, "x");
    QDir().mkpath(local() + u"/was-empty"_s);
    const CliResult result = cli({u"s3://bucket/p"_s, local(), u"--delete"_s});
    QVERIFY2(result.code == 0, result.err);
    QVERIFY2(result.out.contains("deleted old/deep/1"), result.out);
    QVERIFY2(result.err.contains("Deleted 2 files") || result.out.contains("Deleted 2 files"), result.err);
    QCOMPARE(filesBelow(local()), (QStringList{u"a"_s, u"b"_s, u"c/d"_s}));
    QVERIFY(!QFileInfo::exists(local() + u"/old"_s));       // left empty by this
    QVERIFY(QFileInfo::exists(local() + u"/was-empty"_s));  // not by this
}

void tst_SyncVerb::excludedIsNeverDeleted_data()
{
    QTest::addColumn<QString>("from");
    QTest::newRow("up") << u"local"_s;
    QTest::newRow("down") << u"remote"_s;
    QTest::newRow("copy") << u"server"_s;
}

void tst_SyncVerb::excludedIsNeverDeleted()
{
    QFETCH(QString, from);
    const bool up = from == u"local";
    const bool down = from == u"remote";
    for (const char *name : {"a", "b"}) {
        write(QString::fromLatin1(name), "x");
        m_endpoint->put(u"src[1]/"_s + QString::fromLatin1(name), "x");
    }
    for (const char *name : {"keep/1", "z.log", "gone"}) {
        if (down)
            write(QString::fromLatin1(name), "x");
        else
            m_endpoint->put(u"dst*/"_s + QString::fromLatin1(name), "x");
    }
    const CliResult result = cli({up ? local() : u"s3://bucket/src[1]"_s, down ? local() : u"s3://bucket/dst*"_s,
                                  u"--delete"_s, u"--exclude"_s, u"keep/*"_s, u"--exclude"_s, u"*.log"_s});
    QVERIFY2(result.code == 0, result.err);
    const QStringList left = down ? filesBelow(local()) : filesBelow(m_endpoint->bucketFolder() + u"/dst*"_s);
    QCOMPARE(left, (QStringList{u"a"_s, u"b"_s, u"keep/1"_s, u"z.log"_s}));
}

void tst_SyncVerb::maxDelete_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<bool>("allowed");
    // Ten at the target that the source has, ten that it has not; eleven in the last row.
    QTest::newRow("default, half") << QString() << true;
    QTest::newRow("a count that is enough") << u"10"_s << true;
    QTest::newRow("a count that is not") << u"9"_s << false;
    QTest::newRow("a share that is not") << u"49.9%"_s << false;
    QTest::newRow("none") << u"0"_s << false;
}

void tst_SyncVerb::maxDelete()
{
    QFETCH(QString, limit);
    QFETCH(bool, allowed);
    for (int i = 0; i < 10; ++i) {
        write(u"n%1"_s.arg(i), "x");
        m_endpoint->put(u"o%1"_s.arg(i), "x");
    }
    QStringList words{local(), u"s3://bucket"_s, u"--delete"_s};
    if (!limit.isEmpty())
        words += {u"--max-delete"_s, limit};
    const CliResult result = cli(words);
    QCOMPARE(result.code, allowed ? 0 : 1);
    QCOMPARE(objects().size(), allowed ? 10 : 20);
    if (allowed && limit.isEmpty()) {
        for (int i = 0; i < 11; ++i)
            m_endpoint->put(u"o%1"_s.arg(i), "x");
        const CliResult tooMany = cli(words);
        QCOMPARE(tooMany.code, 1);
        QVERIFY2(tooMany.err.contains("--max-delete") || tooMany.out.contains("--max-delete"), tooMany.err);
        QCOMPARE(objects().size(), 21);
    }
}

void tst_SyncVerb::dryRunChangesNothing()
{
    write(u"a"_s, "x");
    m_endpoint->put(u"p/old"_s, "x");
    CliResult result = cli({local(), u"s3://bucket/p"_s, u"--delete"_s, u"--dry-run"_s, u"--json"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(outcomes(result), QStringList{u"p/a planned"_s});
    QCOMPARE(result.events(u"would_delete"_s).first().value("name"_L1).toString(), u"old"_s);
    QCOMPARE(objects(), QStringList{u"p/old"_s});
    result = cli({u"s3://bucket/p"_s, local(), u"--delete"_s, u"--dry-run"_s, u"--json"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.events(u"would_delete"_s).first().value("name"_L1).toString(), u"a"_s);
    QCOMPARE(filesBelow(local()), QStringList{u"a"_s});
}

void tst_SyncVerb::emptySourceDeletesNothing_data()
{
    QTest::addColumn<bool>("up");
    QTest::newRow("empty folder") << true;
    QTest::newRow("empty prefix") << false;
}

void tst_SyncVerb::emptySourceDeletesNothing()
{
    QFETCH(bool, up);
    if (up)
        m_endpoint->put(u"p/a"_s, "x");
    else
        write(u"a"_s, "x");
    const CliResult result = cli({up ? local() : u"s3://bucket/none"_s, up ? u"s3://bucket/p"_s : local(), u"--delete"_s,
                                  u"--max-delete"_s, u"100%"_s});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.err.contains("nothing was deleted"), result.err);
    QCOMPARE(objects().size() + filesBelow(local()).size(), 1);
}

void tst_SyncVerb::failedListingDeletesNothing_data()
{
    QTest::addColumn<bool>("up");
    QTest::addColumn<int>("nth");
    QTest::newRow("of the source, at once") << false << 1;
    QTest::newRow("of the source, second page") << false << 2;
    QTest::newRow("of the target, for the comparison") << true << 1;
    QTest::newRow("of the target, for the deletion") << true << 2;
}

void tst_SyncVerb::failedListingDeletesNothing()
{
    QFETCH(bool, up);
    QFETCH(int, nth);
    write(u"mine"_s, "x");
    for (int i = 0; i < (up ? 1 : 1200); ++i)
        m_endpoint->put(u"o%1"_s.arg(i), "x");
    FaultRule rule;
    rule.operation = u"ListObjectsV2"_s;
    rule.nth = nth;
    rule.times = 0;
    rule.httpStatus = 403;
    m_endpoint->setRules({rule});
    const CliResult result = cli({up ? local() : u"s3://bucket"_s, up ? u"s3://bucket"_s : local(), u"--delete"_s,
                                  u"--max-delete"_s, u"100%"_s});
    QCOMPARE(result.code, 3);
    QVERIFY(objects().contains(u"o0"_s));
    QVERIFY(filesBelow(local()).contains(u"mine"_s));
}

void tst_SyncVerb::failedTransferDeletesNothing()
{
    write(u"a"_s, "x");
    write(u"b"_s, "x");
    m_endpoint->put(u"old"_s, "x");
    FaultRule rule;
    rule.operation = u"PutObject"_s;
    rule.key = u"b"_s;
    rule.times = 0;
    rule.httpStatus = 403;
    m_endpoint->setRules({rule});
    const CliResult result = cli({local(), u"s3://bucket"_s, u"--delete"_s});
    QCOMPARE(result.code, 3);
    QVERIFY2(result.err.contains("nothing was deleted"), result.err);
    QCOMPARE(objects(), (QStringList{u"a"_s, u"old"_s}));
}

void tst_SyncVerb::unreadableFolderDeletesNothing()
{
    // A link that leads back is a folder that cannot be entered, for every user.
    write(u"a.txt"_s, "x");
    QDir().mkpath(local() + u"/d"_s);
    QVERIFY(QFile::link(local(), local() + u"/d/loop"_s));
    m_endpoint->put(u"d/loop/b.txt"_s, "x");
    const CliResult result = cli({local(), u"s3://bucket"_s, u"--delete"_s, u"--include"_s, u"*.txt"_s});
    QCOMPARE(result.code, 6);
    QVERIFY(objects().contains(u"d/loop/b.txt"_s));
    QCOMPARE(cli({local(), u"s3://bucket"_s, u"--delete"_s, u"--include"_s, u"*.txt"_s, u"--exclude"_s, u"d/*"_s}).code, 0);
    QVERIFY(objects().contains(u"d/loop/b.txt"_s));
}

void tst_SyncVerb::linksAndUnfinishedFilesStay()
{
    for (int i = 0; i < 5; ++i)
        m_endpoint->put(u"o%1"_s.arg(i), "x");
    const QString outside = m_endpoint->scratch() + u"/outside"_s;
    QDir().mkpath(outside);
    QFile precious(outside + u"/precious"_s);
    QVERIFY(precious.open(QIODevice::WriteOnly) && precious.write("x") == 1);
    precious.close();
    QVERIFY(QFile::link(outside, local() + u"/link"_s));
    QVERIFY(QFile::link(precious.fileName(), local() + u"/file-link"_s));
    write(u"big.millrace-part"_s, "half");
    write(u"big.millrace-journal"_s, "{}");
    write(u"gone"_s, "x");
    const CliResult result = cli({u"s3://bucket"_s, local(), u"--delete"_s});
    QVERIFY2(result.code == 0, result.err);
    QVERIFY(QFileInfo::exists(precious.fileName()));
    QVERIFY(QFileInfo(local() + u"/link"_s).isSymLink());
    QVERIFY(QFileInfo(local() + u"/file-link"_s).isSymLink());
    QVERIFY(QFileInfo::exists(local() + u"/big.millrace-part"_s));
    QVERIFY(QFileInfo::exists(local() + u"/big.millrace-journal"_s));
    QVERIFY(!QFileInfo::exists(local() + u"/gone"_s));
}

/// "link/.." is one folder by its letters and another one by the link: files go where they are deleted.
void tst_SyncVerb::linkInTheTargetsPath()
{
    m_endpoint->put(u"p/a"_s, "1");
    write(u"x/precious"_s, "keep");
    write(u"other/x/extra"_s, "go");
    write(u"other/x/a"_s, "old");
    QDir().mkpath(local() + u"/other/inner"_s);
    QVERIFY(QFile::link(local() + u"/other/inner"_s, local() + u"/link"_s));
    const CliResult result = cli({u"s3://bucket/p"_s, local() + u"/link/../x"_s, u"--delete"_s});
    QVERIFY2(result.code == 0, result.err);
    QCOMPARE(filesBelow(local() + u"/x"_s), QStringList{u"precious"_s});
    QCOMPARE(filesBelow(local() + u"/other/x"_s), QStringList{u"a"_s});
}

/// What a file system lists by another spelling answers to both; two links to one file do the same anywhere.
void tst_SyncVerb::otherSpellingsStay()
{
    m_endpoint->put(u"p/NAME"_s, "1");
    m_endpoint->put(u"p/Other"_s, "2");
    QCOMPARE(cli({u"s3://bucket/p"_s, local()}).code, 0);
    QCOMPARE(::link(qPrintable(local() + u"/NAME"_s), qPrintable(local() + u"/name"_s)), 0);
    write(u"other"_s, "another file");
    const CliResult result = cli({u"s3://bucket/p"_s, local(), u"--delete"_s});
    QVERIFY2(result.code == 0, result.err);
    QCOMPARE(filesBelow(local()), (QStringList{u"NAME"_s, u"Other"_s, u"name"_s}));
}

void tst_SyncVerb::hooksAndRates()
{
    write(u"a"_s, "1");
    const QString told = m_endpoint->scratch() + u"/told"_s;
    CliResult result = cli({local(), u"s3://bucket/p"_s, u"--max-rate"_s, u"50MiB/s"_s,
                            u"--on-file-done"_s, u"sh -c \"echo $MILLRACE_KEY > '%1'\""_s.arg(told)});
    QVERIFY2(result.code == 0, result.err);
    QCOMPARE(fileContents(told), QByteArray("p/a\n"));
    QVERIFY2(result.out.contains("/a -> s3://bucket/p/a (1 B)"), result.out);
    result = cli({local(), u"s3://bucket/p"_s, u"--max-rate"_s, u"fast"_s});
    QCOMPARE(result.code, 2);
}

/// --auto-optimize looks on where bytes pass through this machine, and is refused where none do.
void tst_SyncVerb::autoOptimize()
{
    FaultOptions slow; // each connection alone, so that more of them help
    slow.connectionRate = 1e6;
    m_endpoint->server().setFaults(slow);
    for (int i = 0; i < 24; ++i)
        write(u"f%1"_s.arg(i), QByteArray(1'500'000, char('a' + i)));
    const QString report = m_endpoint->scratch() + u"/report.json"_s;
    for (const QStringList &places : {QStringList{local(), u"s3://bucket/p"_s},
                                      QStringList{u"s3://bucket/p"_s, m_endpoint->scratch() + u"/copy"_s}}) {
        const CliResult result = cli(places + QStringList{u"--auto-optimize"_s, u"--report"_s, report, u"--json"_s});
        QVERIFY2(result.code == 0, result.err);
        const QJsonObject tuning = QJsonDocument::fromJson(fileContents(report)).object()["tuning"_L1].toObject();
        QVERIFY(tuning["auto_optimize"_L1].toBool());
        // What comes from the endpoint comes slowly; what goes there may be there before anything was measured.
        QVERIFY(!tuning["steps"_L1].toArray().isEmpty() || places.first() == local());
        QCOMPARE(result.events(u"tuning_step"_s).size(), tuning["steps"_L1].toArray().size());
    }
    CliResult result = cli({u"s3://bucket/p"_s, u"s3://bucket/q"_s, u"--auto-optimize"_s});
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains("--auto-optimize"), result.err);
    result = runCli(cliEnvironment(m_endpoint->connection(), m_endpoint->scratch()),
                    {u"copy"_s, u"s3://bucket/p/"_s, u"s3://bucket/q/"_s, u"--auto-optimize"_s});
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains("--auto-optimize"), result.err);
}

void tst_SyncVerb::overlapIsRefused()
{
    m_endpoint->put(u"a/b/1"_s, "x");
    QCOMPARE(cli({u"s3://bucket/a/b"_s, u"s3://bucket/a"_s, u"--delete"_s}).code, 2);
    QCOMPARE(cli({u"s3://bucket/a"_s, u"s3://bucket/a/b"_s}).code, 2);
    QCOMPARE(cli({u"s3://bucket"_s, u"s3://bucket/x"_s}).code, 2);
    QCOMPARE(objects(), QStringList{u"a/b/1"_s});
}

void tst_SyncVerb::usage()
{
    QCOMPARE(cli({local(), local()}).code, 2);
    QCOMPARE(cli({local()}).code, 2);
    QCOMPARE(cli({local(), u"s3://bucket"_s, u"--max-delete"_s, u"5"_s}).code, 2);
    QCOMPARE(cli({local(), u"s3://bucket"_s, u"--delete"_s, u"--max-delete"_s, u"many"_s}).code, 2);
    QCOMPARE(cli({local() + u"/none"_s, u"s3://bucket"_s}).code, 6);
    QCOMPARE(cli({local(), u"s3://nobucket"_s}).code, 4);
    const auto pattern = cli({u"s3://bucket/*.txt"_s, local()});
    QCOMPARE(pattern.code, 4);
    QVERIFY2(pattern.err.contains("takes no patterns"), pattern.err.constData());
    QVERIFY(cli({u"--help"_s}).out.startsWith("Usage: millrace-cli sync"));
}

QTEST_GUILESS_MAIN(tst_SyncVerb)
#include "tst_syncverb.moc"
