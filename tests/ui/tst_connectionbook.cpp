// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connectionbook.h"
#include "ui/connections/keychain.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

/// The connections' file: what waits for it, and what becomes of one that cannot be read.
class TestConnectionBook : public QObject
{
    Q_OBJECT
private slots:
    void questionsWaitForTheFile();
    void aMissingConnectionSaysSo();
    void whoIsGoneIsNotAnswered();
    void storedWhileTheFileIsRead();
    void anUnreadableFileIsKept_data();
    void anUnreadableFileIsKept();
};

namespace {

ConnectionProfile profile(const QString &name)
{
    ConnectionProfile made = ConnectionProfile::make();
    made.name = name;
    made.provider = u"other"_s;
    made.endpoint = u"http://127.0.0.1:9000"_s;
    made.region = u"us-east-1"_s;
    made.credentials = CredentialKind::Anonymous;
    return made;
}

struct Shelf
{
    QTemporaryDir folder;
    Keychain keychain{u"Millrace test"_s};
    QString file() const { return folder.filePath(u"connections.json"_s); }
    void write(const QByteArray &text) const
    {
        QFile out(file());
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(text);
    }
    QByteArray read(const QString &name) const
    {
        QFile in(folder.filePath(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    /// What is in the file, as a start of the program finds it.
    QStringList names()
    {
        ConnectionBook book(file(), keychain);
        QSignalSpy loaded(&book, &ConnectionBook::loaded);
        book.load();
        if (!loaded.wait())
            return {u"not loaded"_s};
        QStringList found;
        for (const ConnectionProfile &each : book.profiles())
            found += each.name;
        return found;
    }
};

} // namespace

void TestConnectionBook::questionsWaitForTheFile()
{
    Shelf shelf;
    const ConnectionProfile kept = profile(u"Kept"_s);
    {
        ConnectionBook book(shelf.file(), shelf.keychain);
        book.put(kept);
    }
    ConnectionBook book(shelf.file(), shelf.keychain);
    bool ready = false;
    std::optional<Result<Connection>> answer;
    book.load();
    book.whenLoaded(this, [&] { ready = true; });
    book.resolve(kept.id, this, [&](const Result<Connection> &connection) { answer = connection; });
    QVERIFY(!ready);
    QVERIFY(!answer);
    QTRY_VERIFY(answer);
    QVERIFY(ready);
    QVERIFY(answer->has_value());
    QCOMPARE((*answer)->endpoint, QUrl(kept.endpoint));
    ready = false;
    book.whenLoaded(this, [&] { ready = true; });
    QVERIFY(ready); // nothing is being read any more
}

void TestConnectionBook::aMissingConnectionSaysSo()
{
    Shelf shelf;
    ConnectionBook book(shelf.file(), shelf.keychain);
    std::optional<Result<Connection>> answer;
    book.load();
    book.resolve(u"gone"_s, this, [&](const Result<Connection> &connection) { answer = connection; });
    QTRY_VERIFY(answer);
    QVERIFY(!answer->has_value());
    QVERIFY(answer->error().message.contains(u"no longer there"_s));
}

void TestConnectionBook::whoIsGoneIsNotAnswered()
{
    Shelf shelf;
    ConnectionBook book(shelf.file(), shelf.keychain);
    bool answered = false;
    QSignalSpy loaded(&book, &ConnectionBook::loaded);
    book.load();
    {
        QObject asks;
        book.resolve(u"gone"_s, &asks, [&](const Result<Connection> &) { answered = true; });
    }
    QVERIFY(loaded.wait());
    QVERIFY(!answered);
}

void TestConnectionBook::storedWhileTheFileIsRead()
{
    Shelf shelf;
    {
        ConnectionBook book(shelf.file(), shelf.keychain);
        book.put(profile(u"Old"_s));
    }
    {
        ConnectionBook book(shelf.file(), shelf.keychain);
        QSignalSpy loaded(&book, &ConnectionBook::loaded);
        book.load();
        book.put(profile(u"New"_s));
        QVERIFY(loaded.wait());
    }
    QCOMPARE(shelf.names(), QStringList({u"Old"_s, u"New"_s}));
}

void TestConnectionBook::anUnreadableFileIsKept_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("cut off") << QByteArray("{\"connections\": [{\"id\": \"a\", \"name\": \"Pre");
    QTest::newRow("of something else") << QByteArray("{\"bookmarks\": []}");
}

void TestConnectionBook::anUnreadableFileIsKept()
{
    QFETCH(QByteArray, text);
    Shelf shelf;
    shelf.write(text);
    {
        ConnectionBook book(shelf.file(), shelf.keychain);
        QSignalSpy failed(&book, &ConnectionBook::failed);
        book.load();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed.takeFirst().first().toString().contains(shelf.file()));
        QCOMPARE(shelf.read(u"connections.json"_s), text); // nothing happens to it by itself
        // A transfer of one of its connections does not call it gone.
        std::optional<Result<Connection>> answer;
        book.resolve(u"a"_s, this, [&](const Result<Connection> &connection) { answer = connection; });
        QTRY_VERIFY(answer);
        QVERIFY(answer->error().message.contains(shelf.file()));

        book.put(profile(u"First"_s));
        book.put(profile(u"Second"_s));
        QTRY_COMPARE(failed.count(), 1);
        const QStringList aside = QDir(shelf.folder.path()).entryList({u"connections-unreadable-*.json"_s});
        QCOMPARE(aside.size(), 1);
        QVERIFY(failed.first().first().toString().contains(aside.first()));
        QCOMPARE(shelf.read(aside.first()), text);
    }
    QCOMPARE(shelf.names(), QStringList({u"First"_s, u"Second"_s}));
    QCOMPARE(QDir(shelf.folder.path()).entryList({u"connections-unreadable-*.json"_s}).size(), 1);
}

QTEST_GUILESS_MAIN(TestConnectionBook)
#include "tst_connectionbook.moc"
