// SPDX-License-Identifier: GPL-3.0-or-later
// What is left when a run is cancelled, killed or cannot write, and what the next one makes of it.
#include "io/filesink.h"
#include "support/enginerun.h"
#include "support/testendpoint.h"
#include "transfer/journal.h"
#include "transfer/tempnames.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>
#include <csignal>
#include <sys/mount.h>
#include <unistd.h>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

/// Read-only or small file systems for a test; gone with the object.
class Mount
{
public:
    static std::unique_ptr<Mount> small(const QString &folder, const QByteArray &size)
    {
        return make(folder, ::mount("none", QFile::encodeName(folder), "tmpfs", 0, ("size=" + size).constData()) == 0);
    }
    static std::unique_ptr<Mount> readOnly(const QString &folder)
    {
        return make(folder, ::mount("none", QFile::encodeName(folder), "tmpfs", MS_RDONLY, "size=1m") == 0);
    }
    ~Mount() { ::umount2(m_folder.constData(), MNT_DETACH); }

private:
    explicit Mount(const QString &folder) : m_folder(QFile::encodeName(folder)) {}
    static std::unique_ptr<Mount> make(const QString &folder, bool mounted)
    {
        return mounted ? std::unique_ptr<Mount>(new Mount(folder)) : nullptr;
    }
    QByteArray m_folder;
};

} // namespace

class TestDownloadEngineResume : public QObject
{
    Q_OBJECT

    static constexpr ByteCount size = 12 * MiB + 77;

    static DownloadSpec slowSpec(TestEndpoint &endpoint)
    {
        DownloadSpec spec = endpoint.spec({u"object"_s});
        spec.settings.partSize = MiB;
        spec.settings.concurrency = 2;
        return spec;
    }
    /// Lets the parts before @p part through and holds the others back for ever.
    static QList<FaultRule> stallFrom(int part)
    {
        QList<FaultRule> rules;
        for (int i = part; i < 13; ++i) {
            FaultRule r;
            r.operation = u"GetObject"_s;
            r.rangeStart = i * MiB;
            r.action = FaultAction::StallAfter;
            r.bytes = 1000;
            r.times = 0;
            rules.append(r);
        }
        return rules;
    }
    /// Runs until @p parts parts are recorded and cancels.
    static FileResult cancelledAfter(TestEndpoint &endpoint, int parts)
    {
        endpoint.setRules(stallFrom(parts));
        EngineRun run(slowSpec(endpoint));
        run.onProgress = [&](const Snapshot &snapshot) {
            int received = 0;
            for (const FileProgress &file : snapshot.files)
                for (const PartProgress &part : file.parts)
                    received += part.state == PartState::Received;
            if (received >= parts)
                run.cancel();
        };
        const bool ended = run.run();
        endpoint.setRules({});
        return ended && run.result.cancelled && run.finishedCount == 1 ? run.only() : FileResult();
    }
    static QString part(TestEndpoint &endpoint) { return partFileName(endpoint.target() + u"/object"_s); }
    static QString journal(TestEndpoint &endpoint) { return journalFileName(endpoint.target() + u"/object"_s); }

private slots:
    void cancelAndResume_data()
    {
        QTest::addColumn<QString>("algorithm");
        QTest::addColumn<qint64>("uploadPart");
        QTest::addColumn<VerifiedBy>("by");
        QTest::addRow("crc of the whole") << u"crc64nvme"_s << 0LL << VerifiedBy::Crc64Nvme;
        QTest::addRow("composite that fits") << u"sha256"_s << MiB << VerifiedBy::Sha256;
        QTest::addRow("composite of smaller segments") << u"crc32c"_s << 512 * KiB << VerifiedBy::Crc32c;
        QTest::addRow("composite that does not fit") << u"sha1"_s << qint64(3'000'000) << VerifiedBy::Sha1;
        QTest::addRow("hash of the whole") << u"sha256"_s << 0LL << VerifiedBy::Sha256;
    }

