// SPDX-License-Identifier: GPL-3.0-or-later
// Where reports, profiles and traces go, and what they must not destroy.
#include "support/clirun.h"

#include <QFileInfo>
#include <QProcess>
#include <sys/stat.h>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestOutputFiles : public QObject
{
    Q_OBJECT
private:
    struct Place
    {
        Place() { endpoint.put(u"d/a"_s, "content"); }
        TestEndpoint endpoint;
        QProcessEnvironment environment = cliEnvironment(endpoint.connection(), endpoint.scratch());
        QString file(const QString &name) const { return endpoint.scratch() + u'/' + name; }
        CliResult run(const QStringList &words) const { return runCli(environment, words); }
        CliResult download(const QStringList &words) const
        {
            return run(QStringList{u"download"_s, u"s3://%1/d/a"_s.arg(endpoint.bucket()), file(u"a"_s)} + words);
        }
    };
    static bool isDevice(const QString &path)
    {
        struct stat there;
        return ::stat(QFile::encodeName(path), &there) == 0 && S_ISCHR(there.st_mode);
    }

private slots:
    void oneFileForTwo();
    void sourcesAndTargetsStay();
    void downloadedFileStays();
    void pipes();
    void devices_data();
    void devices();
    void lastFlagCounts();
};

void TestOutputFiles::oneFileForTwo()
{
    const Place place;
    const QString both = place.file(u"x.json"_s);
    const QString otherWords = place.endpoint.scratch() + u"/./x.json"_s;
    const CliResult result = place.download({u"--report"_s, both, u"--trace"_s, otherWords});
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains("--trace") && result.err.contains("would overwrite the file of --report"), result.err);
    QVERIFY(!QFileInfo::exists(both));
    QVERIFY(!QFileInfo::exists(place.file(u"a"_s)));
}

void TestOutputFiles::sourcesAndTargetsStay()
{
    const Place place;
    QFile source(place.file(u"up.bin"_s));
    QVERIFY(source.open(QIODevice::WriteOnly));
    source.write("precious");
    source.close();
    QVERIFY(QFile::link(source.fileName(), place.file(u"link"_s)));
    for (const QString &flag : {u"--trace"_s, u"--profile-out"_s, u"--report"_s})
        for (const QString &name : {source.fileName(), place.file(u"link"_s)}) {
            const CliResult result = place.run({u"upload"_s, source.fileName(), u"s3://%1/up"_s.arg(place.endpoint.bucket()), flag, name});
            QCOMPARE(result.code, 2);
            QVERIFY2(result.err.contains("would overwrite a source"), result.err);
            QCOMPARE(fileContents(source.fileName()), "precious");
        }
    QVERIFY(!QFileInfo::exists(place.endpoint.bucketFolder() + u"/up"_s));
    const CliResult target = place.download({u"--report"_s, place.file(u"a"_s)});
    QCOMPARE(target.code, 2);
    QVERIFY2(target.err.contains("would overwrite the target"), target.err);
}

void TestOutputFiles::downloadedFileStays()
{
    const Place place;
    const CliResult result = place.run({u"download"_s, u"s3://%1/d/"_s.arg(place.endpoint.bucket()), place.file(u"t"_s), u"--report"_s,
                                        place.file(u"t/a"_s)});
    // The folder of the report is not there before the download.
    QCOMPARE(result.code, 6);
    QVERIFY(QDir(place.endpoint.scratch()).mkpath(u"t"_s));
    const CliResult again = place.run({u"download"_s, u"s3://%1/d/"_s.arg(place.endpoint.bucket()), place.file(u"t"_s), u"--report"_s,
                                       place.file(u"t/a"_s)});
    QCOMPARE(again.code, 6);
    QVERIFY2(again.err.contains("a file that was downloaded has its name"), again.err);
    QCOMPARE(fileContents(place.file(u"t/a"_s)), "content");
}

void TestOutputFiles::pipes()
{
    const Place place;
    const QString pipe = place.file(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe), 0600), 0);
    QProcess reader;
    reader.start(u"cat"_s, {pipe});
    const CliResult result = place.download({u"--report"_s, pipe});
    QVERIFY2(result.code == 0, result.err);
    QVERIFY(reader.waitForFinished());
    QVERIFY(reader.readAllStandardOutput().startsWith("{\n  \"millrace_report\": 1"));
    struct stat there;
    QVERIFY(::lstat(QFile::encodeName(pipe), &there) == 0 && S_ISFIFO(there.st_mode));
}

void TestOutputFiles::devices_data()
{
    QTest::addColumn<QString>("flag");
    QTest::addColumn<QString>("device");
    QTest::addColumn<int>("code");
    for (const QString &flag : {u"--report"_s, u"--profile-out"_s, u"--trace"_s}) {
        QTest::addRow("%s null", qPrintable(flag)) << flag << u"/dev/null"_s << 0;
        QTest::addRow("%s full", qPrintable(flag)) << flag << u"/dev/full"_s << 6;
    }
}

void TestOutputFiles::devices()
{
    QFETCH(QString, flag);
    QFETCH(QString, device);
    QFETCH(int, code);
    if (!isDevice(device))
        QSKIP("this system has no such device");
    const Place place;
    const CliResult result = place.download({flag, device});
    QVERIFY(isDevice(device));
    QVERIFY2(result.code == code, result.err);
    // A trace that cannot even be begun is noticed before anything moves.
    if (code == 0 || flag != u"--trace"_s)
        QCOMPARE(fileContents(place.file(u"a"_s)), "content");
    if (code != 0)
        QVERIFY2(result.err.contains(device.toUtf8()), result.err);
}

/// As everywhere: a script appends to what an alias gave.
void TestOutputFiles::lastFlagCounts()
{
    const Place place;
    const CliResult good = place.download({u"--report"_s, place.file(u"1"_s), u"--report"_s, place.file(u"2"_s)});
    QVERIFY2(good.code == 0, good.err);
    QVERIFY(!QFileInfo::exists(place.file(u"1"_s)));
    QVERIFY(QFileInfo::exists(place.file(u"2"_s)));
    QCOMPARE(place.download({u"--concurrency"_s, u"3"_s, u"--concurrency"_s, u"zero"_s}).code, 2);
}

QTEST_GUILESS_MAIN(TestOutputFiles)
#include "tst_outputfiles.moc"
