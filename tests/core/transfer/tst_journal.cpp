// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/journal.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

const QString bootA = u"11111111-aaaa-4aaa-8aaa-111111111111"_s;
const QString bootB = u"22222222-bbbb-4bbb-8bbb-222222222222"_s;
const QString bootC = u"33333333-cccc-4ccc-8ccc-333333333333"_s;

JournalHeader header()
{
    return {u"s3://bucket/k\u00e9y \"with\"\nodd characters"_s, u"v1"_s, "9e107d9d372bb6826bd81d3542a419d6-12", 1000,
            100};
}

PartRecord part(int index)
{
    PartRecord record{index, index * 100, 100, {}};
    record.sums.insert(ChecksumAlgorithm::Crc64Nvme,
                       Checksum::of(ChecksumAlgorithm::Crc64Nvme, QByteArray::number(index)));
    record.sums.insert(ChecksumAlgorithm::Md5, Checksum::of(ChecksumAlgorithm::Md5, QByteArray::number(index)));
    return record;
}

QList<int> indices(const LoadedJournal &loaded)
{
    QList<int> out;
    for (const PartRecord &record : loaded.parts)
        out.append(record.index);
    return out;
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeTo(const QString &path, const QByteArray &bytes)
{
    // A new file each time: ext4 flushes one that is emptied and rewritten, which is slow thousands of times over.
    QFile::remove(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::NewOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_path;

private slots:
    void init()
    {
        QVERIFY(m_dir.isValid());
        m_path = m_dir.filePath(u"file.millrace-journal"_s);
        QFile::remove(m_path);
    }

    void whatIsRecordedComesBack()
    {
        {
            auto journal = Journal::create(m_path, header(), bootA);
            QVERIFY(journal);
            for (const int index : {3, 0, 7})
                QVERIFY(journal->partDone(part(index)));
        }
        const auto loaded = Journal::load(m_path, bootA);
        QVERIFY(loaded);
        QCOMPARE(loaded->header, header());
        QCOMPARE(loaded->parts, QList({part(0), part(3), part(7)}));
        QCOMPARE(loaded->bytes, ByteCount(300));
        QVERIFY(!loaded->rebooted);
    }

    /// A part that was begun, and gone on with later: what was told last is what is there.
    void aPartGoesOn()
    {
        {
            auto journal = Journal::create(m_path, header(), bootA);
            PartRecord beginning = part(3);
            beginning.length = 40;
            QVERIFY(journal->partDone(beginning));
            QVERIFY(journal->partDone(part(1)));
            QCOMPARE(Journal::load(m_path, bootA)->parts, QList({part(1), beginning}));
            QVERIFY(journal->partDone(part(3)));
        }
        QCOMPARE(Journal::load(m_path, bootA)->parts, QList({part(1), part(3)}));
        LoadedJournal loaded;
        auto journal = Journal::resume(m_path, &loaded, bootA);
        QVERIFY(journal);
        PartRecord again = part(3); // it was damaged, and is being fetched anew
        again.length = 70;
        QVERIFY(journal->partDone(again));
        QCOMPARE(Journal::load(m_path, bootA)->parts, QList({part(1), again}));
        QCOMPARE(Journal::load(m_path, bootA)->bytes, ByteCount(170));
    }

    void afterARebootOnlyWhatWasSyncedCounts()
    {
        {
            auto journal = Journal::create(m_path, header(), bootA);
            QVERIFY(journal->partDone(part(0)));
            QVERIFY(journal->partDone(part(1)));
            const Journal::Mark mark = journal->mark();
            // Written after the data sync began: that sync says nothing about it.
            QVERIFY(journal->partDone(part(2)));
            QVERIFY(journal->synced(mark));
            QVERIFY(journal->partDone(part(3)));
        }
        QCOMPARE(indices(*Journal::load(m_path, bootA)), QList({0, 1, 2, 3}));
        const auto loaded = Journal::load(m_path, bootB);
        QCOMPARE(indices(*loaded), QList({0, 1}));
        QVERIFY(loaded->rebooted);
        // A system that tells no boot id cannot know that it was not started again.
        QCOMPARE(indices(*Journal::load(m_path, QString())), QList({0, 1}));
    }

    void nothingSyncedNothingCounts()
    {
        QVERIFY(Journal::create(m_path, header(), bootA)->partDone(part(0)));
        QCOMPARE(Journal::load(m_path, bootB)->parts.size(), 0);
    }

    void resumeOverSeveralBoots()
    {
        LoadedJournal loaded;
        {
            auto journal = Journal::create(m_path, header(), bootA);
            QVERIFY(journal->partDone(part(0)));
            QVERIFY(journal->synced(journal->mark()));
            QVERIFY(journal->partDone(part(1)));
        }
        { // killed and taken up at once
            auto journal = Journal::resume(m_path, &loaded, bootA);
            QVERIFY(journal);
            QCOMPARE(indices(loaded), QList({0, 1}));
            QVERIFY(journal->partDone(part(2)));
        }
        { // power cut: 1 and 2 are lost
            auto journal = Journal::resume(m_path, &loaded, bootB);
            QVERIFY(journal);
            QCOMPARE(indices(loaded), QList({0}));
            QVERIFY(journal->partDone(part(2)));
            QVERIFY(journal->synced(journal->mark()));
            QVERIFY(journal->partDone(part(4)));
        }
        QCOMPARE(indices(*Journal::load(m_path, bootB)), QList({0, 2, 4}));
        QCOMPARE(indices(*Journal::load(m_path, bootA)), QList({0, 2})); // no boot comes back, but the rule is the same
        { // another power cut
            auto journal = Journal::resume(m_path, &loaded, bootC);
            QVERIFY(journal);
            QCOMPARE(indices(loaded), QList({0, 2}));
        }
        QCOMPARE(indices(*Journal::load(m_path, bootC)), QList({0, 2}));
    }

    void linesASyncDidNotCoverStayLost()
    {
        {
            auto journal = Journal::create(m_path, header(), bootA);
            const Journal::Mark nothing = journal->mark();
            QVERIFY(journal->partDone(part(0)));
            QVERIFY(journal->synced(nothing));
        }
        LoadedJournal loaded;
        {
            auto journal = Journal::resume(m_path, &loaded, bootB);
            QCOMPARE(indices(loaded), QList<int>());
            QVERIFY(journal->partDone(part(5)));
            QVERIFY(journal->synced(journal->mark())); // counts the line of part 0, but must not revive it
        }
        QCOMPARE(indices(*Journal::load(m_path, bootB)), QList({5}));
        QCOMPARE(indices(*Journal::load(m_path, bootC)), QList({5}));
    }

    void aPartFetchedAgainReplacesTheFirst()
    {
        PartRecord again = part(1);
        again.sums = {{ChecksumAlgorithm::Crc32, Checksum::of(ChecksumAlgorithm::Crc32, "other")}};
        {
            auto journal = Journal::create(m_path, header(), bootA);
            QVERIFY(journal->partDone(part(1)));
            QVERIFY(journal->partDone(again));
        }
        QCOMPARE(Journal::load(m_path, bootA)->parts, QList({again}));
    }

    void tornAnywhereItClaimsNothingThatIsNotThere()
    {
        QList<qint64> partEnds; // where each part's line ends
        QList<qint64> syncEnds;
        qint64 headerEnd = 0;
        {
            auto journal = Journal::create(m_path, header(), bootA);
            headerEnd = QFile(m_path).size();
            for (int index = 0; index < 6; ++index) {
                QVERIFY(journal->partDone(part(index)));
                partEnds.append(QFile(m_path).size());
                if (index % 2) {
                    QVERIFY(journal->synced(journal->mark()));
                    syncEnds.append(QFile(m_path).size());
                }
            }
        }
        const QByteArray whole = contentsOf(m_path);
        for (qsizetype length = 0; length <= whole.size(); ++length) {
            writeTo(m_path, whole.first(length));
            const auto same = Journal::load(m_path, bootA);
            const auto other = Journal::load(m_path, bootB);
            QCOMPARE(same.has_value(), length >= headerEnd);
            QCOMPARE(other.has_value(), length >= headerEnd);
            if (!same) {
                QCOMPARE(same.error().kind, ErrorKind::Integrity);
                continue;
            }
            const auto there = [length](qint64 end) { return end <= length; };
            QCOMPARE(same->parts.size(), std::count_if(partEnds.begin(), partEnds.end(), there));
            QCOMPARE(other->parts.size(), 2 * std::count_if(syncEnds.begin(), syncEnds.end(), there));

            // Taken up again, what is appended does not run into the torn line.
            const bool reboot = length % 2;
            const bool sync = length % 16 < 2; // a real one takes its time
            LoadedJournal loaded;
            {
                auto journal = Journal::resume(m_path, &loaded, reboot ? bootB : bootA);
                QVERIFY(journal);
                QCOMPARE(loaded.parts.size(), reboot ? other->parts.size() : same->parts.size());
                QVERIFY(journal->partDone(part(9)));
                if (sync)
                    QVERIFY(journal->synced(journal->mark()));
            }
            const QString boot = sync ? bootC : reboot ? bootB : bootA;
            QCOMPARE(indices(*Journal::load(m_path, boot)), indices(loaded) + QList({9}));
        }
    }

    void damageInTheMiddleIsNotTrusted()
    {
        {
            auto journal = Journal::create(m_path, header(), bootA);
            for (int index = 0; index < 4; ++index)
                QVERIFY(journal->partDone(part(index)));
        }
        const QByteArray whole = contentsOf(m_path);
        const QList<QByteArray> lines = whole.split('\n');
        const auto refused = [this](const QByteArray &bytes) {
            writeTo(m_path, bytes);
            const auto loaded = Journal::load(m_path, bootA);
            LoadedJournal ignored;
            return !loaded && loaded.error().kind == ErrorKind::Integrity && loaded.error().path == m_path
                && !loaded.error().message.isEmpty() && !Journal::resume(m_path, &ignored, bootA);
        };
        QVERIFY(!refused(whole));
        QVERIFY(refused(QByteArray(whole).replace(lines[2], "garbage")));
        QVERIFY(refused(QByteArray(whole).replace(lines[2], "{}")));
        QVERIFY(refused(QByteArray(whole).replace(lines[2], "")));
        QVERIFY(refused(QByteArray(whole).replace(lines[2], QByteArray(lines[2].size(), '\0'))));
        QVERIFY(refused(QByteArray(whole).replace(lines[2], QByteArray(100'000, ' '))));
        QVERIFY(refused(whole + "{\"part\":5,\"offset\":150,\"length\":100}\n"));                  // overlap
        QVERIFY(refused(whole + "{\"part\":9,\"offset\":950,\"length\":100}\n"));                  // beyond the end
        QVERIFY(refused(whole + "{\"part\":9,\"offset\":9223372036854775807,\"length\":1}\n"));
        QVERIFY(refused(whole + "{\"part\":9,\"offset\":900,\"length\":0}\n"));
        QVERIFY(refused(whole + "{\"part\":-1,\"offset\":900,\"length\":100}\n"));
        QVERIFY(refused(whole + "{\"part\":9,\"offset\":\"900\",\"length\":100}\n"));
        QVERIFY(refused(whole + "{\"part\":9,\"offset\":900,\"length\":100,\"sums\":{\"md5\":\"AAAA\"}}\n"));
        QVERIFY(refused(whole + "{\"synced\":5}\n")); // more than there are
        QVERIFY(refused(whole + whole));
        QVERIFY(refused(QByteArray(whole).replace("\"millrace_journal\":1", "\"millrace_journal\":2")));
        QVERIFY(refused(QByteArray()));
        QVERIFY(refused("\n"));
        // A checksum this version does not know is no damage.
        QVERIFY(!refused(whole + "{\"part\":9,\"offset\":900,\"length\":100,\"sums\":{\"xxh3\":\"AAAA\"}}\n"));
    }

    void afterAPowerCutTheUnsyncedTailMayHoldAnything()
    {
        {
            auto journal = Journal::create(m_path, header(), bootA);
            QVERIFY(journal->partDone(part(0)));
            QVERIFY(journal->synced(journal->mark()));
        }
        const QByteArray whole = contentsOf(m_path);
        const QList<QByteArray> tails = {QByteArray(500, '\0'), QByteArray(200'000, '\0'), QByteArray("\n\n\0\n", 4),
                                         QByteArray("{\"part\":1,\"off\n\0\0\n", 18)};
        for (const QByteArray &tail : tails) {
            writeTo(m_path, whole + tail);
            const auto loaded = Journal::load(m_path, bootB);
            QVERIFY(loaded);
            QCOMPARE(indices(*loaded), QList({0}));
            LoadedJournal again;
            QVERIFY(Journal::resume(m_path, &again, bootB)->partDone(part(1)));
            QCOMPARE(indices(*Journal::load(m_path, bootB)), QList({0, 1}));
        }
        // But not what stands before a sync.
        writeTo(m_path, whole + "garbage\n{\"synced\":1}\n");
        QVERIFY(!Journal::load(m_path, bootB));
    }

    void randomDamageNeverCrashes()
    {
        {
            auto journal = Journal::create(m_path, header(), bootA);
            for (int index = 0; index < 5; ++index)
                QVERIFY(journal->partDone(part(index)));
            QVERIFY(journal->synced(journal->mark()));
        }
        const QByteArray whole = contentsOf(m_path);
        QRandomGenerator random(1);
        for (int round = 0; round < 3000; ++round) {
            QByteArray bytes = whole;
            for (int hit = random.bounded(1, 4); hit > 0; --hit)
                bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            writeTo(m_path, bytes);
            for (const QString &boot : {bootA, bootB}) {
                const auto loaded = Journal::load(m_path, boot);
                if (!loaded)
                    continue;
                ByteCount end = 0;
                for (const PartRecord &record : loaded->parts) {
                    QVERIFY(record.length > 0 && record.offset >= end);
                    end = record.offset + record.length;
                }
                QVERIFY(end <= loaded->header.size);
            }
        }
    }

    void aKilledProcessLosesNothing()
    {
        int pipeEnds[2];
        QCOMPARE(::pipe(pipeEnds), 0);
        JournalHeader big = header();
        big.size = ByteCount(1) << 40;
        const pid_t child = ::fork();
        if (child == 0) {
            auto journal = Journal::create(m_path, big);
            for (int index = 0; journal && index < 1'000'000; ++index) {
                if (!journal->partDone(part(index)) || ::write(pipeEnds[1], "x", 1) != 1)
                    break;
            }
            ::_exit(1);
        }
        QVERIFY(child > 0);
        ::close(pipeEnds[1]);
        int recorded = 0;
        char byte;
        while (recorded < 500 && ::read(pipeEnds[0], &byte, 1) == 1)
            ++recorded;
        QCOMPARE(::kill(child, SIGKILL), 0);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        while (::read(pipeEnds[0], &byte, 1) == 1)
            ++recorded;
        ::close(pipeEnds[0]);
        QVERIFY(WIFSIGNALED(status));

        const auto loaded = Journal::load(m_path);
        QVERIFY(loaded);
        // One line may have been written and not yet told of.
        QVERIFY(loaded->parts.size() == recorded || loaded->parts.size() == recorded + 1);
        for (qsizetype i = 0; i < loaded->parts.size(); ++i)
            QCOMPARE(loaded->parts[i], part(int(i)));
    }

    void anotherObject()
    {
        const JournalHeader before = header();
        QCOMPARE(before.differenceFrom(before), QString());
        JournalHeader now = before;
        now.partSize = 50;
        QCOMPARE(before.differenceFrom(now), QString());
        now = before;
        now.etag = "other";
        QVERIFY(before.differenceFrom(now).contains(u"changed"_s));
        now = before;
        now.versionId = u"v2"_s;
        QVERIFY(before.differenceFrom(now).contains(u"changed"_s));
        now = before;
        now.size = 999;
        QVERIFY(before.differenceFrom(now).contains(u"changed"_s));
        now = before;
        now.source = u"s3://bucket/other"_s;
        QVERIFY(before.differenceFrom(now).contains(u"another object"_s));
        now = before;
        now.etag.clear();
        now.versionId.clear();
        QVERIFY(!now.differenceFrom(now).isEmpty()); // nothing to tell a change by
    }

    void noSecretIsKept()
    {
        const QString url = u"https://user:pass@host:9000/b/a%20b%2Fc?X-Amz-Signature=feed&X-Amz-Credential=AKIA#frag"_s;
        const QString source = journalSource(url);
        QCOMPARE(source, u"https://host:9000/b/a%20b%2Fc"_s);
        QCOMPARE(journalSource(u"s3://bucket/a?b#c"_s), u"s3://bucket/a?b#c"_s);
        JournalHeader h = header();
        h.source = url; // even where the caller forgot
        QVERIFY(Journal::create(m_path, h, bootA));
        const QByteArray bytes = contentsOf(m_path);
        for (const char *secret : {"feed", "AKIA", "pass", "user", "frag"})
            QVERIFY(!bytes.contains(secret));
        QCOMPARE(Journal::load(m_path, bootA)->header.source, source);
    }

    void createStartsAfresh()
    {
        {
            auto journal = Journal::create(m_path, header(), bootA);
            for (int index = 0; index < 5; ++index)
                QVERIFY(journal->partDone(part(index)));
        }
        QVERIFY(Journal::create(m_path, header(), bootA));
        QCOMPARE(Journal::load(m_path, bootA)->parts.size(), 0);
    }

    void onlyOneProcessWrites()
    {
        auto journal = Journal::create(m_path, header(), bootA);
        QVERIFY(journal->partDone(part(0)));
        const auto second = Journal::create(m_path, header(), bootA);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Conflict);
        LoadedJournal loaded;
        QCOMPARE(Journal::resume(m_path, &loaded, bootA).error().kind, ErrorKind::Conflict);
        QCOMPARE(Journal::load(m_path, bootA)->parts.size(), 1); // the failed attempts emptied nothing
        Journal moved = *std::move(journal);
        QVERIFY(moved.remove());
        QVERIFY(!QFile::exists(m_path));
        QVERIFY(Journal::create(m_path, header(), bootA));
    }

    void errorsSayWhichFile()
    {
        QCOMPARE(Journal::load(m_path, bootA).error().kind, ErrorKind::NotFound);
        LoadedJournal loaded;
        QCOMPARE(Journal::resume(m_path, &loaded, bootA).error().kind, ErrorKind::NotFound);
        QVERIFY(!QFile::exists(m_path));
        const QString nowhere = m_dir.filePath(u"no/such/folder.millrace-journal"_s);
        const auto created = Journal::create(nowhere, header(), bootA);
        QVERIFY(!created);
        QCOMPARE(created.error().kind, ErrorKind::LocalFile);
        QCOMPARE(created.error().path, nowhere);
    }

    void aFullDiskIsAnError()
    {
        if (::access("/dev/full", W_OK) != 0)
            QSKIP("no /dev/full here to stand for a full disk");
        QVERIFY(QFile::link(u"/dev/full"_s, m_path));
        const auto journal = Journal::create(m_path, header(), bootA);
        QVERIFY(!journal);
        QCOMPARE(journal.error().kind, ErrorKind::LocalFile);
    }

    void thisMachineHasABootId()
    {
        if (!QFile::exists(u"/proc/sys/kernel/random/boot_id"_s))
            QSKIP("this system tells no boot id");
        QCOMPARE(currentBootId().size(), 36);
        QCOMPARE(currentBootId(), currentBootId());
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