    void cancelAndResume()
    {
        QFETCH(QString, algorithm);
        QFETCH(qint64, uploadPart);
        QFETCH(VerifiedBy, by);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(size);
        QVERIFY(endpoint.store(u"object"_s, bytes, uploadPart, algorithm));
        const FileResult first = cancelledAfter(endpoint, 5);
        QCOMPARE(first.outcome, FileOutcome::Cancelled);
        QVERIFY(first.bytesMoved >= 5 * MiB && first.bytesMoved <= 5 * MiB + 2 * 1000);
        QVERIFY(QFileInfo::exists(part(endpoint)) && QFileInfo::exists(journal(endpoint)));
        QVERIFY(!QFileInfo::exists(endpoint.target() + u"/object"_s));

        EngineRun second(slowSpec(endpoint));
        VERIFY_RUN(second);
        QVERIFY2(second.only().outcome == FileOutcome::Done, qPrintable(second.why()));
        QCOMPARE(second.only().bytesResumed, first.bytesMoved); // not a byte twice, be it of a part that was just begun
        QCOMPARE(second.only().bytesMoved, size - first.bytesMoved);
        QCOMPARE(second.only().verifiedBy, by);
        QVERIFY(second.only().note.contains(u"resumed"_s));
        QCOMPARE(second.result.bytesDone, size);
        QCOMPARE(sha256OfFile(endpoint.target() + u"/object"_s), sha256Of(bytes));
        QCOMPARE(filesBelow(endpoint.target()), QStringList{u"object"_s});
    }

