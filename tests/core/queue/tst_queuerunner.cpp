// SPDX-License-Identifier: GPL-3.0-or-later
// The queue at work, against the embedded endpoint.
#include "queue/queuerunner.h"
#include "queue/queuestore.h"
#include "support/testendpoint.h"
#include "transfer/tempnames.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

/// A runner with what it last said.
class Watched : public QueueRunner
{
public:
    explicit Watched(QueueRunnerOptions options) : QueueRunner(std::move(options))
    {
        connect(this, &QueueRunner::changed, this, [this](const QueueSnapshot &s) { last = s; });
        connect(this, &QueueRunner::drained, this, [this](const QueueRest &r) { ++drains; rest = r; });
        connect(this, &QueueRunner::began, this, [this](const QueueEntry &e) { beganKeys += keyOf(e); });
        connect(this, &QueueRunner::ended, this, [this](const QueueEntry &e, const RunResult &r) {
            moved += r.bytesMoved;
            ++ends[e.id];
        });
        connect(this, &QueueRunner::remained, this, [this](const QueueEntry &, const Error &e, const QString &command) {
            remains += command;
            remainedKinds += e.kind;
        });
        connect(this, &QueueRunner::failed, this, [this](const Error &e) { errors += e.message; });
        connect(this, &QueueRunner::done, this, [this](quint64, const QList<qint64> &i) { ids = i; ++answers; });
        connect(this, &QueueRunner::refused, this, [this](quint64, const Error &e) { refusal = e.message; ++answers; });
    }
    static QString keyOf(const QueueEntry &e)
    {
        const auto *d = std::get_if<DownloadSpec>(&e.task.spec);
        return d ? d->keys.value(0) : std::get<UploadSpec>(e.task.spec).key;
    }
    QueueEntry entry(qint64 id) const
    {
        for (const QueueEntry &e : last.entries)
            if (e.id == id)
                return e;
        return {};
    }
    bool isState(qint64 id, QueueState state) const { return entry(id).id == id && entry(id).state == state; }
    /// Waits for the answer to the call before.
    bool answered()
    {
        const int before = m_seen;
        const bool came = QTest::qWaitFor([this, before] { return answers > before; }, 20'000);
        m_seen = answers;
        return came;
    }

    QueueSnapshot last;
    QueueRest rest;
    QStringList beganKeys;
    QStringList errors;
    QStringList remains;
    QList<ErrorKind> remainedKinds;
    QList<qint64> ids;
    QString refusal;
    QMap<qint64, int> ends;
    ByteCount moved = 0;
    int drains = 0;
    int answers = 0;

private:
    int m_seen = 0;
};

#define VERIFY_SOON(condition) QVERIFY(QTest::qWaitFor([&] { return condition; }, 30'000))

} // namespace

class TestQueueRunner : public QObject
{
    Q_OBJECT

