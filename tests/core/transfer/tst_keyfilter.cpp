// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/keyfilter.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <fnmatch.h>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestKeyFilter : public QObject
{
    Q_OBJECT
private slots:
    void matching_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char16_t *pattern, const char16_t *key, bool matches) {
            const QString p = QString::fromUtf16(pattern), k = QString::fromUtf16(key);
            QTest::addRow("%s on %s", qPrintable(p), qPrintable(k)) << p << k << matches;
        };
        row(u"data/*.parquet", u"data/a.parquet", true);
        row(u"data/*.parquet", u"data/2024/01/a.parquet", true);
        row(u"data/*.parquet", u"data/a.parquet.tmp", false);
        row(u"data/*.parquet", u"xdata/a.parquet", false);
        row(u"*", u"", true);
        row(u"*", u"a/b/c", true);
        row(u"*", u"a\nb", true);
        row(u"**/x", u"a/b/x", true);
        row(u"**/x", u"x", false);
        row(u"a**b", u"ab", true);
        row(u"a?c", u"abc", true);
        row(u"a?c", u"a/c", true);
        row(u"a?c", u"ac", false);
        row(u"?", u"\U0001F600", true); // one character, two UTF-16 units
        row(u"[a-c]x", u"bx", true);
        row(u"[a-c]x", u"dx", false);
        row(u"[!a-c]x", u"dx", true);
        row(u"[^a-c]x", u"ax", false);
        row(u"[]]", u"]", true);
        row(u"[a-]", u"-", true);
        row(u"[-a]", u"-", true);
        row(u"[\\]]", u"]", true);
        row(u"[[]", u"[", true);
        row(u"[ä-ö]", u"ö", true);
        row(u"A*", u"abc", false);
        row(u"a.b", u"axb", false);
        row(u"a+(b)|c{1}^$", u"a+(b)|c{1}^$", true);
        row(u"a\\*b", u"a*b", true);
        row(u"a\\*b", u"axb", false);
        row(u"a\\*b*", u"a*bcd", true);
        row(u"a\\\\b?", u"a\\bc", true);
        row(u"\\Q*\\E", u"Qx", false);
        row(u"plain", u"plain", true);
        row(u"plain", u"plain2", false);
        row(u"plain?", u"plain2\n", false);
        row(u"*ab*ab", u"abab", true);
        row(u"*ab*ab", u"ab", false);
        row(u"*aab", u"aaab", true);
    }

    void matching()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, key);
        QFETCH(bool, matches);
        const Result<Glob> glob = Glob::parse(pattern, u"--include"_s);
        QVERIFY(glob);
        QCOMPARE(glob->matches(key), matches);
        if (matches)
            QVERIFY(key.startsWith(glob->literalPrefix()));
    }

    void agreesWithFnmatch()
    {
        QRandomGenerator random(1);
        const auto text = [&random](const char *alphabet, int longest) {
            QByteArray out;
            const int length = random.bounded(longest + 1);
            for (int i = 0; i < length; ++i)
                out += alphabet[random.bounded(quint32(strlen(alphabet)))];
            return out;
        };
        int hits = 0;
        for (int round = 0; round < 30'000; ++round) {
            const QByteArray pattern = text("ab/*?*", 8);
            const QByteArray key = text("ab/", 10);
            const bool expected = fnmatch(pattern.constData(), key.constData(), 0) == 0;
            const Result<Glob> glob = Glob::parse(QString::fromLatin1(pattern), u"--include"_s);
            QVERIFY(glob);
            hits += expected;
            if (glob->matches(QString::fromLatin1(key)) != expected)
                QFAIL(qPrintable(u"%1 on %2"_s.arg(QString::fromLatin1(pattern), QString::fromLatin1(key))));
        }
        QVERIFY(hits > 1000);
    }

    void literalPrefix_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<bool>("wild");
        QTest::newRow("star") << u"data/*.parquet"_s << u"data/"_s << true;
        QTest::newRow("question mark") << u"da?a"_s << u"da"_s << true;
        QTest::newRow("set") << u"d[ab]"_s << u"d"_s << true;
        QTest::newRow("all") << u"*"_s << u""_s << true;
        QTest::newRow("escaped") << u"a\\*b/*"_s << u"a*b/"_s << true;
        QTest::newRow("none") << u"a\\*b"_s << u"a*b"_s << false;
        QTest::newRow("not after the star") << u"a*b"_s << u"a"_s << true;
    }

    void literalPrefix()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, prefix);
        QFETCH(bool, wild);
        const Result<Glob> glob = Glob::parse(pattern, u"source"_s);
        QVERIFY(glob);
        QCOMPARE(glob->literalPrefix(), prefix);
        QCOMPARE(glob->hasWildcard(), wild);
    }

    void looksLikeGlob()
    {
        QVERIFY(Glob::looksLikeGlob(u"a*"));
        QVERIFY(Glob::looksLikeGlob(u"a[b"));
        QVERIFY(Glob::looksLikeGlob(u"?"));
        QVERIFY(!Glob::looksLikeGlob(u"a\\b/c"));
    }

    void invalidPatternsNameTheFlag_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::newRow("open set") << u"a[bc"_s;
        QTest::newRow("empty set") << u"a[]"_s;
        QTest::newRow("backward range") << u"[z-a]"_s;
        QTest::newRow("trailing escape") << u"abc\\"_s;
        QTest::newRow("escape at the end of a set") << u"[a\\"_s;
        QTest::newRow("POSIX class") << u"[[:alpha:]]"_s;
    }

    void invalidPatternsNameTheFlag()
    {
        QFETCH(QString, pattern);
        for (const bool exclude : {false, true}) {
            const auto filter = exclude ? KeyFilter::make({}, {u"ok"_s, pattern}) : KeyFilter::make({pattern}, {});
            QVERIFY(!filter);
            QCOMPARE(filter.error().kind, ErrorKind::Config);
            QVERIFY(filter.error().message.contains(pattern));
            QVERIFY(filter.error().message.startsWith(exclude ? u"--exclude"_s : u"--include"_s));
        }
    }

    void hidesAFolderOnlyWithAllItHolds()
    {
        const auto hides = [](const QString &pattern) { return KeyFilter::make({}, {pattern})->excludes(u"private"_s); };
        QVERIFY(hides(u"private/*"_s));
        QVERIFY(hides(u"*"_s));
        // These leave the files below it in.
        QVERIFY(!hides(u"private/"_s));
        QVERIFY(!hides(u"private"_s));
        QVERIFY(!hides(u"private/a*"_s));
    }

    void excludeBeatsInclude()
    {
        QVERIFY(KeyFilter().accepts(u"anything"_s));
        const auto filter = KeyFilter::make({u"*.csv"_s, u"*.json"_s}, {u"tmp/*"_s});
        QVERIFY(filter);
        QVERIFY(filter->accepts(u"a/b.csv"_s));
        QVERIFY(filter->accepts(u"b.json"_s));
        QVERIFY(!filter->accepts(u"b.txt"_s));
        QVERIFY(!filter->accepts(u"tmp/b.csv"_s));
        const auto onlyExclude = KeyFilter::make({}, {u"*.tmp"_s});
        QVERIFY(onlyExclude->accepts(u"a"_s));
        QVERIFY(!onlyExclude->accepts(u"a.tmp"_s));
    }

    void manyStarsStayCheap()
    {
        const auto glob = Glob::parse(u"*a"_s.repeated(20) + u"*b"_s, u"--include"_s);
        QVERIFY(glob);
        // Holds a "b", or the library would know without trying.
        const QString almost = u"a"_s.repeated(1000) + u"bc"_s;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 100; ++i)
            QVERIFY(!glob->matches(almost));
        QVERIFY2(timer.elapsed() < 5000, "matching backtracks without end");
        QVERIFY(glob->matches(almost + u'b')); // and no match limit of the library turned a hit into a miss
    }
};

QTEST_GUILESS_MAIN(TestKeyFilter)
#include "tst_keyfilter.moc"
