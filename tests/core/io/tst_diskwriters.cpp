// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/diskwriters.h"
#include "io/filesink.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <atomic>
#include <cstring>
#include <semaphore>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
}

std::shared_ptr<FileSink> smallFile(const QString &path, const QByteArray &bytes)
{
    FileSink::Options o;
    o.finalPath = path;
    o.partPath = path + u".millrace-part"_s;
    o.size = bytes.size();
    return std::make_shared<FileSink>(o);
}

} // namespace

class TestDiskWriters : public QObject
{
    Q_OBJECT
private slots:
    void tasksRunElsewhereAndReportHere()
    {
        DiskWriters writers(3);
        QThread *const here = QThread::currentThread();
        std::atomic<int> elsewhere = 0;
        int good = 0, bad = 0;
        for (int i = 0; i < 200; ++i)
            writers.run([&, i]() -> Result<void> {
                if (QThread::currentThread() != here)
                    ++elsewhere;
                if (i % 10 == 3)
                    return fail(ErrorKind::LocalFile, ErrorCause::DiskFull, QString::number(i));
                return {};
            }, this, [&, i](const Result<void> &result) {
                QCOMPARE(QThread::currentThread(), here);
                QCOMPARE(bool(result), i % 10 != 3);
                if (!result)
                    QCOMPARE(result.error().message, QString::number(i));
                ++(result ? good : bad);
            });
        QTRY_COMPARE_WITH_TIMEOUT(good + bad, 200, 30'000);
        QCOMPARE(bad, 20);
        QCOMPARE(elsewhere.load(), 200);
    }

    void tasksRunAtTheSameTime()
    {
        DiskWriters writers(2);
        std::binary_semaphore met{0}, other{0};
        int done = 0;
        writers.run([&]() -> Result<void> { met.release(); other.acquire(); return {}; }, this,
                    [&](const Result<void> &) { ++done; });
        writers.run([&]() -> Result<void> { met.acquire(); other.release(); return {}; }, this,
                    [&](const Result<void> &) { ++done; });
        QTRY_COMPARE_WITH_TIMEOUT(done, 2, 10'000);
    }

    void whatATaskHoldsIsFreeWhenItsEndIsHeardOf()
    {
        const auto pool = BufferPool::create(4096, 1);
        QTemporaryDir dir;
        const auto sink = smallFile(dir.path() + u"/f"_s, "abcdefgh");
        DiskWriters writers(1);
        bool free = false;
        Buffer buffer = pool->acquire(this, {});
        std::memcpy(buffer.data() + 2, "abcdefgh", 8);
        writers.write(sink, 0, std::move(buffer), 2, 8, dir.path(), this, [&](const Result<void> &result) {
            QVERIFY(result);
            free = bool(pool->acquire(this, {}));
        });
        QTRY_VERIFY_WITH_TIMEOUT(free, 10'000);
        QVERIFY(sink->publish({}));
        QCOMPARE(contents(dir.path() + u"/f"_s), QByteArray("abcdefgh"));
    }

    void allThatIsQueuedHappensBeforeTheEnd()
    {
        std::atomic<int> ran = 0;
        QTemporaryDir dir;
        constexpr int files = 40;
        {
            DiskWriters writers(2);
            for (int i = 0; i < 500; ++i)
                writers.run([&]() -> Result<void> { ++ran; return {}; }, this, [](const Result<void> &) {});
            for (int i = 0; i < files; ++i) {
                const auto sink = smallFile(dir.path() + u"/%1"_s.arg(i), "x");
                QVERIFY(sink->write(0, "x", 1));
                writers.commit({sink, dir.path(), {}}, this, [](const Result<void> &) {});
            }
        }
        QCOMPARE(ran.load(), 500);
        for (int i = 0; i < files; ++i)
            QCOMPARE(contents(dir.path() + u"/%1"_s.arg(i)), QByteArray("x"));
        QCoreApplication::processEvents(); // the reports may still come
    }

    /// Files on two file systems, more than are worth a flush each; some cannot get their name.
    void groupCommit_data()
    {
        QTest::addColumn<int>("files");
        QTest::addColumn<int>("folders");
        QTest::addRow("few") << 7 << 1;
        QTest::addRow("500 in two folders") << 500 << 2;
        QTest::addRow("500 in 100 folders") << 500 << 100;
    }

    void groupCommit()
    {
        QFETCH(int, files);
        QFETCH(int, folders);
        QTemporaryDir disk(QDir::currentPath() + u"/diskwriters-XXXXXX"_s), memory(u"/dev/shm/diskwriters-XXXXXX"_s);
        QVERIFY(disk.isValid() && memory.isValid());
        const QDateTime modified = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
        const auto folderOf = [&](int i) {
            const int f = i % folders;
            return (f % 2 ? memory.path() : disk.path()) + u"/folder %1"_s.arg(f);
        };
        const auto pathOf = [&](int i) { return folderOf(i) + u"/file %1"_s.arg(i); };
        // 1 in 9 has a folder in the way; of 1 in 7 a byte is missing; 1 in 5 is empty and was never written to.
        const auto blocked = [](int i) { return i % 9 == 4; };
        const auto tooShort = [](int i) { return i % 7 == 2; };
        const auto empty = [](int i) { return i % 5 == 1; };
        const auto bytesOf = [&](int i) { return empty(i) ? QByteArray() : "content of " + QByteArray::number(i); };

        QHash<int, Result<void>> results;
        {
            DiskWriters writers(4);
            for (int i = 0; i < files; ++i) {
                if (blocked(i))
                    QVERIFY(QDir().mkpath(pathOf(i) + u"/x"_s));
                const QByteArray bytes = bytesOf(i);
                const auto sink = smallFile(pathOf(i), tooShort(i) ? bytes + '!' : bytes);
                const auto commit = [&, i, sink] {
                    writers.commit({sink, folderOf(i), modified}, this, [&results, i](const Result<void> &result) {
                        QVERIFY(!results.contains(i));
                        results.insert(i, result);
                    });
                };
                if (empty(i)) {
                    commit();
                    continue;
                }
                writers.run([sink, bytes] { return sink->write(0, bytes.constData(), bytes.size()); }, this,
                            [commit](const Result<void> &written) {
                                QVERIFY(written);
                                commit();
                            });
            }
            QTRY_COMPARE_WITH_TIMEOUT(int(results.size()), files, 60'000);
        }
        for (int i = 0; i < files; ++i) {
            const Result<void> &result = results[i];
            if (blocked(i) || tooShort(i)) {
                QVERIFY2(!result, qPrintable(QString::number(i)));
                QCOMPARE(result.error().cause, tooShort(i) ? ErrorCause::SizeMismatch : ErrorCause::BadPath);
                if (!tooShort(i))
                    QCOMPARE(result.error().path, pathOf(i)); // its own, not a neighbour's
                QVERIFY(!QFileInfo(pathOf(i)).isFile());
            } else {
                QVERIFY2(result, qPrintable(result ? QString() : result.error().message));
                QCOMPARE(contents(pathOf(i)), bytesOf(i));
                QCOMPARE(QFileInfo(pathOf(i)).lastModified().toUTC(), modified);
            }
        }
    }

    void theSinkIsLetGoBeforeTheReport()
    {
        QTemporaryDir dir;
        DiskWriters writers(1);
        auto sink = smallFile(dir.path() + u"/f"_s, "x");
        QVERIFY(sink->write(0, "x", 1));
        std::weak_ptr<FileSink> watch = sink;
        bool gone = false, done = false;
        writers.commit({std::move(sink), dir.path(), {}}, this, [&](const Result<void> &result) {
            QVERIFY(result);
            gone = watch.expired();
            done = true;
        });
        QTRY_VERIFY_WITH_TIMEOUT(done, 10'000);
        QVERIFY(gone); // or its descriptor would stay open for as long as the file's owner lives
    }
};

QTEST_GUILESS_MAIN(TestDiskWriters)
#include "tst_diskwriters.moc"
