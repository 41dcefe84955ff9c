// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/planner.h"

#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

ObjectInfo object(const QString &key, ByteCount size = 10)
{
    ObjectInfo info;
    info.key = key;
    info.size = size;
    return info;
}

DownloadSpec prefixSpec(const QString &prefix)
{
    DownloadSpec spec;
    spec.bucket = u"b"_s;
    spec.wholePrefix = true;
    spec.prefix = prefix;
    spec.targetFolder = u"/target"_s;
    return spec;
}

} // namespace

class TestPlanner : public QObject
{
    Q_OBJECT
private slots:
    void whatIsCutOffTheKey_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("path");
        QTest::addRow("folder") << u"a/b/"_s << u"a/b/c/d"_s << u"/target/c/d"_s;
        QTest::addRow("half a name") << u"a/b"_s << u"a/bc/d"_s << u"/target/bc/d"_s;
        QTest::addRow("no prefix") << u""_s << u"a/b"_s << u"/target/a/b"_s;
        QTest::addRow("no folder") << u"ab"_s << u"abc"_s << u"/target/abc"_s;
    }

    void whatIsCutOffTheKey()
    {
        QFETCH(QString, prefix);
        QFETCH(QString, key);
        QFETCH(QString, path);
        const DownloadSpec spec = prefixSpec(prefix);
        auto planner = Planner::make(spec);
        QVERIFY(planner);
        const auto planned = planner->plan(object(key));
        QVERIFY(planned);
        QCOMPARE(planned->path, path);
        QCOMPARE(planned->partPath, path + u".millrace-part"_s);
        QCOMPARE(planned->journalPath, path + u".millrace-journal"_s);
        QCOMPARE(planned->bucket, u"b"_s);
        QVERIFY(planned->renamedBecause.isEmpty());
    }

    void oneKeyGoesByItsName()
    {
        DownloadSpec spec = prefixSpec({});
        spec.wholePrefix = false;
        spec.keys = {u"a/b/c"_s};
        auto planner = Planner::make(spec);
        QCOMPARE(planner->plan(object(u"a/b/c"_s))->path, u"/target/c"_s);
        spec.keys.append(u"a/d"_s); // of several, the folders tell them apart
        auto several = Planner::make(spec);
        QCOMPARE(several->plan(object(u"a/b/c"_s))->path, u"/target/a/b/c"_s);
        spec.stripPrefix = u"a/"_s;
        auto stripped = Planner::make(spec);
        QCOMPARE(stripped->plan(object(u"a/b/c"_s))->path, u"/target/b/c"_s);
        QCOMPARE(stripped->plan(object(u"other/x"_s))->path, u"/target/other/x"_s); // nothing to cut
        spec.targetFile = u"/elsewhere/name"_s;
        auto named = Planner::make(spec);
        QCOMPARE(named->plan(object(u"a/b/c"_s))->path, u"/elsewhere/name"_s);
    }

    void filtersAndTheFirstN()
    {
        DownloadSpec spec = prefixSpec({});
        spec.include = {u"*.txt"_s};
        spec.exclude = {u"no*"_s};
        spec.maxFiles = 2;
        auto planner = Planner::make(spec);
        QVERIFY(planner);
        QVERIFY(!planner->plan(object(u"a.bin"_s)));
        QVERIFY(!planner->plan(object(u"no.txt"_s)));
        QVERIFY(!planner->isFull());
        QCOMPARE(planner->plan(object(u"a.txt"_s))->id, quint64(1));
        QCOMPARE(planner->plan(object(u"b.txt"_s))->id, quint64(2));
        QVERIFY(planner->isFull()); // what is left out does not count
        QVERIFY(!planner->plan(object(u"c.txt"_s)));
        spec.maxFiles = 0;
        QVERIFY(Planner::make(spec)->isFull());
    }

    void badPatternsAreRefused()
    {
        DownloadSpec spec = prefixSpec({});
        spec.exclude = {QString()};
        const auto planner = Planner::make(spec);
        if (!planner)
            QCOMPARE(planner.error().kind, ErrorKind::Config);
    }

    void noTwoObjectsShareAPath()
    {
        const DownloadSpec spec = prefixSpec(u"p/"_s);
        auto planner = Planner::make(spec);
        QSet<QString> paths;
        const QStringList keys{u"p/a"_s, u"p//a"_s, u"p/a/b"_s, u"p/../a"_s, u"p/a.millrace-part"_s, u"p/a."_s, u"/a"_s,
                               u"a"_s};
        for (const QString &key : keys) {
            const auto planned = planner->plan(object(key));
            QVERIFY(planned);
            QVERIFY2(!paths.contains(planned->path), qPrintable(planned->path));
            paths.insert(planned->path);
            paths.insert(planned->partPath);
            paths.insert(planned->journalPath);
            QVERIFY(planned->path.startsWith(u"/target/"_s));
            QVERIFY(!planned->path.contains(u"/../"_s));
        }
    }

    void folderMarkers()
    {
        const DownloadSpec spec = prefixSpec(u"p/"_s);
        auto planner = Planner::make(spec);
        const auto own = planner->plan(object(u"p/"_s, 0)); // the prefix itself
        QVERIFY(own && own->folderMarker);
        QCOMPARE(own->path, u"/target"_s);
        const auto folder = planner->plan(object(u"p/x/"_s, 0));
        QVERIFY(folder && folder->folderMarker);
        QCOMPARE(folder->path, u"/target/x"_s);
        const auto bytes = planner->plan(object(u"p/y/"_s, 5)); // bytes must go somewhere
        QVERIFY(bytes && !bytes->folderMarker && !bytes->renamedBecause.isEmpty());
    }

    void toMemoryNothingHasAPath()
    {
        DownloadSpec spec = prefixSpec({});
        spec.targetFolder.clear();
        auto planner = Planner::make(spec);
        const auto planned = planner->plan(object(u"a"_s));
        QVERIFY(planned->path.isEmpty() && planned->partPath.isEmpty() && planned->journalPath.isEmpty());
    }

    void iterationsOfOneObjectAreFilesOfTheirOwn()
    {
        const DownloadSpec spec = prefixSpec({});
        auto planner = Planner::make(spec);
        QCOMPARE(planner->plan(object(u"a"_s), 1)->path, u"/target/a"_s);
        QCOMPARE(planner->plan(object(u"a"_s), 2)->path, u"/target/a.2"_s);
    }

    void failuresTakePart()
    {
        const DownloadSpec spec = prefixSpec({});
        auto planner = Planner::make(spec);
        (void)planner->plan(object(u"a"_s));
        const PlannedFile failed = planner->planFailure(u"gone"_s, Error::make(ErrorKind::NotFound, ErrorCause::NoSuchKey,
                                                                               u"there is no such object"_s));
        QCOMPARE(failed.id, quint64(2));
        QCOMPARE(failed.object.key, u"gone"_s);
        QCOMPARE(failed.refused->cause, ErrorCause::NoSuchKey);
    }

    void linksGoByTheirLastName()
    {
        DownloadSpec spec = prefixSpec({});
        spec.wholePrefix = false;
        spec.httpUrl = u"https://host/bucket/dir/file.bin?X-Amz-Signature=0"_s;
        auto planner = Planner::make(spec);
        QCOMPARE(planner->plan(object(u"bucket/dir/file.bin"_s))->path, u"/target/file.bin"_s);
        auto bare = Planner::make(spec);
        QCOMPARE(bare->plan(object(u""_s))->path, u"/target/index"_s);
    }
};

QTEST_GUILESS_MAIN(TestPlanner)
#include "tst_planner.moc"