    void resumedTwice()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(size);
        QVERIFY(endpoint.store(u"object"_s, bytes));
        const FileResult first = cancelledAfter(endpoint, 3);
        QCOMPARE(first.outcome, FileOutcome::Cancelled);
        const FileResult second = cancelledAfter(endpoint, 8);
        QCOMPARE(second.outcome, FileOutcome::Cancelled);
        QCOMPARE(second.bytesResumed, first.bytesMoved);
        EngineRun third(slowSpec(endpoint));
        VERIFY_RUN(third);
        QVERIFY2(third.only().outcome == FileOutcome::Done, qPrintable(third.why()));
        QCOMPARE(third.only().bytesResumed, first.bytesMoved + second.bytesMoved);
        QCOMPARE(sha256OfFile(endpoint.target() + u"/object"_s), sha256Of(bytes));
    }

    void theObjectChangedSince()
    {
        TestEndpoint endpoint;
        QVERIFY(endpoint.store(u"object"_s, testBytes(size, 1)));
        QCOMPARE(cancelledAfter(endpoint, 5).outcome, FileOutcome::Cancelled);
        const QByteArray later = testBytes(size, 2); // of the same size
        QVERIFY(endpoint.store(u"object"_s, later));
        EngineRun run(slowSpec(endpoint));
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().bytesResumed, ByteCount(0));
        QCOMPARE(run.only().bytesMoved, size);
        QVERIFY(run.only().note.contains(u"started over"_s));
        QCOMPARE(int(run.notices.size()), 1);
        QCOMPARE(sha256OfFile(endpoint.target() + u"/object"_s), sha256Of(later));
        QCOMPARE(filesBelow(endpoint.target()), QStringList{u"object"_s});
    }

    void anotherPartSize_data()
    {
        QTest::addColumn<qint64>("partSize");
        QTest::addColumn<bool>("resumes");
        QTest::addRow("smaller") << 300'000LL << true;
        QTest::addRow("larger") << 5 * MiB << true;
        QTest::addRow("the whole object") << 64 * MiB << false;
    }

    void anotherPartSize()
    {
        QFETCH(qint64, partSize);
        QFETCH(bool, resumes);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(size);
        QVERIFY(endpoint.store(u"object"_s, bytes));
        const FileResult first = cancelledAfter(endpoint, 4);
        QCOMPARE(first.outcome, FileOutcome::Cancelled);
        DownloadSpec spec = slowSpec(endpoint);
        spec.settings.partSize = partSize;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().bytesResumed, resumes ? first.bytesMoved : ByteCount(0));
        QCOMPARE(run.only().verifiedBy, VerifiedBy::Crc64Nvme);
        QCOMPARE(sha256OfFile(endpoint.target() + u"/object"_s), sha256Of(bytes));
        QCOMPARE(filesBelow(endpoint.target()), QStringList{u"object"_s}); // no journal stays behind
    }

    void damagedLeftovers_data()
    {
        QTest::addColumn<QString>("damage");
        QTest::addColumn<bool>("resumes");
        for (const char *damage : {"garbage", "empty journal", "no journal", "no part file", "short part file",
                                   "part size 0", "part size 1", "folder for a part file"})
            QTest::addRow("%s", damage) << QString::fromLatin1(damage) << false;
        for (const char *damage : {"wrong digest", "changed part file", "changed beginning of a part"})
            QTest::addRow("%s", damage) << QString::fromLatin1(damage) << true;
        QTest::addRow("torn last line") << u"torn last line"_s << true;
    }

    void damagedLeftovers()
    {
        QFETCH(QString, damage);
        QFETCH(bool, resumes);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(size);
        QVERIFY(endpoint.store(u"object"_s, bytes, 0, u"crc32"_s));
        const FileResult first = cancelledAfter(endpoint, 4);
        QCOMPARE(first.outcome, FileOutcome::Cancelled);
        QVERIFY(first.bytesMoved > 4 * MiB);
        const auto rewrite = [&](const std::function<void(QByteArray &)> &change) {
            QByteArray text = fileContents(journal(endpoint));
            change(text);
            QFile file(journal(endpoint));
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(text);
        };
        if (damage == u"garbage"_s)
            rewrite([](QByteArray &text) { text.replace(20, 40, QByteArray(40, '\xff')); });
        else if (damage == u"empty journal"_s)
            rewrite([](QByteArray &text) { text.clear(); });
        else if (damage == u"torn last line"_s)
            rewrite([](QByteArray &text) { text += "{\"part\":9,\"offs"; });
        else if (damage == u"part size 0"_s)
            rewrite([](QByteArray &text) { text.replace("\"part_size\":1048576", "\"part_size\":0"); });
        else if (damage == u"part size 1"_s)
            rewrite([](QByteArray &text) { text.replace("\"part_size\":1048576", "\"part_size\":1"); });
        else if (damage == u"no journal"_s)
            QVERIFY(QFile::remove(journal(endpoint)));
        else if (damage == u"no part file"_s)
            QVERIFY(QFile::remove(part(endpoint)));
        else if (damage == u"short part file"_s)
            QVERIFY(QFile::resize(part(endpoint), 1000));
        else if (damage == u"folder for a part file"_s)
            QVERIFY(QFile::remove(part(endpoint)) && QDir().mkpath(part(endpoint)));
        else if (damage == u"changed part file"_s) {
            QFile file(part(endpoint));
            QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(MiB + 4321) && file.putChar(char(bytes[MiB + 4321] ^ 1)));
        } else if (damage == u"changed beginning of a part"_s) {
            QFile file(part(endpoint));
            QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(4 * MiB + 321) && file.putChar(char(bytes[4 * MiB + 321] ^ 1)));
        } else if (damage == u"wrong digest"_s)
            rewrite([](QByteArray &text) {
                const qsizetype at = text.indexOf("\"crc32\":\"") + 9;
                text[at] = text[at] == 'A' ? 'B' : 'A';
            });
        EngineRun run(slowSpec(endpoint));
        VERIFY_RUN(run);
        if (damage == u"folder for a part file"_s) {
            QCOMPARE(run.only().outcome, FileOutcome::Failed);
            QCOMPARE(run.only().error->kind, ErrorKind::LocalFile);
            return;
        }
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().verifiedBy, VerifiedBy::Crc32);
        // What is not as the journal says is fetched again, and that alone.
        const ByteCount again = damage == u"wrong digest"_s || damage == u"changed part file"_s ? MiB
            : damage == u"changed beginning of a part"_s                                          ? 1000
                                                                                                  : 0;
        QCOMPARE(run.only().bytesResumed, resumes ? first.bytesMoved - again : ByteCount(0));
        QCOMPARE(run.only().bytesMoved, size - run.only().bytesResumed);
        QCOMPARE(sha256OfFile(endpoint.target() + u"/object"_s), sha256Of(bytes));
        QCOMPARE(filesBelow(endpoint.target()), QStringList{u"object"_s});
    }

    /// What a run that resumed too little writes must still be resumable.
    void theJournalOfAFreshStartFitsItsParts()
    {
        TestEndpoint endpoint;
        QVERIFY(endpoint.store(u"object"_s, testBytes(size)));
        QCOMPARE(cancelledAfter(endpoint, 4).outcome, FileOutcome::Cancelled);
        QVERIFY(QFile::resize(part(endpoint), 0));
        endpoint.setRules(stallFrom(6));
        DownloadSpec spec = slowSpec(endpoint);
        spec.settings.partSize = 2 * MiB;
        spec.settings.concurrency = 1;
        ByteCount moved = 0;
        {
            EngineRun run(spec);
            run.onProgress = [&](const Snapshot &s) {
                if (s.bytesDone >= 6 * MiB + 1000)
                    run.cancel();
            };
            VERIFY_RUN(run);
            QCOMPARE(run.only().outcome, FileOutcome::Cancelled);
            moved = run.only().bytesMoved;
        }
        QVERIFY(moved >= 6 * MiB);
        endpoint.setRules({});
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().bytesResumed, moved);
    }

    void anotherProcessIsAtIt()
    {
        TestEndpoint endpoint;
        QVERIFY(endpoint.store(u"object"_s, testBytes(size)));
        QDir().mkpath(endpoint.target());
        const auto held = Journal::create(journal(endpoint), {u"s3://bucket/object"_s, {}, "e", size, MiB});
        QVERIFY(held);
        {
            QFile file(part(endpoint));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("of the other process");
        }
        EngineRun run(slowSpec(endpoint));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->kind, ErrorKind::Conflict);
        QCOMPARE(fileContents(part(endpoint)), QByteArray("of the other process"));
    }

    void anotherRunWritesTheSameFile_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<bool>("hasJournal");
        QTest::addRow("small") << 1000LL << false;
        QTest::addRow("whole") << 3 * MiB << false;
        QTest::addRow("whole beside parts") << 3 * MiB << true;
        QTest::addRow("in parts") << size << false;
    }
    void anotherRunWritesTheSameFile()
    {
        QFETCH(qint64, bytes);
        QFETCH(bool, hasJournal);
        TestEndpoint endpoint;
        QVERIFY(endpoint.store(u"object"_s, testBytes(bytes)));
        QVERIFY(QDir().mkpath(endpoint.target()));
        const QString target = endpoint.target() + u"/object"_s;
        std::optional<Journal> held;
        if (hasJournal)
            held.emplace(*Journal::create(journal(endpoint), {u"s3://bucket/object"_s, {}, "e", bytes, MiB}));
        FileSink other({target, part(endpoint), 3, false, false, false});
        QVERIFY(other.write(0, "abc", 3));
        DownloadSpec spec = endpoint.spec({u"object"_s});
        if (bytes == size)
            spec.settings.partSize = MiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(name(run.only().error->cause), name(ErrorCause::InUse));
        QCOMPARE(QFileInfo::exists(journal(endpoint)), hasJournal);
        QVERIFY(other.publish({}));
        QCOMPARE(fileContents(target), QByteArray("abc"));
    }

    void cancelledAtAnyMoment()
    {
        TestEndpoint endpoint;
        for (int i = 0; i < 60; ++i)
            endpoint.put(u"p/%1"_s.arg(i), testBytes(50'000 + i));
        const QByteArray large = testBytes(6 * MiB);
        QVERIFY(endpoint.store(u"p/large"_s, large));
        for (int wait = 0; wait < 12; ++wait) {
            QDir(endpoint.target()).removeRecursively();
            DownloadSpec spec = endpoint.prefixSpec(u"p/"_s);
            spec.settings.partSize = MiB;
            EngineRun run(spec);
            int begun = 0;
            run.onFileStarted = [&] {
                if (++begun == wait * 5)
                    run.cancel();
            };
            if (wait == 0)
                QMetaObject::invokeMethod(&run, [&run] { run.cancel(); }, Qt::QueuedConnection);
            VERIFY_RUN(run);
            QVERIFY(!run.result.error);
            QCOMPARE(run.result.filesFailed, 0);
            QCOMPARE(run.result.filesDone + run.result.filesCancelled + run.result.filesSkipped, run.result.filesTotal);
            // Whatever has its final name is whole; a part file of a cancelled small file is not kept.
            const QStringList left = filesBelow(endpoint.target());
            for (const QString &file : left)
                if (!looksLikeTempFile(file))
                    QCOMPARE(fileContents(endpoint.target() + u'/' + file),
                             file == u"large"_s ? large : testBytes(50'000 + file.toInt(), 1));
                else
                    QVERIFY2(file.startsWith(u"large."_s), qPrintable(file));
        }
    }

    void cancelWhileANamedListIsAskedAbout()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.faults.latency = std::chrono::milliseconds(20); });
        QStringList keys;
        for (int i = 0; i < 3000; ++i)
            keys.append(u"missing %1"_s.arg(i));
        EngineRun run(endpoint.spec(keys));
        run.onFileStarted = [&] { run.cancel(); };
        VERIFY_RUN(run);
        QVERIFY(run.result.cancelled);
        QVERIFY(endpoint.server().counters().requests < 200);
    }

    /// kill -9 of the real program, then again.
    void killedAndResumed()
    {
        if (!QFileInfo::exists(QStringLiteral(MILLRACE_CLI)))
            QSKIP("millrace-cli was not built");
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(size);
        QVERIFY(endpoint.store(u"object"_s, bytes));
        endpoint.setRules(stallFrom(6));
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const auto names = environment.keys();
        for (const QString &variable : names)
            if (variable.startsWith(u"AWS_"_s) || variable.endsWith(u"_proxy"_s, Qt::CaseInsensitive))
                environment.remove(variable);
        environment.insert(u"AWS_ACCESS_KEY_ID"_s, QString::fromLatin1(endpoint.connection().credentials.accessKeyId));
        environment.insert(u"AWS_SECRET_ACCESS_KEY"_s,
                           QString::fromLatin1(endpoint.connection().credentials.secretAccessKey));
        child.setProcessEnvironment(environment);
        child.start(QStringLiteral(MILLRACE_CLI),
                    {u"download"_s, u"s3://bucket/object"_s, u"--save-to-disk"_s, endpoint.target(), u"--endpoint-url"_s,
                     endpoint.connection().endpoint.toString(), u"--region-name"_s, u"us-east-1"_s,
                     u"--multipart-size-mb"_s, u"1"_s, u"--concurrency"_s, u"2"_s});
        QVERIFY(child.waitForStarted());
        // Until the journal holds six parts.
        const auto recorded = [&] { return fileContents(journal(endpoint)).count("\"offset\""); };
        QElapsedTimer clock;
        clock.start();
        while (recorded() < 6 && child.state() == QProcess::Running && clock.elapsed() < 20'000)
            child.waitForReadyRead(20);
        QVERIFY2(recorded() == 6, child.readAll() + child.readAllStandardError());
        ::kill(pid_t(child.processId()), SIGKILL);
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);

        endpoint.setRules({});
        EngineRun run(slowSpec(endpoint));
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().bytesResumed, 6 * MiB);
        QCOMPARE(run.only().bytesMoved, size - 6 * MiB);
        QCOMPARE(run.only().verifiedBy, VerifiedBy::Crc64Nvme);
        QCOMPARE(sha256OfFile(endpoint.target() + u"/object"_s), sha256Of(bytes));
        QCOMPARE(filesBelow(endpoint.target()), QStringList{u"object"_s});
    }

    /// Killed between the file's name and the end of its journal.
    void aJournalBesideAFinishedFile()
    {
        TestEndpoint endpoint;
        QVERIFY(endpoint.store(u"object"_s, testBytes(size)));
        EngineRun first(slowSpec(endpoint));
        VERIFY_RUN(first);
        QCOMPARE(first.only().outcome, FileOutcome::Done);
        JournalHeader header;
        header.source = u"s3://bucket/object"_s;
        header.etag = first.only().etag;
        header.size = size;
        header.partSize = MiB;
        QVERIFY(Journal::create(journal(endpoint), header));
        EngineRun second(slowSpec(endpoint));
        VERIFY_RUN(second);
        QCOMPARE(second.only().outcome, FileOutcome::Skipped);
        QCOMPARE(filesBelow(endpoint.target()), QStringList{u"object"_s});
    }

    void aFullDisk()
    {
        TestEndpoint endpoint;
        QDir().mkpath(endpoint.target());
        const auto mount = Mount::small(endpoint.target(), "4m");
        if (!mount)
            QSKIP("mounting a small tmpfs is not permitted here");
        QVERIFY(endpoint.store(u"object"_s, testBytes(size)));
        for (const ByteCount partSize : {ByteCount(MiB), 64 * MiB}) {
            DownloadSpec spec = slowSpec(endpoint);
            spec.settings.partSize = partSize;
            const ByteCount sent = endpoint.server().counters().bytesSent;
            EngineRun run(spec);
            VERIFY_RUN(run);
            QCOMPARE(run.only().outcome, FileOutcome::Failed);
            QCOMPARE(run.only().error->kind, ErrorKind::LocalFile);
            QCOMPARE(run.only().error->cause, ErrorCause::DiskFull);
            QCOMPARE(run.only().bytesMoved, ByteCount(0));
            QCOMPARE(endpoint.server().counters().bytesSent, sent); // known before a byte moved
            QCOMPARE(filesBelow(endpoint.target()), QStringList());
        }
        // Small files are not reserved: the write fails, and so does only what does not fit.
        for (int i = 0; i < 12; ++i)
            endpoint.put(u"small/%1"_s.arg(i), testBytes(500'000));
        EngineRun run(endpoint.prefixSpec(u"small/"_s));
        VERIFY_RUN(run);
        QVERIFY(run.result.filesFailed > 0);
        QCOMPARE(run.result.filesDone + run.result.filesFailed, 12);
        for (const FileResult &file : std::as_const(run.files)) {
            if (file.outcome == FileOutcome::Done)
                QCOMPARE(fileContents(file.path), testBytes(500'000));
            else
                QCOMPARE(file.error->cause, ErrorCause::DiskFull);
        }
        QCOMPARE(int(filesBelow(endpoint.target()).size()), int(run.result.filesDone));
    }

    void foldersThatCannotBeWritten()
    {
        TestEndpoint endpoint;
        for (int i = 0; i < 1500; ++i)
            endpoint.put(u"p/%1"_s.arg(i), "x");
        // A file where the folder should be: true for root as well.
        QFile blocker(endpoint.scratch() + u"/file"_s);
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        const auto readOnly = endpoint.scratch() + u"/readonly"_s;
        QDir().mkpath(readOnly);
        const auto mount = Mount::readOnly(readOnly);
        QStringList targets{endpoint.scratch() + u"/file/below"_s, endpoint.scratch() + u"/file"_s};
        if (mount)
            targets += {readOnly, readOnly + u"/below"_s};
        for (const QString &target : std::as_const(targets)) {
            for (int source = 0; source < 3; ++source) {
                DownloadSpec spec = source == 0 ? endpoint.prefixSpec(u"p/"_s) : endpoint.spec({u"p/1"_s, u"p/2"_s});
                spec.targetFolder = target;
                if (source == 2)
                    spec.targetFile = target + u"/name"_s;
                EngineRun run(spec);
                VERIFY_RUN(run);
                QVERIFY2(run.result.error, qPrintable(target));
                QCOMPARE(run.result.error->kind, ErrorKind::LocalFile);
                QVERIFY(!run.result.cancelled); // nobody asked for that
                QCOMPARE(run.result.bytesMoved, ByteCount(0));
            }
        }
        if (!mount)
            QSKIP("a read-only file system could not be mounted; the other folders were tried");
    }

    void aFolderInTheWay()
    {
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, testBytes(1000));
        QDir().mkpath(endpoint.target() + u"/object/inside"_s);
        EngineRun run(endpoint.spec({u"object"_s}));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->cause, ErrorCause::BadPath);
        QCOMPARE(endpoint.server().counters().requests, 1);
    }

    void aSymbolicLinkForAJournal()
    {
        TestEndpoint endpoint;
        QVERIFY(endpoint.store(u"object"_s, testBytes(size)));
        QVERIFY(QDir().mkpath(endpoint.target()));
        const QString victim = endpoint.scratch() + u"/victim"_s;
        {
            QFile file(victim);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("precious") == 8);
        }
        QVERIFY(QFile::link(victim, journal(endpoint)));
        EngineRun run(slowSpec(endpoint));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(name(run.only().error->kind), name(ErrorKind::LocalFile));
        QCOMPARE(fileContents(victim), QByteArray("precious"));
    }

    void aSymbolicLinkForAPartFile()
    {
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, testBytes(1000));
        QDir().mkpath(endpoint.target());
        const QString victim = endpoint.scratch() + u"/victim"_s;
        {
            QFile file(victim);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("precious");
        }
        QVERIFY(QFile::link(victim, part(endpoint)));
        EngineRun run(endpoint.spec({u"object"_s}));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->kind, ErrorKind::LocalFile);
        QCOMPARE(fileContents(victim), QByteArray("precious"));
    }
};

QTEST_GUILESS_MAIN(TestDownloadEngineResume)
#include "tst_downloadengine_resume.moc"
