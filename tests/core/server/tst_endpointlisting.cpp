// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/endpointclient.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace millrace;
using namespace millrace::test;

/// Listings: order, pages, delimiters, and a million keys.
class tst_EndpointListing : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void binaryOrder();
    void pages_data();
    void pages();
    void pagesOfVersionOne();
    void delimiter_data();
    void delimiter();
    void startAfter();
    void versions();
    void urlEncoding();
    void badArguments();
    void filesThatComeAndGo();
    void millionKeys();
    void buckets();

private:
    QList<QByteArray> listAll(const QByteArray &bucket, QueryList query, int *pageCount = nullptr);
    QTemporaryDir m_folder;
    QTemporaryDir m_root;
    std::unique_ptr<EmbeddedServer> m_server;
    std::unique_ptr<EndpointClient> m_client;
};

void tst_EndpointListing::initTestCase()
{
    ServerOptions options;
    options.buckets = {{u"data"_s, m_folder.path()}};
    options.bucketRoot = m_root.path();
    options.synthetic = {{u"million"_s, u"k/"_s, {}, 1'000'000, 10, 1},
                         {u"mixed"_s, u"a/"_s, {}, 20, 10, 1},
                         {u"mixed"_s, u"a/05x"_s, {}, 1, 10, 1},
                         {u"mixed"_s, u"b/"_s, {}, 5, 10, 1},
                         {u"mixed"_s, u"top"_s, {}, 1, 10, 1}};
    options.credentials = {testCredentials()};
    m_server = std::make_unique<EmbeddedServer>(options);
    QVERIFY(m_server->start());
    m_client = std::make_unique<EndpointClient>(*m_server, testCredentials());
}

QList<QByteArray> tst_EndpointListing::listAll(const QByteArray &bucket, QueryList query, int *pageCount)
{
    QList<QByteArray> all;
    QByteArray token;
    int pages = 0;
    do {
        QueryList page = query + QueryList{{"list-type", "2"}};
        if (!token.isEmpty())
            page.append({QByteArray("continuation-token"), token});
        const Answer answer = m_client->send("GET", '/' + bucket, page);
        if (answer.status != 200) {
            qWarning("%s", answer.body.constData());
            return {};
        }
        const QList<QByteArray> keys = answer.elements(u"Key"_s);
        if (answer.element(u"KeyCount"_s).toInt() != keys.size() + answer.elements(u"CommonPrefixes"_s).size())
            qWarning("KeyCount is not the number of keys");
        all += keys;
        for (const QByteArray &prefix : answer.elements(u"CommonPrefixes"_s))
            all += prefix;
        token = answer.element(u"NextContinuationToken"_s);
        ++pages;
    } while (!token.isEmpty());
    if (pageCount)
        *pageCount = pages;
    return all;
}

void tst_EndpointListing::binaryOrder()
{
    // "a-" < "a/" < "a0" in bytes, whatever a walk through folders would give; UTF-8 after all of ASCII.
    const QList<QByteArray> sorted{"A", "a", "a!", "a-b", "a/b", "a/b/c", "a//", "a0", "z", "\xc3\xa9", "\xe6\x97\xa5",
                                   "\xf0\x9f\x98\x80"};
    QList<QByteArray> expected = sorted;
    std::sort(expected.begin(), expected.end());
    for (const QByteArray &key : sorted)
        QCOMPARE(m_client->put("/data/" + key, "x").status, 200);
    QCOMPARE(listAll("data", {}), expected);
    for (const QByteArray &key : sorted)
        QCOMPARE(m_client->send("DELETE", "/data/" + key).status, 204);
    QCOMPARE(listAll("data", {}), QList<QByteArray>());
}

void tst_EndpointListing::pages_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::addColumn<int>("pageCount");
    QTest::newRow("one by one") << QByteArray("1") << 27;
    QTest::newRow("uneven") << QByteArray("4") << 7;
    QTest::newRow("exact") << QByteArray("27") << 1;
    QTest::newRow("all") << QByteArray("1000") << 1;
    QTest::newRow("more than allowed") << QByteArray("5000") << 1;
}

void tst_EndpointListing::pages()
{
    QFETCH(QByteArray, limit);
    QFETCH(int, pageCount);
    int count = 0;
    const QList<QByteArray> keys = listAll("mixed", {{"max-keys", limit}}, &count);
    QCOMPARE(count, pageCount);
    QCOMPARE(keys.size(), 27);
    QVERIFY(std::is_sorted(keys.begin(), keys.end()));
    QCOMPARE(QSet<QByteArray>(keys.begin(), keys.end()).size(), 27);
    // Between two keys of the other set.
    QCOMPARE(keys.indexOf("a/05x"), keys.indexOf("a/05") + 1);
}

