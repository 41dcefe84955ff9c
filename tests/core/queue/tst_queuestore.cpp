// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/queuestore.h"
#include "queue/taskjson.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <atomic>
#include <csignal>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestQueueStore : public QObject
{
    Q_OBJECT

    static QueueDraft draft(const QString &key)
    {
        DownloadSpec spec;
        spec.bucket = u"bucket"_s;
        spec.keys = QStringList{key};
        spec.targetFolder = u"/tmp/target"_s;
        QueueDraft d;
        d.task.spec = spec;
        d.task.connection.profile = u"work"_s;
        return d;
    }
    static QStringList order(QueueStore &store)
    {
        QStringList keys;
        const auto entries = store.entries();
        for (const QueueEntry &e : entries.value_or(QList<QueueEntry>()))
            keys += std::get<DownloadSpec>(e.task.spec).keys.value(0);
        return keys;
    }
    static QueueState stateOf(QueueStore &store, qint64 id)
    {
        const auto entries = store.entries();
        for (const QueueEntry &e : entries.value_or(QList<QueueEntry>()))
            if (e.id == id)
                return e.state;
        return QueueState(-1);
    }
    /// Runs SQL in the file behind the store's back.
    static bool sql(const QString &file, const QString &statement)
    {
        bool good = false;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
            database.setDatabaseName(file);
            good = database.open() && QSqlQuery(database).exec(statement);
        }
        QSqlDatabase::removeDatabase(u"test"_s);
        return good;
    }
    QString freshFile()
    {
        return m_folder.path() + u"/queue-%1/q.sqlite"_s.arg(++m_files);
    }
    QTemporaryDir m_folder;
    int m_files = 0;

