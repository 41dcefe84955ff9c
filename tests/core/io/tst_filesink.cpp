// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/bufferpool.h"
#include "io/filesink.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

QByteArray randomBytes(ByteCount size, quint32 seed = 7)
{
    QByteArray bytes((size + 3) / 4 * 4, Qt::Uninitialized);
    QRandomGenerator random(seed);
    random.fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
    bytes.truncate(size);
    return bytes;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
}

/// Copies a piece to an aligned place, as far into a block as its offset is, and writes it.
Result<void> writePiece(FileSink &sink, const QByteArray &all, ByteCount offset, ByteCount size)
{
    const auto pool = BufferPool::create(size, 1);
    const Buffer buffer = pool->acquire(nullptr, {});
    char *const at = buffer.data() + offset % blockSize;
    std::memcpy(at, all.constData() + offset, size_t(size));
    return sink.write(offset, at, size);
}

/// A folder on a file system of another kind, gone with the object.
class Mount
{
public:
    Mount(const QString &folder, const QByteArray &options) : m_folder(QFile::encodeName(folder))
    {
        m_mounted = ::mount("none", m_folder.constData(), "tmpfs", 0, options.constData()) == 0;
    }
    ~Mount()
    {
        if (m_mounted)
            ::umount2(m_folder.constData(), MNT_DETACH);
    }
    bool isMounted() const { return m_mounted; }

private:
    QByteArray m_folder;
    bool m_mounted = false;
};

} // namespace

class TestFileSink : public QObject
{
    Q_OBJECT