void tst_EndpointListing::pagesOfVersionOne()
{
    QList<QByteArray> all;
    QByteArray marker;
    for (int page = 0; page < 100; ++page) {
        const Answer answer = m_client->send("GET", "/mixed", {{"max-keys", "5"}, {"marker", marker}});
        all += answer.elements(u"Key"_s);
        if (answer.element(u"IsTruncated"_s) != "true")
            break;
        marker = all.last();
    }
    QCOMPARE(all, listAll("mixed", {}));
    // With a delimiter the marker may be a common prefix.
    QList<QByteArray> names;
    marker.clear();
    for (int page = 0; page < 100; ++page) {
        const Answer answer =
            m_client->send("GET", "/mixed", {{"max-keys", "1"}, {"marker", marker}, {"delimiter", "/"}});
        names += answer.elements(u"Key"_s) + answer.elements(u"CommonPrefixes"_s);
        marker = answer.element(u"NextMarker"_s);
        if (marker.isEmpty())
            break;
    }
    QCOMPARE(names, (QList<QByteArray>{"a/", "b/", "top"}));
}

void tst_EndpointListing::delimiter_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArray>("separator");
    QTest::addColumn<QList<QByteArray>>("expected");
    QTest::newRow("top") << QByteArray() << QByteArray("/") << QList<QByteArray>{"top", "a/", "b/"};
    QTest::newRow("inner") << QByteArray("b/") << QByteArray("/") << QList<QByteArray>{"b/1", "b/2", "b/3", "b/4", "b/5"};
    QTest::newRow("within a name") << QByteArray("a/0") << QByteArray("5") << QList<QByteArray>{
        "a/01", "a/02", "a/03", "a/04", "a/06", "a/07", "a/08", "a/09", "a/05"};
    QTest::newRow("none") << QByteArray("none") << QByteArray("/") << QList<QByteArray>{};
}

void tst_EndpointListing::delimiter()
{
    QFETCH(QByteArray, prefix);
    QFETCH(QByteArray, separator);
    QFETCH(QList<QByteArray>, expected);
    const QueryList query{{"prefix", prefix}, {"delimiter", separator}};
    QCOMPARE(listAll("mixed", query), expected);
    // The same a page at a time: nothing twice, nothing lost.
    const QList<QByteArray> paged = listAll("mixed", query + QueryList{{"max-keys", "1"}});
    QCOMPARE(QSet<QByteArray>(paged.begin(), paged.end()), QSet<QByteArray>(expected.begin(), expected.end()));
    QCOMPARE(paged.size(), expected.size());
}

void tst_EndpointListing::versions()
{
    QList<QByteArray> all;
    QByteArray marker;
    do {
        QueryList query{{"versions", ""}, {"prefix", "a/"}, {"max-keys", "7"}};
        if (!marker.isEmpty())
            query.append({QByteArray("key-marker"), marker});
        const Answer answer = m_client->send("GET", "/mixed", query);
        QCOMPARE(answer.status, 200);
        const QList<QByteArray> keys = answer.elements(u"Key"_s);
        QCOMPARE(answer.elements(u"VersionId"_s), QList<QByteArray>(keys.size(), "null"));
        QCOMPARE(answer.elements(u"IsLatest"_s), QList<QByteArray>(keys.size(), "true"));
        all += keys;
        marker = answer.element(u"NextKeyMarker"_s);
    } while (!marker.isEmpty());
    QCOMPARE(all, listAll("mixed", {{"prefix", "a/"}}));
}

void tst_EndpointListing::startAfter()
{
    QCOMPARE(listAll("mixed", {{"start-after", "b/2"}}), (QList<QByteArray>{"b/3", "b/4", "b/5", "top"}));
    QCOMPARE(listAll("mixed", {{"start-after", "b/2x"}}), (QList<QByteArray>{"b/3", "b/4", "b/5", "top"}));
    QCOMPARE(listAll("mixed", {{"start-after", "top"}}), QList<QByteArray>());
    QCOMPARE(listAll("mixed", {{"max-keys", "0"}}), QList<QByteArray>());
}

void tst_EndpointListing::urlEncoding()
{
    QCOMPARE(m_client->put("/data/e/a b+\x02\xc3\xa9", "x").status, 200);
    const Answer answer =
        m_client->send("GET", "/data", {{"list-type", "2"}, {"encoding-type", "url"}, {"prefix", "e/a b"}});
    QCOMPARE(answer.element(u"Key"_s), QByteArray("e/a%20b%2B%02%C3%A9"));
    QCOMPARE(answer.element(u"Prefix"_s), QByteArray("e/a%20b"));
    QCOMPARE(answer.element(u"EncodingType"_s), QByteArray("url"));
    QCOMPARE(m_client->send("DELETE", "/data/e/a b+\x02\xc3\xa9").status, 204);
}