    static QueueRunnerOptions options(const TestEndpoint &endpoint, int parallel = 2, bool running = true)
    {
        QueueRunnerOptions o;
        o.file = endpoint.scratch() + u"/queue.sqlite"_s;
        o.program = u"test"_s;
        o.parallel = parallel;
        o.running = running;
        o.connection = [connection = endpoint.connection()](const QueueTask &) -> Result<Connection> { return connection; };
        return o;
    }
    static QueueDraft download(const TestEndpoint &endpoint, const QString &key, int priority = 0)
    {
        DownloadSpec spec = endpoint.spec({key});
        spec.connection = {};
        spec.settings.partSize = MiB;
        spec.settings.concurrency = 2;
        QueueDraft d;
        d.task.spec = spec;
        d.priority = priority;
        return d;
    }
    static QueueDraft upload(const TestEndpoint &endpoint, const QByteArray &bytes, const QString &key)
    {
        const QString path = endpoint.scratch() + u'/' + key + u".source"_s;
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the source");
        UploadSpec spec;
        spec.paths = QStringList{path};
        spec.bucket = endpoint.bucket();
        spec.key = key;
        spec.stateFolder = endpoint.scratch() + u"/state"_s;
        spec.multipartThreshold = 5 * MiB;
        spec.settings.partSize = 5 * MiB;
        QueueDraft d;
        d.task.spec = spec;
        return d;
    }
    /// Part @p number waits for its turn for longer than any test.
    static FaultRule neverTakes(int number)
    {
        FaultRule r = stall(u"UploadPart"_s, u"*"_s);
        r.action = FaultAction::Status;
        r.partNumber = number;
        r.retryAfterSeconds = 60;
        return r;
    }
    static qsizetype unfinished(const TestEndpoint &endpoint)
    {
        return QDir(endpoint.bucketFolder() + u"/.millrace-endpoint/uploads"_s)
            .entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    }
    static FaultRule stall(const QString &operation, const QString &key)
    {
        FaultRule r;
        r.operation = operation;
        r.key = key;
        r.action = FaultAction::StallAfter;
        r.bytes = 1000;
        r.times = 0;
        return r;
    }

private slots:
    void worksOffBothDirections()
    {
        TestEndpoint endpoint;
        const QByteArray a = testBytes(3 * MiB + 5, 1);
        const QByteArray b = testBytes(11 * MiB + 7, 2);
        QVERIFY(endpoint.store(u"a"_s, a));
        Watched runner(options(endpoint));
        runner.add({download(endpoint, u"a"_s), upload(endpoint, b, u"b"_s), download(endpoint, u"missing"_s)});
        runner.open();
        QVERIFY(runner.answered());
        const QList<qint64> ids = runner.ids;
        QCOMPARE(ids.size(), 3);
        VERIFY_SOON(runner.drains == 1);
        QCOMPARE(runner.rest.activeElsewhere, 0);
        QVERIFY(runner.isState(ids[0], QueueState::Finished));
        QVERIFY2(runner.isState(ids[1], QueueState::Finished),
                 qPrintable(runner.entry(ids[1]).error.value_or(Error()).message));
        QVERIFY(runner.isState(ids[2], QueueState::Failed));
        QCOMPARE(runner.entry(ids[2]).error->kind, ErrorKind::NotFound);
        QCOMPARE(runner.entry(ids[0]).progress.bytesDone, a.size());
        QCOMPARE(runner.entry(ids[0]).progress.filesDone, 1);
        QCOMPARE(sha256OfFile(endpoint.target() + u"/a"_s), sha256Of(a));
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/b"_s), sha256Of(b));
        QCOMPARE(runner.errors, QStringList());

        // What failed is tried again once its cause is gone.
        QVERIFY(endpoint.store(u"missing"_s, a));
        runner.retry({ids[2]});
        QVERIFY(runner.answered());
        VERIFY_SOON(runner.isState(ids[2], QueueState::Finished));
        QCOMPARE(runner.entry(ids[2]).runs, 2);
        VERIFY_SOON(runner.drains == 2);
        runner.remove(ids);
        VERIFY_SOON(runner.last.entries.isEmpty());
    }