    FileSink::Options options(const QString &folder, ByteCount size, bool direct) const
    {
        FileSink::Options o;
        o.finalPath = folder + u"/object"_s;
        o.partPath = o.finalPath + u".millrace-part"_s;
        o.size = size;
        o.direct = direct;
        return o;
    }

private slots:
    void wholeFiles_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<qint64>("size");
        QTest::addColumn<qint64>("piece");
        QTest::addColumn<bool>("direct");
        for (const bool direct : {false, true})
            for (const auto &where : {u"disk"_s, u"shm"_s})
                for (const qint64 size : {0LL, 1LL, 4095LL, 4096LL, 4097LL, 1048577LL})
                    // Pieces that end on blocks, inside them, and two in one block.
                    for (const qint64 piece : {4096LL, 65536LL, 5000LL, 1000LL, 1LL << 21})
                        if (size / piece <= 1200)
                            QTest::addRow("%s %s %lld in %lld", direct ? "direct" : "cached", qPrintable(where), size,
                                          piece)
                                << where << size << piece << direct;
    }

    void wholeFiles()
    {
        QFETCH(QString, where);
        QFETCH(qint64, size);
        QFETCH(qint64, piece);
        QFETCH(bool, direct);
        QTemporaryDir dir(where == u"shm"_s ? u"/dev/shm/filesink-XXXXXX"_s : QDir::currentPath() + u"/filesink-XXXXXX"_s);
        QVERIFY(dir.isValid());
        const QByteArray all = randomBytes(size);
        FileSink sink(options(dir.path(), size, direct));
        QVERIFY(sink.prepare());
        QCOMPARE(QFileInfo(sink.options().partPath).size(), size);

        // Backwards, so that nothing rests on the order of parts.
        for (ByteCount offset = (size - 1) / piece * piece; size > 0 && offset >= 0; offset -= piece) {
            const auto written = writePiece(sink, all, offset, std::min(piece, size - offset));
            QVERIFY2(written, qPrintable(written ? QString() : written.error().message));
        }
        QVERIFY(sink.sync());

        QByteArray back(size, '\0');
        QVERIFY(size == 0 || sink.read(0, back.data(), size));
        QCOMPARE(back, all);

        const QDateTime modified = QDateTime::fromMSecsSinceEpoch(1'735'689'600'000, Qt::UTC);
        QVERIFY(!QFileInfo::exists(sink.options().finalPath));
        QVERIFY(sink.publish(modified));
        QVERIFY(!QFileInfo::exists(sink.options().partPath));
        QCOMPARE(contents(sink.options().finalPath), all);
        QCOMPARE(QFileInfo(sink.options().finalPath).lastModified().toUTC(), modified);
    }

    void directIoBypassesThePageCacheOrSaysWhyNot()
    {
        const auto opens = [](const QString &folder) {
            const QByteArray path = QFile::encodeName(folder + u"/probe"_s);
            const int fd = ::open(path.constData(), O_CREAT | O_RDWR | O_DIRECT, 0600);
            if (fd >= 0)
                ::close(fd);
            return fd >= 0;
        };
        int refused = 0, taken = 0;
        for (const QString &base : {QDir::currentPath(), u"/dev/shm"_s}) {
            QTemporaryDir dir(base + u"/filesink-XXXXXX"_s);
            QVERIFY(dir.isValid());
            FileSink::Options o = options(dir.path(), 8192, true);
            o.mustDirect = true;
            FileSink sink(o);
            const auto ready = sink.prepare();
            if (opens(dir.path())) {
                ++taken;
                QVERIFY2(ready, qPrintable(ready ? QString() : ready.error().message));
                QVERIFY(writePiece(sink, randomBytes(8192), 0, 8192));
            } else {
                ++refused;
                QVERIFY(!ready);
                QCOMPARE(ready.error().kind, ErrorKind::LocalFile);
                QVERIFY(ready.error().message.contains(u"direct"_s));
                // Asked again, it must not have become content with the page cache.
                QVERIFY(!writePiece(sink, randomBytes(8192), 0, 8192));
            }
        }
        QCOMPARE(refused + taken, 2);
    }

    void makesMissingFolders()
    {
        QTemporaryDir dir;
        FileSink sink(options(dir.path() + u"/a/b/c"_s, 3, false));
        QVERIFY(sink.write(0, "abc", 3)); // small files are not prepared
        QVERIFY(sink.publish({}));
        QCOMPARE(contents(dir.path() + u"/a/b/c/object"_s), QByteArray("abc"));
    }

    void resumeKeepsTheBytes_data()
    {
        QTest::addColumn<bool>("resume");
        QTest::addRow("resume") << true;
        QTest::addRow("afresh") << false;
    }

    void resumeKeepsTheBytes()
    {
        QFETCH(bool, resume);
        QTemporaryDir dir;
        const QByteArray all = randomBytes(3 * 4096);
        {
            FileSink first(options(dir.path(), all.size(), true));
            QVERIFY(first.prepare());
            QVERIFY(writePiece(first, all, 4096, 4096));
        }
        FileSink::Options o = options(dir.path(), all.size(), true);
        o.resume = resume;
        FileSink second(o);
        QVERIFY(second.prepare());
        QByteArray back(4096, 'x');
        QVERIFY(second.read(4096, back.data(), 4096));
        QCOMPARE(back, resume ? all.mid(4096, 4096) : QByteArray(4096, '\0'));
        QVERIFY(writePiece(second, all, 0, 4096));
        QVERIFY(writePiece(second, all, 8192, 4096));
        QVERIFY(second.publish({}));
        QCOMPARE(contents(o.finalPath) == all, resume);
    }

    void aLongerOldFileIsCut()
    {
        QTemporaryDir dir;
        FileSink::Options o = options(dir.path(), 100, false);
        {
            QFile old(o.partPath);
            QVERIFY(old.open(QIODevice::WriteOnly));
            old.write(QByteArray(5000, 'o'));
        }
        o.resume = true;
        FileSink sink(o);
        QVERIFY(sink.prepare());
        QCOMPARE(QFileInfo(o.partPath).size(), 100);
    }

    void aSymbolicLinkAtThePartPathIsRefused()
    {
        QTemporaryDir dir;
        const QString victim = dir.path() + u"/victim"_s;
        {
            QFile file(victim);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("precious");
        }
        const FileSink::Options o = options(dir.path(), 4, false);
        QVERIFY(QFile::link(victim, o.partPath));
        FileSink sink(o);
        const auto written = sink.write(0, "evil", 4);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::LocalFile);
        QCOMPARE(written.error().path, o.partPath);
        sink.discard();
        QCOMPARE(contents(victim), QByteArray("precious"));
    }

    void oneRunAtATime()
    {
        QTemporaryDir dir;
        const FileSink::Options o = options(dir.path(), 3, false);
        auto first = std::make_unique<FileSink>(o);
        QVERIFY(first->write(0, "abc", 3));
        FileSink second(o);
        const auto refused = second.write(0, "xyz", 3);
        QVERIFY(!refused);
        QCOMPARE(name(refused.error().cause), name(ErrorCause::InUse));
        second.discard(); // takes nothing of the other's away
        QCOMPARE(contents(o.partPath), QByteArray("abc"));
        first.reset();
        QVERIFY(second.write(0, "xyz", 3));
        QVERIFY(second.publish({}));
        QCOMPARE(contents(o.finalPath), QByteArray("xyz"));
    }

    void publishReplacesTheOldFileAtOnce()
    {
        QTemporaryDir dir;
        const FileSink::Options o = options(dir.path(), 3, false);
        {
            QFile old(o.finalPath);
            QVERIFY(old.open(QIODevice::WriteOnly));
            old.write("old content");
        }
        // Whoever has the old file open goes on reading it whole: it was replaced, not written into.
        QFile reader(o.finalPath);
        QVERIFY(reader.open(QIODevice::ReadOnly | QIODevice::Unbuffered));
        FileSink sink(o);
        QVERIFY(sink.write(0, "new", 3));
        QCOMPARE(contents(o.finalPath), QByteArray("old content"));
        QVERIFY(sink.publish({}));
        QCOMPARE(contents(o.finalPath), QByteArray("new"));
        QCOMPARE(reader.readAll(), QByteArray("old content"));
    }

    void aFileOfTheWrongSizeIsNotPublished()
    {
        QTemporaryDir dir;
        const FileSink::Options o = options(dir.path(), 4, false);
        FileSink sink(o);
        QVERIFY(sink.write(0, "abc", 3));
        const auto published = sink.publish({});
        QVERIFY(!published);
        QCOMPARE(published.error().cause, ErrorCause::SizeMismatch);
        QVERIFY(!QFileInfo::exists(o.finalPath));
        sink.discard();
        QVERIFY(!QFileInfo::exists(o.partPath));
    }

    void anUnknownSizeIsWhateverCame()
    {
        QTemporaryDir dir;
        FileSink::Options o = options(dir.path(), -1, false);
        FileSink sink(o);
        QVERIFY(sink.prepare());
        QVERIFY(sink.write(0, "abc", 3));
        QVERIFY(sink.publish({}));
        QCOMPARE(contents(o.finalPath), QByteArray("abc"));
    }

    void readingPastTheEndFails()
    {
        QTemporaryDir dir;
        FileSink sink(options(dir.path(), 10, true));
        QVERIFY(sink.write(0, "abc", 3));
        char buffer[10];
        const auto read = sink.read(0, buffer, 10);
        QVERIFY(!read);
        QCOMPARE(read.error().cause, ErrorCause::SizeMismatch);
    }

    void aFolderInTheWay()
    {
        QTemporaryDir dir;
        const FileSink::Options o = options(dir.path(), 3, false);
        QVERIFY(QDir().mkpath(o.finalPath + u"/inside"_s));
        FileSink sink(o);
        QVERIFY(sink.write(0, "abc", 3));
        const auto published = sink.publish({});
        QVERIFY(!published);
        QCOMPARE(published.error().kind, ErrorKind::LocalFile);
        QCOMPARE(published.error().cause, ErrorCause::BadPath);
        QCOMPARE(published.error().path, o.finalPath);
        QVERIFY(QFileInfo(o.finalPath + u"/inside"_s).isDir());
    }

    void aFileWhereAFolderIsNeeded()
    {
        QTemporaryDir dir;
        QFile blocker(dir.path() + u"/a"_s);
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        const auto made = makeFolder(dir.path() + u"/a/b/c"_s);
        QVERIFY(!made);
        QCOMPARE(made.error().cause, ErrorCause::BadPath);
        FileSink sink(options(dir.path() + u"/a/b"_s, 3, false));
        const auto written = sink.write(0, "abc", 3);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::LocalFile);
        QCOMPARE(written.error().cause, ErrorCause::AlreadyExists);
        QVERIFY2(written.error().message.startsWith(blocker.fileName() + u" is a file"_s), qPrintable(written.error().message));
        const auto synced = syncFolder(dir.path() + u"/missing"_s);
        QVERIFY(!synced);
        QVERIFY(makeFolder(dir.path() + u"/x/y/z"_s));
        QVERIFY(makeFolder(dir.path() + u"/x/y/z"_s));
        QVERIFY(syncFolder(dir.path() + u"/x/y/z"_s));
    }

    void aFullDiskIsKnownBeforeAByteMoves()
    {
        QTemporaryDir dir;
        Mount mount(dir.path(), "size=1m");
        if (!mount.isMounted())
            QSKIP("mounting a small tmpfs is not permitted here");
        const FileSink::Options o = options(dir.path(), 4 * MiB, true);
        FileSink sink(o);
        const auto ready = sink.prepare();
        QVERIFY(!ready);
        QCOMPARE(ready.error().kind, ErrorKind::LocalFile);
        QCOMPARE(ready.error().cause, ErrorCause::DiskFull);
        QCOMPARE(ready.error().path, o.partPath);
        sink.discard();
        QVERIFY(!QFileInfo::exists(o.partPath));
    }

    void aDiskThatFillsUpWhileWriting()
    {
        QTemporaryDir dir;
        Mount mount(dir.path(), "size=1m");
        if (!mount.isMounted())
            QSKIP("mounting a small tmpfs is not permitted here");
        const QByteArray all = randomBytes(2 * MiB);
        FileSink sink(options(dir.path(), all.size(), false)); // not prepared, as small files are not
        const auto written = sink.write(0, all.constData(), all.size());
        QVERIFY(!written);
        QCOMPARE(written.error().cause, ErrorCause::DiskFull);
    }
};

QTEST_GUILESS_MAIN(TestFileSink)
#include "tst_filesink.moc"