void tst_EndpointListing::badArguments()
{
    for (const QueryList &query : {QueryList{{"max-keys", "x"}}, QueryList{{"max-keys", "-1"}},
                                   QueryList{{"encoding-type", "other"}}, QueryList{{"continuation-token", "!"}}}) {
        const Answer answer = m_client->send("GET", "/data", query + QueryList{{"list-type", "2"}});
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.element(u"Code"_s), QByteArray("InvalidArgument"));
    }
    QCOMPARE(m_client->send("GET", "/none", {{"list-type", "2"}}).element(u"Code"_s), QByteArray("NoSuchBucket"));
    QCOMPARE(m_client->send("GET", "/data", {{"acl", ""}}).element(u"Code"_s), QByteArray("NotImplemented"));
}

void tst_EndpointListing::filesThatComeAndGo()
{
    // Files are put there and taken away by others while the endpoint keeps its list.
    QDir folder(m_folder.path());
    QList<QByteArray> expected;
    QVERIFY(folder.mkpath(u"x/y/z"_s));
    for (int i = 0; i < 50; ++i) {
        const QString name = u"x/%1/file%2"_s.arg(i % 2 ? u"y"_s : u"y/z"_s).arg(i);
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        expected.append(name.toUtf8());
        std::sort(expected.begin(), expected.end());
        QCOMPARE(listAll("data", {{"prefix", "x/"}}), expected);
    }
    while (!expected.isEmpty()) {
        QVERIFY(folder.remove(QString::fromUtf8(expected.takeFirst())));
        QCOMPARE(listAll("data", {{"prefix", "x/"}}), expected);
    }
    QVERIFY(QDir(folder.filePath(u"x"_s)).removeRecursively());
    QCOMPARE(listAll("data", {}), QList<QByteArray>());
}

void tst_EndpointListing::millionKeys()
{
    // Pages from all over; each must cost the same, wherever it lies.
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i) {
        const QByteArray after = "k/" + QByteArray::number(i * 50'000).rightJustified(7, '0');
        const Answer answer = m_client->send("GET", "/million", {{"list-type", "2"}, {"start-after", after}});
        const QList<QByteArray> keys = answer.elements(u"Key"_s);
        QCOMPARE(keys.size(), 1000);
        QCOMPARE(keys.first(), "k/" + QByteArray::number(i * 50'000 + 1).rightJustified(7, '0'));
        QCOMPARE(answer.element(u"IsTruncated"_s), QByteArray("true"));
    }
    QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()));
    const Answer last = m_client->send("GET", "/million", {{"list-type", "2"}, {"start-after", "k/0999000"}});
    QCOMPARE(last.elements(u"Key"_s).size(), 1000);
    QCOMPARE(last.element(u"IsTruncated"_s), QByteArray("false"));
}

void tst_EndpointListing::buckets()
{
    QCOMPARE(m_client->send("PUT", "/new-bucket").status, 200);
    QVERIFY(QDir(m_root.filePath(u"new-bucket"_s)).exists());
    QCOMPARE(m_client->send("PUT", "/new-bucket").status, 409);
    QCOMPARE(m_client->send("PUT", "/Bad_Name").element(u"Code"_s), QByteArray("InvalidBucketName"));
    QCOMPARE(m_client->send("GET", "/").elements(u"Name"_s),
             (QList<QByteArray>{"data", "million", "mixed", "new-bucket"}));
    QCOMPARE(m_client->send("HEAD", "/new-bucket").status, 200);
    QCOMPARE(m_client->send("HEAD", "/no-bucket").status, 404);
    QCOMPARE(m_client->put("/new-bucket/a//b", "x").status, 200);
    QCOMPARE(m_client->send("DELETE", "/new-bucket").element(u"Code"_s), QByteArray("BucketNotEmpty"));
    QCOMPARE(m_client->send("DELETE", "/new-bucket/a//b").status, 204);
    QCOMPARE(m_client->send("DELETE", "/new-bucket").status, 204);
    QVERIFY(!QDir(m_root.filePath(u"new-bucket"_s)).exists());
    QCOMPARE(m_client->send("GET", "/data", {{"location", ""}}).element(u"LocationConstraint"_s), QByteArray());
    QCOMPARE(m_client->send("DELETE", "/data").element(u"Code"_s), QByteArray("AccessDenied"));
}

QTEST_GUILESS_MAIN(tst_EndpointListing)
#include "tst_endpointlisting.moc"