    void pausesAndGoesOn()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(12 * MiB + 77);
        QVERIFY(endpoint.store(u"object"_s, bytes));
        // Parts behind the sixth never come, until the rule is gone.
        QList<FaultRule> rules;
        for (int i = 6; i < 13; ++i) {
            rules += stall(u"GetObject"_s, u"object"_s);
            rules.last().rangeStart = i * MiB;
        }
        endpoint.setRules(rules);
        Watched runner(options(endpoint));
        int received = 0;
        connect(&runner, &QueueRunner::progressed, &runner, [&received](qint64, const Snapshot &s) {
            received = 0;
            for (const FileProgress &file : s.files)
                for (const PartProgress &part : file.parts)
                    received += part.state == PartState::Received;
        });
        runner.add({download(endpoint, u"object"_s)});
        runner.open();
        QVERIFY(runner.answered());
        const qint64 id = runner.ids.first();
        VERIFY_SOON(received >= 6);
        QVERIFY(runner.isState(id, QueueState::Active));
        QVERIFY(runner.entry(id).mine);
        runner.pause({id});
        VERIFY_SOON(runner.isState(id, QueueState::Paused));
        QCOMPARE(filesBelow(endpoint.target()).filter(QRegularExpression(u"^object$"_s)), QStringList());
        // What is shown of it is what is on the disk.
        const ByteCount kept = runner.entry(id).progress.bytesDone;
        QVERIFY(kept >= 6 * MiB && kept < 7 * MiB);
        QCOMPARE(runner.entry(id).progress.bytesTotal, ByteCount(bytes.size()));
        endpoint.setRules({});
        const ByteCount before = runner.moved;
        runner.resume({id});
        VERIFY_SOON(runner.isState(id, QueueState::Finished));
        QCOMPARE(runner.moved - before, bytes.size() - kept);
        QCOMPARE(sha256OfFile(endpoint.target() + u"/object"_s), sha256Of(bytes));
        QCOMPARE(filesBelow(endpoint.target()), QStringList{u"object"_s});
    }

    /// What failed is as large as it was, and is not shown as less than what the next run finds.
    void failedIsAsLargeAsItWas()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(6 * MiB);
        QVERIFY(endpoint.store(u"object"_s, bytes));
        FaultRule gone = stall(u"GetObject"_s, u"object"_s);
        gone.action = FaultAction::Status;
        gone.httpStatus = 404;
        gone.rangeStart = 4 * MiB;
        endpoint.setRules({gone});
        Watched runner(options(endpoint));
        QueueDraft draft = download(endpoint, u"object"_s);
        std::get<DownloadSpec>(draft.task.spec).settings.partSize = MiB;
        std::get<DownloadSpec>(draft.task.spec).settings.concurrency = 1;
        runner.add({draft});
        runner.open();
        QVERIFY(runner.answered());
        const qint64 id = runner.ids.first();
        VERIFY_SOON(runner.isState(id, QueueState::Failed));
        QCOMPARE(runner.entry(id).progress.bytesTotal, ByteCount(bytes.size()));
        QVERIFY(runner.entry(id).progress.bytesDone <= 4 * MiB);
    }

    void cancelsAndRemovesWhatIsActive()
    {
        TestEndpoint endpoint;
        for (const QString &key : {u"a"_s, u"b"_s})
            QVERIFY(endpoint.store(key, testBytes(3 * MiB)));
        endpoint.setRules({stall(u"GetObject"_s, u"*"_s)});
        Watched runner(options(endpoint));
        runner.add({download(endpoint, u"a"_s), download(endpoint, u"b"_s)});
        runner.open();
        QVERIFY(runner.answered());
        const QList<qint64> ids = runner.ids;
        VERIFY_SOON(runner.isState(ids[0], QueueState::Active) && runner.isState(ids[1], QueueState::Active));
        runner.cancel({ids[0]});
        runner.remove({ids[1]});
        VERIFY_SOON(runner.isState(ids[0], QueueState::Cancelled) && runner.last.entries.size() == 1);
        runner.pause({ids[0]});
        VERIFY_SOON(!runner.refusal.isEmpty());
        QVERIFY(runner.refusal.contains(u"cancelled"_s));
    }

    /// A paused upload keeps its parts on the server, for nothing but to go on; a cancelled one takes them back.
    void cancelledUploadLeavesNothingOnTheServer()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(22 * MiB);
        endpoint.setRules({neverTakes(5)});
        Watched runner(options(endpoint, 1));
        runner.add({upload(endpoint, bytes, u"up"_s)});
        runner.open();
        QVERIFY(runner.answered());
        const qint64 id = runner.ids.first();
        VERIFY_SOON(runner.last.entries.size() == 1 && runner.last.entries.first().progress.bytesDone >= 20 * MiB);
        runner.pause({id});
        VERIFY_SOON(runner.isState(id, QueueState::Paused));
        QCOMPARE(unfinished(endpoint), 1);
        const qint64 before = endpoint.server().counters().faults;
        runner.resume({id});
        VERIFY_SOON(endpoint.server().counters().faults > before);
        runner.cancel({id});
        VERIFY_SOON(runner.isState(id, QueueState::Cancelled));
        QCOMPARE(unfinished(endpoint), 0);
        QCOMPARE(filesBelow(endpoint.scratch() + u"/state"_s), QStringList());
    }

    /// What a paused upload has sent goes with its entry; that of another entry stays.
    void removedUploadLeavesNothingOnTheServer_data()
    {
        QTest::addColumn<bool>("cancelled");
        QTest::newRow("removed") << false;
        QTest::newRow("cancelled") << true;
    }
    void removedUploadLeavesNothingOnTheServer()
    {
        QFETCH(bool, cancelled);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(22 * MiB);
        endpoint.setRules({neverTakes(5)});
        Watched runner(options(endpoint));
        runner.add({upload(endpoint, bytes, u"up"_s), upload(endpoint, bytes, u"kept"_s)});
        runner.open();
        QVERIFY(runner.answered());
        const QList<qint64> ids = runner.ids;
        VERIFY_SOON(runner.entry(ids[0]).progress.bytesDone >= 20 * MiB && runner.entry(ids[1]).progress.bytesDone >= 20 * MiB);
        runner.pause(ids);
        VERIFY_SOON(runner.isState(ids[0], QueueState::Paused) && runner.isState(ids[1], QueueState::Paused));
        QCOMPARE(unfinished(endpoint), 2);
        const qsizetype notes = filesBelow(endpoint.scratch() + u"/state"_s).size();
        QCOMPARE(notes, 2);
        if (cancelled)
            runner.cancel({ids[0]});
        else
            runner.remove({ids[0]});
        VERIFY_SOON(unfinished(endpoint) == 1);
        VERIFY_SOON(filesBelow(endpoint.scratch() + u"/state"_s).size() == 1);
        QCOMPARE(runner.remains, QStringList());
        QCOMPARE(runner.entry(ids[0]).id, cancelled ? ids[0] : 0);
        // The other one goes on with what it has sent.
        endpoint.setRules({});
        const ByteCount before = runner.moved;
        runner.resume({ids[1]});
        VERIFY_SOON(runner.isState(ids[1], QueueState::Finished));
        QCOMPARE(runner.moved - before, 2 * MiB);
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/kept"_s), sha256Of(bytes));
        QCOMPARE(unfinished(endpoint), 0);
    }

    /// A folder's uploads all go; those of a file that lies there but was uploaded elsewhere do not.
    void removedFolderUploadLeavesTheUploadsOfOthers()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(11 * MiB);
        QDir().mkpath(endpoint.scratch() + u"/tree/sub"_s);
        for (const char *name : {"/tree/a", "/tree/sub/b"}) {
            QFile file(endpoint.scratch() + QString::fromLatin1(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        }
        QueueDraft folder = upload(endpoint, bytes, u"x"_s);
        auto &spec = std::get<UploadSpec>(folder.task.spec);
        spec.paths = QStringList{endpoint.scratch() + u"/tree"_s};
        spec.key = u"into"_s;
        QueueDraft other = upload(endpoint, bytes, u"y"_s);
        auto &single = std::get<UploadSpec>(other.task.spec);
        single.paths = QStringList{endpoint.scratch() + u"/tree/a"_s};
        single.key = u"into/elsewhere"_s;
        endpoint.setRules({neverTakes(3)});
        Watched runner(options(endpoint));
        runner.add({folder, other});
        runner.open();
        QVERIFY(runner.answered());
        const QList<qint64> ids = runner.ids;
        VERIFY_SOON(runner.entry(ids[0]).progress.bytesDone >= 20 * MiB && runner.entry(ids[1]).progress.bytesDone >= 10 * MiB);
        runner.pause(ids);
        VERIFY_SOON(runner.isState(ids[0], QueueState::Paused) && runner.isState(ids[1], QueueState::Paused));
        QCOMPARE(unfinished(endpoint), 3);
        runner.remove({ids[0]});
        VERIFY_SOON(filesBelow(endpoint.scratch() + u"/state"_s).size() == 1);
        QCOMPARE(unfinished(endpoint), 1);
        QCOMPARE(runner.remains, QStringList());
    }

    /// The entry goes all the same, and what clears the rest is told.
    void removedUploadWhoseServerIsGone()
    {
        auto endpoint = std::make_unique<TestEndpoint>();
        QTemporaryDir state;
        endpoint->setRules({neverTakes(5)});
        QueueDraft draft = upload(*endpoint, testBytes(22 * MiB), u"it's up"_s);
        std::get<UploadSpec>(draft.task.spec).stateFolder = state.path();
        draft.task.connection.endpointUrl = endpoint->connection().endpoint.toString();
        QueueRunnerOptions o = options(*endpoint, 1);
        o.file = state.path() + u"/queue.sqlite"_s;
        Watched runner(o);
        runner.add({draft});
        runner.open();
        QVERIFY(runner.answered());
        const qint64 id = runner.ids.first();
        VERIFY_SOON(runner.entry(id).progress.bytesDone >= 20 * MiB);
        runner.pause({id});
        VERIFY_SOON(runner.isState(id, QueueState::Paused));
        const QString url = endpoint->connection().endpoint.toString();
        endpoint.reset();
        runner.remove({id});
        VERIFY_SOON(runner.last.entries.isEmpty());
        VERIFY_SOON(runner.remains.size() == 1);
        QCOMPARE(runner.remains.first(), u"millrace-cli uploads abort 's3://bucket/it'\\''s up' --endpoint-url "_s + url);
        QCOMPARE(runner.remainedKinds, QList<ErrorKind>{ErrorKind::Network});
        QCOMPARE(QDir(state.path()).entryList({u"*.json"_s}).size(), 1); // for the next upload to go on with
    }

    void runsInOrderOfPriority()
    {
        TestEndpoint endpoint;
        for (const QString &key : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
            endpoint.put(key, "x");
        Watched runner(options(endpoint, 1, false));
        runner.add({download(endpoint, u"a"_s), download(endpoint, u"b"_s), download(endpoint, u"c"_s, 5),
                    download(endpoint, u"d"_s)});
        runner.open();
        QVERIFY(runner.answered());
        runner.move(runner.ids.at(3), 2);
        QVERIFY(runner.answered());
        QVERIFY(runner.beganKeys.isEmpty()); // not running yet
        runner.setRunning(true);
        VERIFY_SOON(runner.drains == 1);
        QCOMPARE(runner.beganKeys, (QStringList{u"c"_s, u"d"_s, u"a"_s, u"b"_s}));
    }

    void stopsAndLeavesNothingBehind()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(22 * MiB);
        endpoint.setRules({stall(u"GetObject"_s, u"*"_s)});
        QVERIFY(endpoint.store(u"object"_s, testBytes(3 * MiB)));
        QList<qint64> ids;
        {
            Watched runner(options(endpoint));
            QSignalSpy stopped(&runner, &QueueRunner::stopped);
            runner.add({download(endpoint, u"object"_s)});
            runner.open();
            QVERIFY(runner.answered());
            ids = runner.ids;
            VERIFY_SOON(runner.isState(ids[0], QueueState::Active));
            runner.setRunning(false);
            VERIFY_SOON(stopped.size() == 1);
            QVERIFY(runner.isState(ids[0], QueueState::Queued));
            runner.setRunning(true);
            VERIFY_SOON(runner.isState(ids[0], QueueState::Active));
            // Destroyed in the middle of it.
        }
        auto store = QueueStore::open(options(endpoint).file, u"test"_s);
        QVERIFY(store);
        QCOMPARE((*store)->entries()->first().state, QueueState::Queued);
        endpoint.setRules({});
        Watched again(options(endpoint));
        again.open();
        VERIFY_SOON(again.drains == 1);
        QVERIFY(again.isState(ids[0], QueueState::Finished));
    }

    void anotherProcessSteers()
    {
        // Another store in this process is as much a stranger to the runner as one of another process.
        TestEndpoint endpoint;
        QVERIFY(endpoint.store(u"object"_s, testBytes(3 * MiB)));
        endpoint.setRules({stall(u"GetObject"_s, u"*"_s)});
        Watched runner(options(endpoint));
        runner.open();
        VERIFY_SOON(runner.drains == 1);
        auto store = QueueStore::open(options(endpoint).file, u"other"_s);
        QVERIFY(store);
        const qint64 id = (*store)->add({download(endpoint, u"object"_s)})->first();
        VERIFY_SOON(runner.isState(id, QueueState::Active));
        QVERIFY((*store)->pause({id}));
        VERIFY_SOON(runner.isState(id, QueueState::Paused));
        endpoint.setRules({});
        QVERIFY((*store)->resume({id}));
        VERIFY_SOON(runner.isState(id, QueueState::Finished));
        QVERIFY((*store)->remove({id}));
        VERIFY_SOON(runner.last.entries.isEmpty());
    }

    void twoRunnersShareTheWork()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.faults.latency = std::chrono::milliseconds(5); });
        constexpr int count = 40;
        QList<QueueDraft> drafts;
        for (int i = 0; i < count; ++i) {
            endpoint.put(u"k%1"_s.arg(i), testBytes(20'000, quint64(i) + 1));
            drafts += download(endpoint, u"k%1"_s.arg(i));
        }
        Watched one(options(endpoint, 2, false));
        Watched two(options(endpoint, 2, false));
        one.add(drafts);
        one.open();
        two.open();
        QVERIFY(one.answered());
        one.setRunning(true);
        two.setRunning(true);
        VERIFY_SOON(one.drains >= 1 && two.drains >= 1);
        QMap<qint64, int> ends = one.ends;
        for (auto it = two.ends.cbegin(); it != two.ends.cend(); ++it)
            ends[it.key()] += it.value();
        QCOMPARE(ends.size(), count);
        for (const int times : std::as_const(ends))
            QCOMPARE(times, 1);
        for (int i = 0; i < count; ++i)
            QCOMPARE(fileContents(endpoint.target() + u"/k%1"_s.arg(i)), testBytes(20'000, quint64(i) + 1));
    }

    void keysThatCannotBeFound()
    {
        TestEndpoint endpoint;
        QueueRunnerOptions o = options(endpoint);
        o.connection = [](const QueueTask &) -> Result<Connection> {
            return fail(ErrorKind::Auth, ErrorCause::CredentialsMissing, u"none"_s);
        };
        Watched runner(o);
        runner.add({download(endpoint, u"a"_s)});
        runner.open();
        VERIFY_SOON(runner.drains == 1);
        QCOMPARE(runner.last.entries.first().state, QueueState::Failed);
        QCOMPARE(runner.last.entries.first().error->cause, ErrorCause::CredentialsMissing);
    }

    void aQueueThatCannotBeOpened()
    {
        TestEndpoint endpoint;
        QueueRunnerOptions o = options(endpoint);
        QFile file(o.file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no database, whatever it is; it is long enough to be one, though, if only in length "
                   "of its header, which is 100 bytes");
        file.close();
        Watched runner(o);
        runner.add({download(endpoint, u"a"_s)});
        runner.open();
        QVERIFY(runner.answered());
        VERIFY_SOON(runner.errors.size() == 1);
        QVERIFY(!runner.refusal.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestQueueRunner)
#include "tst_queuerunner.moc"