private slots:
    void settingsCanBeChanged()
    {
        const QString file = freshFile();
        auto store = QueueStore::open(file, u"test"_s);
        QVERIFY(store);
        const qint64 id = (*store)->add({draft(u"a"_s)})->first();
        const auto settings = [&](QueueStore &of) {
            return std::get<DownloadSpec>(of.entries()->first().task.spec).settings;
        };
        auto other = QueueStore::open(file, u"other"_s);
        QVERIFY(!settings(**other).concurrency);
        TransferSettings changed = settings(**store);
        changed.concurrency = 7;
        changed.partSize = 32 * MiB;
        QVERIFY((*store)->setSettings(id, changed));
        for (QueueStore *seen : {store->get(), other->get()}) { // also where the old ones were read before
            QCOMPARE(settings(*seen).concurrency, 7);
            QCOMPARE(settings(*seen).partSize, 32 * MiB);
            QCOMPARE(std::get<DownloadSpec>(seen->entries()->first().task.spec).keys, QStringList{u"a"_s});
        }
        // While it runs: for the next time.
        QVERIFY((*store)->claim()->has_value());
        changed.concurrency = 9;
        QVERIFY((*other)->setSettings(id, changed));
        QCOMPARE(settings(**store).concurrency, 9);
        QVERIFY((*store)->settle(id, QueueState::Finished, {}, std::nullopt));
        const Result<> late = (*store)->setSettings(id, changed);
        QVERIFY(!late);
        QCOMPARE(late.error().kind, ErrorKind::Conflict);
        QCOMPARE((*store)->setSettings(id + 1, changed).error().kind, ErrorKind::NotFound);
    }
    void keepsEverything()
    {
        UploadSpec upload;
        upload.paths = QStringList{u"/data/a b.bin"_s};
        upload.bucket = u"bucket"_s;
        upload.key = u"ключ/"_s;
        upload.exclude = QStringList{u"*.tmp"_s};
        upload.checksum = {UploadChecksum::Mode::Fixed, ChecksumAlgorithm::Sha256};
        upload.metadata = {{"name", "value"}};
        upload.tags = {{u"a"_s, u"b"_s}};
        upload.encryption.mode = UploadEncryption::Mode::CustomerKey;
        upload.encryption.customerKey = "0123456789abcdef0123456789abcdef";
        upload.settings.partSize = 7 * MiB;
        upload.settings.concurrency = 3;
        upload.settings.stallTimeout = std::chrono::milliseconds(1234);
        upload.settings.transport = TransportKind::Curl;
        QueueDraft one;
        one.task.spec = upload;
        one.task.customerKeyFile = u"/keys/k"_s;
        one.task.connection.endpointUrl = u"http://127.0.0.1:9000"_s;
        one.task.connection.addressing = Addressing::Path;
        one.task.connection.region = u"eu-north1"_s;
        one.priority = 5;
        QueueDraft two = draft(u"x/*"_s);
        auto &download = std::get<DownloadSpec>(two.task.spec);
        download.stripPrefix = QString(u""_s);
        download.overwrite = OverwritePolicy::Never;
        download.maxFiles = 10'000'000'000;
        two.paused = true;

        const QString file = freshFile();
        {
            auto store = QueueStore::open(file, u"test"_s);
            QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
            QVERIFY((*store)->add({one, two}));
        }
        QFile raw(file);
        QVERIFY(raw.open(QIODevice::ReadOnly));
        QVERIFY(!raw.readAll().contains("0123456789abcdef"));
        QCOMPARE(raw.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());

        auto store = QueueStore::open(file, u"test"_s);
        QVERIFY(store);
        const auto entries = (*store)->entries();
        QVERIFY(entries);
        QCOMPARE(entries->size(), 2);
        const QueueEntry &first = entries->at(0);
        QCOMPARE(first.state, QueueState::Queued);
        QCOMPARE(first.priority, 5);
        QCOMPARE(first.place, 1);
        QVERIFY(first.added.isValid());
        QCOMPARE(first.task.customerKeyFile, u"/keys/k"_s);
        QCOMPARE(first.task.connection.endpointUrl, u"http://127.0.0.1:9000"_s);
        QCOMPARE(first.task.connection.addressing, Addressing::Path);
        const auto &u = std::get<UploadSpec>(first.task.spec);
        QCOMPARE(u.paths, upload.paths);
        QCOMPARE(u.key, upload.key);
        QCOMPARE(u.exclude, upload.exclude);
        QCOMPARE(u.checksum.mode, UploadChecksum::Mode::Fixed);
        QCOMPARE(u.checksum.algorithm, ChecksumAlgorithm::Sha256);
        QCOMPARE(u.metadata, upload.metadata);
        QCOMPARE(u.tags, upload.tags);
        QCOMPARE(u.encryption.mode, UploadEncryption::Mode::CustomerKey);
        QVERIFY(u.encryption.customerKey.isEmpty());
        QCOMPARE(u.settings.partSize, 7 * MiB);
        QCOMPARE(u.settings.concurrency, 3);
        QCOMPARE(u.settings.stallTimeout.count(), 1234);
        QCOMPARE(u.settings.transport, TransportKind::Curl);
        QCOMPARE(u.settings.maxAttempts, TransferSettings().maxAttempts);
        const auto &d = std::get<DownloadSpec>(entries->at(1).task.spec);
        QCOMPARE(entries->at(1).state, QueueState::Paused);
        QVERIFY(d.stripPrefix && d.stripPrefix->isEmpty());
        QCOMPARE(d.overwrite, OverwritePolicy::Never);
        QCOMPARE(d.maxFiles, 10'000'000'000);
    }

    void refusesSecrets()
    {
        auto store = QueueStore::open(freshFile(), u"test"_s);
        QVERIFY(store);
        QueueDraft d = draft(u"k"_s);
        d.task.connection.secretAccessKey = "s3cr3t";
        auto added = (*store)->add({d});
        QVERIFY(!added);
        QCOMPARE(added.error().kind, ErrorKind::Config);
        QVERIFY(added.error().message.contains(u"--profile"_s));
        QVERIFY(!added.error().message.contains(u"s3cr3t"_s));
        d = draft(u"k"_s);
        std::get<DownloadSpec>(d.task.spec).httpUrl = u"https://host/x?X-Amz-Signature=abc"_s;
        QVERIFY(!(*store)->add({draft(u"good"_s), d}));
        QVERIFY((*store)->entries()->isEmpty()); // all or nothing
        d = draft(u"k"_s);
        std::get<DownloadSpec>(d.task.spec).targetFolder = u"relative"_s;
        QVERIFY(!(*store)->add({d}));
    }

    void ordersAndMoves()
    {
        auto opened = QueueStore::open(freshFile(), u"test"_s);
        QVERIFY(opened);
        QueueStore &store = **opened;
        QList<QueueDraft> drafts;
        for (const QString &key : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
            drafts += draft(key);
        const auto ids = store.add(drafts);
        QVERIFY(ids);
        QCOMPARE(order(store), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
        QVERIFY(store.move(ids->at(3), 1));
        QCOMPARE(order(store), (QStringList{u"d"_s, u"a"_s, u"b"_s, u"c"_s}));
        QVERIFY(store.move(ids->at(0), 99));
        QCOMPARE(order(store), (QStringList{u"d"_s, u"b"_s, u"c"_s, u"a"_s}));
        QVERIFY(store.setPriority({ids->at(2)}, 10));
        QCOMPARE(order(store), (QStringList{u"c"_s, u"d"_s, u"b"_s, u"a"_s}));
        // Before one of high priority there is room for such a one only.
        QVERIFY(store.move(ids->at(0), 1));
        QCOMPARE(order(store), (QStringList{u"a"_s, u"c"_s, u"d"_s, u"b"_s}));
        QCOMPARE(store.entries()->first().priority, 10);
        QVERIFY(store.move(ids->at(0), 4));
        QCOMPARE(order(store), (QStringList{u"c"_s, u"d"_s, u"b"_s, u"a"_s}));
        QCOMPARE(store.entries()->last().priority, 0);
        QVERIFY(!store.setPriority({ids->at(0)}, 101));
        const auto missing = store.move(4711, 1);
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    }

    void states()
    {
        auto opened = QueueStore::open(freshFile(), u"test"_s);
        QVERIFY(opened);
        QueueStore &store = **opened;
        const qint64 id = store.add({draft(u"a"_s)})->first();
        QVERIFY(store.pause({id}));
        QVERIFY(store.pause({id}));
        QCOMPARE(stateOf(store, id), QueueState::Paused);
        QVERIFY(!*store.claim());
        QVERIFY(!store.retry({id}));
        QVERIFY(store.resume({id}));
        auto claimed = store.claim();
        QVERIFY(claimed && *claimed);
        QCOMPARE((*claimed)->id, id);
        QVERIFY((*claimed)->mine);
        QCOMPARE((*claimed)->ownerPid, QCoreApplication::applicationPid());
        QVERIFY(!*store.claim()); // only once

        // Asked for, withdrawn, asked for again, done.
        QVERIFY(store.pause({id}));
        QCOMPARE(store.asked({id})->first().wish, QueueWish::Pause);
        QVERIFY(store.resume({id}));
        QCOMPARE(store.asked({id})->first().wish, QueueWish::None);
        QVERIFY(store.pause({id}));
        QueueProgress progress;
        progress.bytesDone = 17;
        QVERIFY(*store.settle(id, QueueState::Queued, progress, {}));
        QCOMPARE(stateOf(store, id), QueueState::Paused);
        QCOMPARE(store.entries()->first().progress.bytesDone, 17);
        QVERIFY(!*store.settle(id, QueueState::Finished, progress, {})); // no longer ours

        QVERIFY(store.resume({id}));
        QVERIFY(*store.claim());
        Error error = Error::make(ErrorKind::NotFound, ErrorCause::NoSuchKey, u"no"_s);
        error.key = u"a"_s;
        error.httpStatus = 404;
        QVERIFY(*store.settle(id, QueueState::Failed, progress, error));
        const QueueEntry failed = store.entries()->first();
        QCOMPARE(failed.state, QueueState::Failed);
        QVERIFY(failed.error && failed.error->cause == ErrorCause::NoSuchKey && failed.error->httpStatus == 404);
        QVERIFY(failed.ended.isValid());
        QVERIFY(!store.pause({id}));
        QVERIFY(!store.resume({id}));
        QVERIFY(store.retry({id}));
        QVERIFY(!store.entries()->first().error);
        QVERIFY(store.cancel({id}));
        QCOMPARE(stateOf(store, id), QueueState::Cancelled);
        QVERIFY(store.retry({id}));
        QVERIFY(*store.claim());
        QVERIFY(store.remove({id}));
        QCOMPARE(stateOf(store, id), QueueState::Active); // until its owner lets go
        QVERIFY(*store.settle(id, QueueState::Finished, progress, {}));
        QVERIFY(store.entries()->isEmpty());
    }

    void severalAtOnceTakeEachEntryOnce()
    {
        const QString file = freshFile();
        constexpr int count = 60;
        {
            auto store = QueueStore::open(file, u"test"_s);
            QVERIFY(store);
            QList<QueueDraft> drafts;
            for (int i = 0; i < count; ++i)
                drafts += draft(QString::number(i));
            QVERIFY((*store)->add(drafts));
        }
        std::atomic<int> claims{0};
        std::atomic<int> errors{0};
        QThreadPool pool;
        pool.setMaxThreadCount(4);
        for (int i = 0; i < 4; ++i) {
            pool.start([&] {
                auto store = QueueStore::open(file, u"test"_s);
                for (;;) {
                    const auto entry = store ? (*store)->claim() : fail(store.error());
                    if (!entry) {
                        ++errors;
                        return;
                    }
                    if (!*entry)
                        return;
                    ++claims;
                    if (!(*store)->settle((*entry)->id, QueueState::Finished, {}, {}).value_or(false))
                        ++errors;
                }
            });
        }
        pool.waitForDone();
        QCOMPARE(errors, 0);
        QCOMPARE(claims, count);
        auto store = QueueStore::open(file, u"test"_s);
        const QList<QueueEntry> after = (*store)->entries().value();
        QCOMPARE(after.size(), count);
        for (const QueueEntry &entry : after) {
            QCOMPARE(entry.state, QueueState::Finished);
            QCOMPARE(entry.runs, 1);
        }
    }

    void entriesOfTheDead_data()
    {
        QTest::addColumn<QString>("wish");
        QTest::addColumn<QString>("becomes");
        QTest::addRow("nothing asked") << u""_s << u"queued"_s;
        QTest::addRow("pause") << u"pause"_s << u"paused"_s;
        QTest::addRow("cancel") << u"cancel"_s << u"cancelled"_s;
        QTest::addRow("remove") << u"remove"_s << u""_s;
    }

    void entriesOfTheDead()
    {
        QFETCH(QString, wish);
        QFETCH(QString, becomes);
        const QString file = freshFile();
        auto store = QueueStore::open(file, u"test"_s);
        QVERIFY(store);
        auto other = QueueStore::open(file, u"other"_s);
        const qint64 id = (*store)->add({draft(u"a"_s)})->first();
        QVERIFY(*(*other)->claim());
        const qint64 version = (*store)->dataVersion();
        QCOMPARE(stateOf(**store, id), QueueState::Active);
        QVERIFY(!*(*store)->claim());
        // The other one becomes a process that has ended: a real number, of a child that is gone.
        QProcess child;
        child.start(u"/bin/true"_s, QStringList());
        QVERIFY(child.waitForStarted());
        const qint64 pid = child.processId();
        QVERIFY(child.waitForFinished());
        QVERIFY(sql(file, u"UPDATE owners SET pid = %1, start_ticks = 1"_s.arg(pid)));
        QVERIFY(sql(file, u"UPDATE entries SET wish = '%1'"_s.arg(wish)));
        QVERIFY((*store)->dataVersion() != version);
        const auto entries = (*store)->entries();
        QVERIFY(entries);
        QCOMPARE(entries->isEmpty() ? QString() : name(entries->first().state), becomes);
        if (becomes == u"queued")
            QVERIFY(*(*store)->claim());
        // Were it alive after all, it must learn that the entry is another's.
        QVERIFY((*other)->asked({id})->first().lost);
        QVERIFY(!*(*other)->settle(id, QueueState::Finished, {}, {}));
    }

    void aReusedProcessNumberIsAnotherProcess()
    {
        const QString file = freshFile();
        auto store = QueueStore::open(file, u"test"_s);
        auto other = QueueStore::open(file, u"other"_s);
        QVERIFY((*store)->add({draft(u"a"_s)}));
        QVERIFY(*(*other)->claim());
        QVERIFY(sql(file, u"UPDATE owners SET start_ticks = start_ticks - 1"_s));
        QVERIFY(*(*store)->claim());
    }

    void aRestartOfTheMachine()
    {
        if (QSysInfo::machineUniqueId().isEmpty())
            QSKIP("this machine has no id");
        const QString file = freshFile();
        auto store = QueueStore::open(file, u"test"_s);
        auto other = QueueStore::open(file, u"other"_s);
        QVERIFY((*store)->add({draft(u"a"_s)}));
        QVERIFY(*(*other)->claim());
        QVERIFY(sql(file, u"UPDATE owners SET boot = 'earlier'"_s));
        QVERIFY(*(*store)->claim());
    }

    void aContainersLeaseRunsOut()
    {
        const QString file = freshFile();
        auto store = QueueStore::open(file, u"test"_s);
        auto other = QueueStore::open(file, u"other"_s);
        QVERIFY((*store)->add({draft(u"a"_s)}));
        QVERIFY(*(*other)->claim());
        QVERIFY(sql(file, u"UPDATE owners SET pid_space = 'elsewhere', pid = 1"_s));
        QVERIFY(!*(*store)->claim()); // its number tells nothing here, and it was just heard of
        QVERIFY((*other)->update({}));
        QVERIFY(!*(*store)->claim());
        QVERIFY(sql(file, u"UPDATE owners SET seen_ms = seen_ms - %1"_s.arg((QueueStore::leaseSeconds + 1) * 1000)));
        QVERIFY(*(*store)->claim());
    }

    void leavingLetsGo()
    {
        const QString file = freshFile();
        auto store = QueueStore::open(file, u"test"_s);
        const auto ids = (*store)->add({draft(u"a"_s), draft(u"b"_s)});
        {
            auto other = QueueStore::open(file, u"other"_s);
            QVERIFY(*(*other)->claim());
            QVERIFY(*(*other)->claim());
            QVERIFY((*store)->pause({ids->at(1)}));
        }
        QCOMPARE(stateOf(**store, ids->at(0)), QueueState::Queued);
        QCOMPARE(stateOf(**store, ids->at(1)), QueueState::Paused);
    }

    void damage_data()
    {
        QTest::addColumn<int>("how");
        QTest::addRow("overwritten in the middle") << 0;
        QTest::addRow("no database") << 1;
        QTest::addRow("cut short") << 2;
        QTest::addRow("another program's database") << 3;
    }

    void damage()
    {
        QFETCH(int, how);
        const QString file = freshFile();
        {
            auto store = QueueStore::open(file, u"test"_s);
            QList<QueueDraft> drafts;
            for (int i = 0; i < 200; ++i)
                drafts += draft(u"a rather long key so that there are many pages %1"_s.arg(i));
            QVERIFY((*store)->add(drafts));
        }
        if (how == 3) {
            QVERIFY(sql(file, u"DROP TABLE schema"_s));
        } else {
            QFile raw(file);
            QVERIFY(raw.open(QIODevice::ReadWrite));
            if (how == 2) {
                QVERIFY(raw.resize(raw.size() / 2));
            } else {
                QVERIFY(raw.seek(how == 0 ? 4096 : 0));
                QVERIFY(raw.write(QByteArray(how == 0 ? 30'000 : 200, '\xa5')) > 0);
            }
        }
        const auto bytes = [&file] {
            QFile raw(file);
            return raw.open(QIODevice::ReadOnly) ? raw.readAll() : QByteArray();
        };
        const QByteArray before = bytes();
        const auto store = QueueStore::open(file, u"test"_s);
        QVERIFY(!store);
        QCOMPARE(store.error().kind, ErrorKind::LocalFile);
        QCOMPARE(store.error().cause, ErrorCause::QueueDamaged);
        QCOMPARE(store.error().path, file);
        QVERIFY(bytes() == before); // never thrown away, never repaired by guessing
    }

    void aNewerVersion()
    {
        const QString file = freshFile();
        QVERIFY(QueueStore::open(file, u"test"_s));
        QVERIFY(sql(file, u"UPDATE schema SET version = 99"_s));
        const auto store = QueueStore::open(file, u"test"_s);
        QVERIFY(!store);
        QCOMPARE(store.error().kind, ErrorKind::Config);
        QVERIFY(store.error().message.contains(u"99"_s) && store.error().message.contains(file));
    }

    void aSettingOfANewerVersion()
    {
        const QString file = freshFile();
        auto store = QueueStore::open(file, u"test"_s);
        const qint64 id = (*store)->add({draft(u"a"_s)})->first();
        store->reset();
        QVERIFY(sql(file, u"UPDATE entries SET task = replace(task, '\"bucket\":', '\"frobnicate\":1,\"bucket\":')"_s));
        store = QueueStore::open(file, u"test"_s);
        const auto claimed = (*store)->claim();
        QVERIFY(claimed && *claimed);
        QCOMPARE((*claimed)->id, id);
        QVERIFY((*claimed)->error && (*claimed)->error->message.contains(u"frobnicate"_s));
    }

    void placesThatCannotBe()
    {
        QFile blocker(m_folder.path() + u"/blocker"_s);
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        const auto below = QueueStore::open(blocker.fileName() + u"/q.sqlite"_s, u"test"_s);
        QVERIFY(!below);
        QCOMPARE(below.error().kind, ErrorKind::LocalFile);
        const auto folder = QueueStore::open(m_folder.path(), u"test"_s);
        QVERIFY(!folder);
        QCOMPARE(folder.error().kind, ErrorKind::LocalFile);
    }

    void aQueueThatIsLocked()
    {
        const QString file = freshFile();
        auto store = QueueStore::open(file, u"test"_s);
        QVERIFY(store);
        {
            QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"locker"_s);
            other.setDatabaseName(file);
            QVERIFY(other.open());
            QSqlQuery query(other);
            QVERIFY(query.exec(u"BEGIN IMMEDIATE"_s));
            QVERIFY((*store)->entries()); // reading goes on
            const auto added = (*store)->add({draft(u"a"_s)}); // waits for the time-out
            QVERIFY(!added);
            QCOMPARE(added.error().kind, ErrorKind::Conflict);
            QVERIFY(query.exec(u"ROLLBACK"_s));
        }
        QSqlDatabase::removeDatabase(u"locker"_s);
        QVERIFY((*store)->add({draft(u"a"_s)}));
    }
};

QTEST_GUILESS_MAIN(TestQueueStore)
#include "tst_queuestore.moc"
