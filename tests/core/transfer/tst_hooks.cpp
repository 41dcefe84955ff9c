// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/enginerun.h"
#include "support/testendpoint.h"
#include "transfer/builtinhooks.h"
#include "transfer/decompression.h"
#include "transfer/tempnames.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMutex>
#include <QTest>
#include <QThread>
#include <cstring>
#include <set>
#include <zlib.h>
#include <zstd.h>

using namespace millrace;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(millrace::Compression)

namespace {

QByteArray gzipped(const QByteArray &bytes)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(bytes.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray zstdOf(const QByteArray &bytes)
{
    QByteArray out(qsizetype(ZSTD_compressBound(size_t(bytes.size()))), Qt::Uninitialized);
    out.truncate(qsizetype(ZSTD_compress(out.data(), size_t(out.size()), bytes.constData(), size_t(bytes.size()), 3)));
    return out;
}

QByteArray compressed(Compression how, const QByteArray &bytes)
{
    return how == Compression::Gzip ? gzipped(bytes) : zstdOf(bytes);
}

/// Text-like bytes: they shrink, unlike testBytes().
QByteArray dull(ByteCount size, quint64 seed = 1)
{
    QByteArray bytes = testBytes(size, seed);
    for (char &c : bytes)
        c = "0123"[quint8(c) % 4];
    return bytes;
}

/// Runs @p bytes through a decompressor in pieces of @p piece.
Result<QByteArray> undo(Compression how, const QByteArray &bytes, qsizetype piece)
{
    const auto transform = makeDecompressor(how);
    QByteArray out;
    const auto take = [&out](const char *data, ByteCount size) -> Result<void> {
        out.append(data, size);
        return {};
    };
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        if (auto added = transform->add(bytes.constData() + at, std::min(piece, bytes.size() - at), take); !added)
            return fail(added.error());
    if (auto finished = transform->finish(take); !finished)
        return fail(finished.error());
    return out;
}

/// Notes what it is told and in which thread; vetoes and renames as asked.
class Witness : public TransferHook
{
public:
    QStringList calls;
    std::set<Qt::HANDLE> threads;
    std::function<HookedName(const QString &name)> found;
    std::function<QString(const HookedFile &)> starts;

    void runStarts() override { note(u"run starts"_s); }
    HookedName fileFound(const HookedFile &file, const QString &name) override
    {
        note(u"found "_s + file.key);
        return found ? found(name) : HookedName();
    }
    QString fileStarts(const HookedFile &file) override
    {
        note(u"starts "_s + file.key);
        return starts ? starts(file) : QString();
    }
    std::unique_ptr<ChunkTransform> transformOf(const HookedFile &file) override
    {
        note(u"transform "_s + file.key);
        return nullptr;
    }
    void fileEnded(const FileResult &file) override { note(u"%1 %2"_s.arg(name(file.outcome), file.key)); }
    void runEnded(const RunResult &) override { note(u"run ends"_s); }

private:
    void note(const QString &what)
    {
        calls.append(what);
        threads.insert(QThread::currentThreadId());
    }
};

/// Turns every byte over: what an encryption would do.
class Invert : public ChunkTransform
{
public:
    Result<void> add(const char *data, ByteCount size, const Emit &next) override
    {
        QByteArray out(data, size);
        for (char &c : out)
            c = char(~c);
        return next(out.constData(), out.size());
    }
    Result<void> finish(const Emit &) override { return {}; }
};

class InvertHook : public TransferHook
{
public:
    std::unique_ptr<ChunkTransform> transformOf(const HookedFile &) override { return std::make_unique<Invert>(); }
};

std::shared_ptr<const Hooks> hooksOf(QList<std::shared_ptr<TransferHook>> stateful, QList<ChunkHook> chunks = {})
{
    return std::make_shared<const Hooks>(Hooks{std::move(stateful), std::move(chunks)});
}

std::shared_ptr<const Hooks> decompressing(bool keepCurrent = true)
{
    return hooksOf({std::make_shared<DecompressHook>(keepCurrent)});
}

} // namespace

class TestHooks : public QObject
{
    Q_OBJECT
private slots:
    void decompressors_data();
    void decompressors();
    void damage_data();
    void damage();
    void stagesInOrder();
    void vetoAndRename();
    void renamesStayInside();
    void chunksAreSeenOnce();
    void uploads();
    void decompress_data();
    void decompress();
    void byContentEncoding();
    void corruptStreamLeavesNothing();
    void wireBytesAreVerified();
    void currentCopyIsKept();
    void transformsChain();
    void resumesWhatIsCompressed();
    void cancelledInATransform();
};

void TestHooks::decompressors_data()
{
    QTest::addColumn<Compression>("how");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qsizetype>("piece");
    for (const auto how : {Compression::Gzip, Compression::Zstd})
        for (const qsizetype piece : {qsizetype(1), qsizetype(4093), qsizetype(1 << 20)})
            for (const ByteCount size : {ByteCount(0), ByteCount(1), ByteCount(300'000), 2 * MiB})
                if (piece > 1 || size < MiB)
                    QTest::addRow("%s %lld by %lld", qPrintable(name(how)), size, qint64(piece)) << how << dull(size) << piece;
}

void TestHooks::decompressors()
{
    QFETCH(Compression, how);
    QFETCH(QByteArray, bytes);
    QFETCH(qsizetype, piece);
    const auto out = undo(how, compressed(how, bytes), piece);
    QVERIFY2(out, qPrintable(out ? QString() : out.error().message));
    QVERIFY(*out == bytes);
    // Two streams one behind the other.
    const auto twice = undo(how, compressed(how, bytes) + compressed(how, "and more"), piece);
    QVERIFY2(twice, qPrintable(twice ? QString() : twice.error().message));
    QVERIFY(*twice == bytes + "and more");
}

void TestHooks::damage_data()
{
    QTest::addColumn<Compression>("how");
    QTest::addColumn<QByteArray>("bytes");
    for (const auto how : {Compression::Gzip, Compression::Zstd}) {
        const QByteArray good = compressed(how, dull(200'000));
        const auto row = [how](const char *what, const QByteArray &bytes) {
            QTest::addRow("%s %s", qPrintable(name(how)), what) << how << bytes;
        };
        row("nothing at all", {});
        row("cut in the header", good.left(3));
        row("cut in the middle", good.left(good.size() / 2));
        row("cut before the last byte", good.chopped(1));
        row("something else", "This is no compressed stream, whatever its name says.");
        QByteArray flipped = good;
        flipped[flipped.size() / 2] = char(~flipped.at(flipped.size() / 2));
        if (how == Compression::Gzip) // ZSTD_compress() adds no checksum, so a flipped literal goes unseen
            row("a byte flipped", flipped);
        row("rubbish behind", good + "rubbish");
    }
}

void TestHooks::damage()
{
    QFETCH(Compression, how);
    QFETCH(QByteArray, bytes);
    for (const qsizetype piece : {qsizetype(1), qsizetype(1 << 20)}) {
        const auto out = undo(how, bytes, piece);
        QVERIFY(!out);
        QCOMPARE(out.error().kind, ErrorKind::Integrity);
    }
}

void TestHooks::stagesInOrder()
{
    TestEndpoint endpoint;
    endpoint.put(u"d/a"_s, "aaa");
    const auto witness = std::make_shared<Witness>();
    DownloadSpec spec = endpoint.prefixSpec(u"d/"_s);
    spec.settings.hooks = hooksOf({witness});
    EngineRun run(spec);
    VERIFY_RUN(run);
    QCOMPARE(witness->calls, QStringList({u"run starts"_s, u"found d/a"_s, u"starts d/a"_s, u"transform d/a"_s,
                                          u"done d/a"_s, u"run ends"_s}));
    QCOMPARE(witness->threads.size(), size_t(1));
    QVERIFY(!witness->threads.contains(QThread::currentThreadId()));
}

void TestHooks::vetoAndRename()
{
    TestEndpoint endpoint;
    for (const char *key : {"d/keep", "d/secret", "d/late", "d/old"})
        endpoint.put(QString::fromLatin1(key), key);
    const auto witness = std::make_shared<Witness>();
    witness->found = [](const QString &name) -> HookedName {
        if (name == u"secret")
            return {u"not for us"_s, {}};
        return {{}, name == u"old" ? u"sub/new"_s : QString()};
    };
    witness->starts = [](const HookedFile &file) { return file.key == u"d/late" ? u"too late"_s : QString(); };
    DownloadSpec spec = endpoint.prefixSpec(u"d/"_s);
    spec.settings.hooks = hooksOf({witness});
    EngineRun run(spec);
    VERIFY_RUN(run);
    QCOMPARE(filesBelow(endpoint.target()), QStringList({u"keep"_s, u"sub/new"_s}));
    QCOMPARE(fileContents(endpoint.target() + u"/sub/new"_s), "d/old");
    QCOMPARE(run.file(u"d/secret"_s).outcome, FileOutcome::Skipped);
    QCOMPARE(run.file(u"d/secret"_s).note, u"not for us"_s);
    QCOMPARE(run.file(u"d/late"_s).outcome, FileOutcome::Skipped);
    QCOMPARE(run.file(u"d/late"_s).note, u"too late"_s);
    QCOMPARE(run.result.filesSkipped, 2);
    QCOMPARE(run.result.filesFailed, 0);
}

void TestHooks::renamesStayInside()
{
    TestEndpoint endpoint;
    const QStringList wild{u"../outside"_s, u"/etc/outside"_s, u"a/../../outside"_s, u"same"_s, u"same"_s, u"same/below"_s,
                           u"x.millrace-part"_s, u"y.millrace-made"_s};
    for (int i = 0; i < wild.size(); ++i)
        endpoint.put(u"d/%1"_s.arg(i), QByteArray::number(i));
    const auto witness = std::make_shared<Witness>();
    witness->found = [&wild](const QString &name) { return HookedName{{}, wild.at(name.toInt())}; };
    DownloadSpec spec = endpoint.prefixSpec(u"d/"_s);
    spec.settings.hooks = hooksOf({witness});
    EngineRun run(spec);
    VERIFY_RUN(run);
    QVERIFY2(run.result.filesDone == wild.size(), qPrintable(run.why()));
    // All there, none in another's way, and nothing beside the target.
    QCOMPARE(filesBelow(endpoint.target()).size(), wild.size());
    std::set<QByteArray> contents;
    for (const QString &file : filesBelow(endpoint.target()))
        contents.insert(fileContents(endpoint.target() + u'/' + file));
    QCOMPARE(contents.size(), size_t(wild.size()));
    QVERIFY(!QFileInfo::exists(endpoint.scratch() + u"/outside"_s));
    QVERIFY(!QFileInfo::exists(u"/etc/outside"_s));
}

void TestHooks::chunksAreSeenOnce()
{
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(20 * MiB + 17);
    endpoint.put(u"big"_s, bytes);
    FaultRule rule;
    rule.operation = u"GetObject"_s;
    rule.nth = 2;
    rule.action = FaultAction::CloseAfter;
    rule.bytes = 300'000;
    endpoint.setRules({rule});
    QMutex mutex;
    QByteArray seen(bytes.size(), '\0');
    ByteCount total = 0;
    DownloadSpec spec = endpoint.spec({u"big"_s});
    spec.settings.partSize = 2 * MiB;
    spec.settings.hooks = hooksOf({}, {[&](const HookedChunk &chunk) {
        QMutexLocker lock(&mutex);
        std::memcpy(seen.data() + chunk.offset, chunk.data, size_t(chunk.size));
        total += chunk.size;
    }});
    EngineRun run(spec);
    VERIFY_RUN(run);
    QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
    QVERIFY(run.result.retries > 0);
    QCOMPARE(total, bytes.size());
    QVERIFY(seen == bytes);
}

void TestHooks::uploads()
{
    TestEndpoint endpoint;
    QDir().mkpath(endpoint.scratch() + u"/src"_s);
    for (const char *name : {"a", "b", "c"}) {
        QFile file(endpoint.scratch() + u"/src/"_s + QString::fromLatin1(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(name);
    }
    const auto witness = std::make_shared<Witness>();
    witness->found = [](const QString &name) -> HookedName {
        return name == u"a" ? HookedName{u"unwanted"_s, {}} : name == u"b" ? HookedName{{}, u"renamed/b"_s} : HookedName();
    };
    UploadSpec spec;
    spec.connection = endpoint.connection();
    spec.bucket = endpoint.bucket();
    spec.paths = {endpoint.scratch() + u"/src"_s};
    spec.key = u"up/"_s;
    spec.stateFolder = endpoint.scratch() + u"/state"_s;
    spec.settings.hooks = hooksOf({witness});
    EngineRun run(spec);
    VERIFY_RUN(run);
    QCOMPARE(run.result.filesDone, 2);
    QCOMPARE(run.result.filesSkipped, 1);
    QCOMPARE(fileContents(endpoint.bucketFolder() + u"/up/renamed/b"_s), "b");
    QCOMPARE(fileContents(endpoint.bucketFolder() + u"/up/c"_s), "c");
    QVERIFY(!QFileInfo::exists(endpoint.bucketFolder() + u"/up/a"_s));
    QCOMPARE(witness->calls.first(), u"run starts"_s);
    QCOMPARE(witness->calls.last(), u"run ends"_s);
}

void TestHooks::decompress_data()
{
    QTest::addColumn<Compression>("how");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("partSize");
    for (const auto how : {Compression::Gzip, Compression::Zstd}) {
        QTest::addRow("%s empty", qPrintable(name(how))) << how << 0LL << 0LL;
        QTest::addRow("%s small", qPrintable(name(how))) << how << 1000LL << 0LL;
        QTest::addRow("%s in one", qPrintable(name(how))) << how << 9 * MiB + 1 << 0LL;
        QTest::addRow("%s in parts", qPrintable(name(how))) << how << 30 * MiB + 1 << 1 * MiB;
    }
}

void TestHooks::decompress()
{
    QFETCH(Compression, how);
    QFETCH(qint64, size);
    QFETCH(qint64, partSize);
    TestEndpoint endpoint;
    const QByteArray bytes = dull(size);
    const QByteArray stored = compressed(how, bytes);
    const QString suffix = how == Compression::Gzip ? u".gz"_s : u".zst"_s;
    QVERIFY(endpoint.store(u"d/file.txt"_s + suffix, stored, 0, u"sha256"_s));
    endpoint.put(u"d/plain.txt"_s, "plain");
    DownloadSpec spec = endpoint.prefixSpec(u"d/"_s);
    if (partSize)
        spec.settings.partSize = partSize;
    spec.settings.hooks = decompressing();
    EngineRun run(spec);
    VERIFY_RUN(run);
    QVERIFY2(run.result.filesDone == 2, qPrintable(run.why()));
    QCOMPARE(filesBelow(endpoint.target()), QStringList({u"file.txt"_s, u"plain.txt"_s}));
    QCOMPARE(sha256OfFile(endpoint.target() + u"/file.txt"_s), sha256Of(bytes));
    QCOMPARE(fileContents(endpoint.target() + u"/plain.txt"_s), "plain");
    const FileResult file = run.file(u"d/file.txt"_s + suffix);
    QCOMPARE(file.size, stored.size());
    QCOMPARE(file.verifiedBy, VerifiedBy::Sha256);
    QVERIFY2(file.note.contains(u"transformed to"_s), qPrintable(file.note));
}

void TestHooks::byContentEncoding()
{
    QCOMPARE(compressionOf("gzip", u"a.txt"_s), Compression::Gzip);
    QCOMPARE(compressionOf("aws-chunked, GZIP", u"a.txt"_s), Compression::Gzip);
    QCOMPARE(compressionOf("zstd", u"a.gz"_s), Compression::Zstd);
    QCOMPARE(compressionOf("identity", u"a.gz"_s), Compression::Gzip);
    QCOMPARE(compressionOf("br", u"a.txt"_s), Compression::None);
    QCOMPARE(compressionOf("", u"a.ZST"_s), Compression::Zstd);
    QCOMPARE(compressionOf("", u"gz"_s), Compression::None);
    DecompressHook hook(true);
    QCOMPARE(hook.fileFound({}, u"d/.gz"_s).name, QString());
    QCOMPARE(hook.fileFound({}, u"d/x.tar.gz"_s).name, u"d/x.tar"_s);
}

void TestHooks::corruptStreamLeavesNothing()
{
    TestEndpoint endpoint;
    const QByteArray good = gzipped(dull(12 * MiB));
    endpoint.put(u"d/cut.gz"_s, good.left(good.size() / 2));
    endpoint.put(u"d/good.gz"_s, good);
    endpoint.put(u"d/lie.zst"_s, "no zstd");
    DownloadSpec spec = endpoint.prefixSpec(u"d/"_s);
    spec.settings.partSize = 1 * MiB;
    spec.settings.hooks = decompressing();
    EngineRun run(spec);
    VERIFY_RUN(run);
    QCOMPARE(run.result.filesDone, 1);
    QCOMPARE(run.result.filesFailed, 2);
    QCOMPARE(run.file(u"d/cut.gz"_s).error->kind, ErrorKind::Integrity);
    QCOMPARE(run.file(u"d/lie.zst"_s).error->kind, ErrorKind::Integrity);
    QCOMPARE(filesBelow(endpoint.target()), QStringList({u"good"_s})); // no temporary file either
}

/// Bytes that are damaged on the way fail as such, before anybody tries to make sense of them.
void TestHooks::wireBytesAreVerified()
{
    TestEndpoint endpoint;
    QVERIFY(endpoint.store(u"d/a.gz"_s, gzipped(dull(200'000)), 0, u"sha256"_s));
    FaultRule rule;
    rule.operation = u"GetObject"_s;
    rule.times = 0;
    rule.action = FaultAction::FlipByte;
    rule.bytes = 5000;
    endpoint.setRules({rule});
    DownloadSpec spec = endpoint.prefixSpec(u"d/"_s);
    spec.settings.hooks = decompressing();
    EngineRun run(spec);
    VERIFY_RUN(run);
    QCOMPARE(run.only().error->cause, ErrorCause::ChecksumMismatch);
    QCOMPARE(filesBelow(endpoint.target()), QStringList());
}

void TestHooks::currentCopyIsKept()
{
    TestEndpoint endpoint;
    endpoint.put(u"d/a.gz"_s, gzipped("one"));
    DownloadSpec spec = endpoint.prefixSpec(u"d/"_s);
    spec.settings.hooks = decompressing();
    EngineRun first(spec);
    VERIFY_RUN(first);
    QCOMPARE(first.only().outcome, FileOutcome::Done);
    EngineRun second(spec);
    VERIFY_RUN(second);
    QCOMPARE(second.only().outcome, FileOutcome::Skipped);
    QCOMPARE(second.only().note, u"already current (time)"_s);
    DownloadSpec always = spec;
    always.overwrite = OverwritePolicy::Always;
    always.settings.hooks = decompressing(false);
    EngineRun third(always);
    VERIFY_RUN(third);
    QCOMPARE(third.only().outcome, FileOutcome::Done);
    QFile local(endpoint.target() + u"/a"_s);
    QVERIFY(local.open(QIODevice::ReadWrite));
    QVERIFY(local.setFileTime(QDateTime::currentDateTime().addDays(-2000), QFileDevice::FileModificationTime));
    local.close();
    EngineRun fourth(spec);
    VERIFY_RUN(fourth);
    QCOMPARE(fourth.only().outcome, FileOutcome::Done);

    CacheCheckHook check;
    HookedFile file;
    file.path = endpoint.target() + u"/a"_s;
    file.size = 3;
    file.lastModified = QFileInfo(file.path).lastModified();
    QCOMPARE(check.fileStarts(file), u"already current (size and time)"_s);
    file.size = 4;
    QCOMPARE(check.fileStarts(file), QString());
}

void TestHooks::transformsChain()
{
    TestEndpoint endpoint;
    QByteArray stored = gzipped("two steps");
    for (char &c : stored)
        c = char(~c);
    endpoint.put(u"d/a.gz"_s, stored);
    DownloadSpec spec = endpoint.prefixSpec(u"d/"_s);
    spec.settings.hooks = hooksOf({std::make_shared<InvertHook>(), std::make_shared<DecompressHook>(true)});
    EngineRun run(spec);
    VERIFY_RUN(run);
    QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
    QCOMPARE(fileContents(endpoint.target() + u"/a"_s), "two steps");
}

/// What an interrupted run left is the object as it is stored, and goes on as ever.
void TestHooks::resumesWhatIsCompressed()
{
    TestEndpoint endpoint([](ServerOptions &options) { options.faults.connectionRate = 8e6; });
    const QByteArray bytes = dull(40 * MiB);
    endpoint.put(u"d/a.gz"_s, gzipped(bytes));
    DownloadSpec spec = endpoint.prefixSpec(u"d/"_s);
    spec.settings.partSize = 1 * MiB;
    spec.settings.concurrency = 2;
    spec.settings.hooks = decompressing();
    {
        EngineRun run(spec);
        run.onProgress = [&run](const Snapshot &snapshot) {
            if (snapshot.bytesDone > 4 * MiB)
                run.cancel();
        };
        VERIFY_RUN(run);
        QVERIFY(run.result.cancelled);
        QVERIFY(!QFileInfo::exists(endpoint.target() + u"/a"_s));
    }
    EngineRun run(spec);
    VERIFY_RUN(run);
    QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
    QVERIFY(run.only().bytesResumed > 0);
    QCOMPARE(sha256OfFile(endpoint.target() + u"/a"_s), sha256Of(bytes));
    QCOMPARE(filesBelow(endpoint.target()), QStringList({u"a"_s}));
}

/// A bomb of zeros keeps the transform busy until it is cancelled.
void TestHooks::cancelledInATransform()
{
    TestEndpoint endpoint;
    endpoint.put(u"d/bomb.gz"_s, gzipped(QByteArray(1000 * MiB, '\0')));
    DownloadSpec spec = endpoint.prefixSpec(u"d/"_s);
    spec.settings.hooks = decompressing();
    EngineRun run(spec);
    run.onProgress = [&run, &endpoint](const Snapshot &) {
        if (QFileInfo(transformedFileName(endpoint.target() + u"/bomb"_s)).size() > 0)
            run.cancel();
    };
    VERIFY_RUN(run);
    if (run.only().outcome == FileOutcome::Done)
        QSKIP("the machine was done before the first look");
    QVERIFY(run.result.cancelled);
    QCOMPARE(filesBelow(endpoint.target()), QStringList());
}

QTEST_GUILESS_MAIN(TestHooks)
#include "tst_hooks.moc"
