// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/localnames.h"
#include "transfer/localsegment.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

QString folded(const QString &path, bool caseInsensitive)
{
    return caseInsensitive ? path.normalized(QString::NormalizationForm_D).toCaseFolded().normalized(
               QString::NormalizationForm_D)
                           : path;
}

struct Key
{
    QString key;
    ByteCount size;
};

/// Keys made of the names that go wrong, over and over, so that they also meet one another.
QList<Key> nastyKeys(quint32 seed, int count)
{
    static const QStringList names = {
        u""_s, u"."_s, u".."_s, u"..."_s, u"a"_s, u"A"_s, u"b"_s, u"a "_s, u"a."_s, u"_"_s, u"__"_s, u"~"_s, u"-"_s,
        u"CON"_s, u"con.txt"_s, u"nul"_s, u"Com1.a.b"_s, u"LPT\u00b2"_s, u"a:b"_s, u"a\\b"_s, u"..\\.."_s, u"a*?\"<>|"_s,
        u"a\nb"_s, u"\x1b[31m"_s, QString(QChar(0)), u"\x7f"_s, u"\u0085"_s, u"\u202ea"_s, u"\ufeff"_s, u"\uffff"_s,
        u"\u00e9"_s, u"e\u0301"_s, u"\u00c9"_s, u"\u00df"_s, u"ss"_s, u"SS"_s, u"\u212b"_s, u"\u00e5"_s, u"\U0001F600"_s,
        QString(QChar(0xd800)), QString(QChar(0xdc00)) + u'x', u"a.millrace-part"_s, u"a.millrace-journal"_s,
        u"A.Millrace-Part"_s, u"a.millrace-long-part"_s, u".millrace-part"_s, u"x"_s.repeated(241), u"x"_s.repeated(242),
        u"x"_s.repeated(255), u"x"_s.repeated(256), u"X"_s.repeated(255), u"\u65e5"_s.repeated(85),
        u"\u65e5"_s.repeated(86), u"\U0001F600"_s.repeated(70), u"x"_s.repeated(900), u"a~ca978112"_s, u"a~c14cddc0"_s,
    };
    QRandomGenerator random(seed);
    QList<Key> keys;
    for (int i = 0; i < count; ++i) {
        QStringList parts;
        const int depth = 1 + random.bounded(5);
        for (int level = 0; level < depth; ++level)
            parts.append(names[random.bounded(random.bounded(3) ? 8 : int(names.size()))]);
        QString key = parts.join(u'/');
        if (random.bounded(500) == 0)
            key = u"../"_s.repeated(random.bounded(341)) + key;
        if (random.bounded(500) == 0)
            key = u"/"_s.repeated(random.bounded(1024));
        keys.append({key, random.bounded(2) ? 0 : 5});
    }
    return keys;
}

/// Throws every promise of LocalNames at one list of keys. Returns what is wrong, or nothing.
QString brokenPromise(const QList<Key> &keys, const LocalNameOptions &options, QList<LocalName> *out = nullptr)
{
    LocalNames names(options);
    QSet<QString> files, folders;
    static const QRegularExpression suffix(u"~[0-9a-f]{8}(-[0-9]+)?(/|$)"_s);
    for (const Key &key : keys) {
        const LocalName name = names.assign(key.key, key.size);
        const auto broken = [&](const QString &what) {
            return u"%1: key \"%2\" at \"%3\""_s.arg(what, key.key.left(80), name.path.left(80));
        };
        if (name.folderMarker != ((key.key.isEmpty() || key.key.endsWith(u'/')) && key.size == 0))
            return broken(u"wrong idea of folder markers"_s);
        QStringList parts = name.path.split(u'/');
        if (name.folderMarker && name.path.isEmpty())
            parts.clear();
        for (const QString &part : std::as_const(parts)) {
            if (part.isEmpty() || part == u"."_s || part == u".."_s || part.contains(QChar(0)))
                return broken(u"outside the folder"_s);
            if (part.toUtf8().size() > 255)
                return broken(u"name too long"_s);
            if (part.endsWith(u".millrace-part"_s, Qt::CaseInsensitive)
                || part.endsWith(u".millrace-journal"_s, Qt::CaseInsensitive))
                return broken(u"a temporary file's name"_s);
            if (QString::fromUtf8(part.toUtf8()) != part && !part.startsWith(QChar(0xfeff)))
                return broken(u"does not survive UTF-8"_s);
        }
        if (options.targetFolder.toUtf8().size() + 1 + journalFileName(name.path).toUtf8().size() > 4095)
            return broken(u"path too long"_s);
        if (name.renamedBecause.isEmpty()) {
            if (name.path != (name.folderMarker && !key.key.isEmpty() ? key.key.chopped(1) : key.key))
                return broken(u"renamed without a reason"_s);
        } else if (!suffix.match(name.path).hasMatch()) {
            return broken(u"renamed without a hash"_s);
        }
        for (qsizetype i = 1; i < parts.size() + name.folderMarker; ++i)
            folders.insert(folded(parts.first(i).join(u'/'), options.caseInsensitive));
        if (!name.folderMarker) {
            const QString path = folded(name.path, options.caseInsensitive);
            if (files.contains(path))
                return broken(u"two keys on one path"_s);
            files.insert(path);
        }
        if (out)
            out->append(name);
    }
    if (files.intersects(folders))
        return u"a path is a file and a folder"_s;
    return {};
}

} // namespace

class TestLocalNames : public QObject
{
    Q_OBJECT
private slots:
    void ordinaryKeysKeepTheirNames()
    {
        LocalNames names;
        for (const auto &key : {u"a"_s, u"b/c.txt"_s, u"b/d/e"_s, u"A"_s, u"x y+%z"_s, u"\u65e5\u672c/\u8a9e"_s, u"..."_s,
                                u".hidden"_s, u"a:b"_s, u"CON"_s, u"back\\slash"_s, u"x"_s.repeated(255)}) {
            const LocalName name = names.assign(key, 1);
            QCOMPARE(name.path, key);
            QCOMPARE(name.renamedBecause, QString());
            QVERIFY(!name.folderMarker);
        }
    }

    void renames_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("windows");
        QTest::addColumn<QString>("path"); // the hashes are from: printf KEY | sha256sum
        QTest::addColumn<QString>("reason");
        QTest::newRow("dot dot") << u"../x"_s << false << u"__~SHA(../)/x"_s << u"`..` would leave the folder"_s;
        QTest::newRow("dot") << u"a/./x"_s << false << u"a/_~SHA(a/./)/x"_s << u"`.` is no name of its own"_s;
        QTest::newRow("leading slash") << u"/etc/passwd"_s << false << u"_~SHA(/)/etc/passwd"_s
                                       << u"a leading `/` would leave the folder"_s;
        QTest::newRow("double slash") << u"a//b"_s << false << u"a/_~SHA(a//)/b"_s
                                      << u"a name between slashes is empty"_s;
        QTest::newRow("trailing slash with bytes")
            << u"a/b/"_s << false << u"a/b/_~SHA(a/b/)"_s << u"a key that ends in `/` but has bytes is no folder"_s;
        QTest::newRow("empty with bytes") << u""_s << false << u"_~e3b0c442"_s
                                          << u"a key that ends in `/` but has bytes is no folder"_s;
        QTest::newRow("temporary file") << u"a.millrace-part"_s << false << u"a.millrace-part~SHA(a.millrace-part)"_s
                                        << u"the name is kept for unfinished downloads"_s;
        QTest::newRow("device") << u"d/con.txt"_s << true << u"d/_con.txt~SHA(d/con.txt)"_s
                                << u"`con.txt` is the name of a device"_s;
        QTest::newRow("colon") << u"C:/x"_s << true << u"C_~SHA(C:/)/x"_s << u"`:` is not allowed in file names"_s;
        QTest::newRow("backslash") << u"..\\x"_s << true << u".._x~SHA(..\\x)"_s
                                   << u"`\\` is not allowed in file names"_s;
        QTest::newRow("trailing dot") << u"a."_s << true << u"a_~SHA(a.)"_s
                                      << u"a name cannot end in a dot or a space"_s;
        QTest::newRow("control") << u"a\x07"_s << false << u"a_~SHA(a\x07)"_s << u"it holds a control character"_s;
        QTest::newRow("two reasons") << u"../a\x07"_s << false << u"__~SHA(../)/a_~SHA(../a\x07)"_s
                                     << u"`..` would leave the folder; it holds a control character"_s;
    }

    void renames()
    {
        QFETCH(QString, key);
        QFETCH(bool, windows);
        QFETCH(QString, path);
        QFETCH(QString, reason);
        static const QRegularExpression sha(u"SHA\\((.*?)\\)"_s);
        for (auto match = sha.match(path); match.hasMatch(); match = sha.match(path)) {
            const QByteArray hash = QCryptographicHash::hash(match.captured(1).toUtf8(), QCryptographicHash::Sha256);
            path.replace(match.captured(0), QLatin1StringView(hash.toHex().first(8)));
        }
        LocalNameOptions options;
        options.windowsReserved = windows;
        const LocalName name = LocalNames(options).assign(key, 1);
        QCOMPARE(name.path, path);
        QCOMPARE(name.renamedBecause, reason);
    }

    void folderMarkers()
    {
        LocalNames names;
        LocalName name = names.assign(u"a/b/"_s, 0);
        QVERIFY(name.folderMarker);
        QCOMPARE(name.path, u"a/b"_s);
        QCOMPARE(name.renamedBecause, QString());
        QCOMPARE(names.assign(u"a/b/c"_s, 1).path, u"a/b/c"_s);
        name = names.assign(u""_s, 0);
        QVERIFY(name.folderMarker);
        QCOMPARE(name.path, QString());
        QVERIFY(names.assign(u"a/b"_s, 1).path.startsWith(u"a/b~"_s));
    }

    void fileBesideFolder()
    {
        LocalNames fileFirst;
        QCOMPARE(fileFirst.assign(u"a"_s, 1).path, u"a"_s);
        const LocalName inside = fileFirst.assign(u"a/b"_s, 1);
        QVERIFY(inside.path.startsWith(u"a~"_s) && inside.path.endsWith(u"/b"_s));
        QCOMPARE(inside.renamedBecause, u"`a` is also a file"_s);
        // Its keys stay together, deep ones and the marker too.
        const QString folder = inside.path.chopped(2);
        QCOMPARE(fileFirst.assign(u"a/c/d"_s, 1).path, folder + u"/c/d"_s);
        QCOMPARE(fileFirst.assign(u"a/"_s, 0).path, folder);
        QCOMPARE(fileFirst.assign(u"a/"_s, 9).path.section(u'/', 0, 0), folder);

        LocalNames folderFirst;
        QCOMPARE(folderFirst.assign(u"x/y/a/b"_s, 1).path, u"x/y/a/b"_s);
        const LocalName file = folderFirst.assign(u"x/y/a"_s, 1);
        QVERIFY(file.path.startsWith(u"x/y/a~"_s));
        QCOMPARE(file.renamedBecause, u"`a` is also a folder"_s);
        QVERIFY(folderFirst.assign(u"x"_s, 1).path.startsWith(u"x~"_s));
        QCOMPARE(folderFirst.assign(u"x/y/a/c"_s, 1).path, u"x/y/a/c"_s);
    }

    void caseAndUnicodeForm()
    {
        LocalNames exact;
        for (const auto &key : {u"Readme"_s, u"README"_s, u"\u00e9"_s, u"e\u0301"_s})
            QCOMPARE(exact.assign(key, 1).path, key);

        LocalNameOptions options;
        options.caseInsensitive = true;
        LocalNames folding(options);
        QCOMPARE(folding.assign(u"d/Readme"_s, 1).path, u"d/Readme"_s);
        const LocalName other = folding.assign(u"D/README"_s, 1);
        QVERIFY(other.path.startsWith(u"D/README~"_s));
        QVERIFY(other.renamedBecause.contains(u"only by case"_s));
        QCOMPARE(folding.assign(u"\u00e9"_s, 1).path, u"\u00e9"_s);
        QVERIFY(folding.assign(u"e\u0301"_s, 1).path.startsWith(u"e\u0301~"_s));
        QVERIFY(folding.assign(u"\u00c9"_s, 1).path.startsWith(u"\u00c9~"_s));
        QVERIFY(folding.assign(u"D"_s, 1).path.startsWith(u"D~"_s));
    }

    void aKeyThatLooksLikeARenamedOne()
    {
        const QString renamed = LocalNames().assign(u"a//b"_s, 1).path;
        LocalNames first, second;
        QCOMPARE(first.assign(u"a//b"_s, 1).path, renamed);
        QVERIFY(first.assign(renamed, 1).path != renamed);
        QCOMPARE(second.assign(renamed, 1).path, renamed);
        QVERIFY(second.assign(u"a//b"_s, 1).path != renamed);
    }

    void theSameKeyTwice()
    {
        LocalNames names;
        QSet<QString> paths;
        for (int i = 0; i < 20; ++i)
            paths.insert(names.assign(u"a/b"_s, 1).path);
        QCOMPARE(paths.size(), 20);
    }

    void longNames()
    {
        LocalNames names;
        const LocalName a = names.assign(u"\u65e5"_s.repeated(86), 1);
        QVERIFY(a.path.toUtf8().size() <= 255);
        QCOMPARE(a.renamedBecause, u"the name is longer than 255 bytes"_s);
        const LocalName b = names.assign(u"\u65e5"_s.repeated(86) + u'x', 1);
        QVERIFY(b.path != a.path);

        const LocalName deep = names.assign(u"/"_s.repeated(1000) + u"name.txt"_s, 1);
        QVERIFY(deep.path.contains(u"name.txt~"_s));
        QVERIFY(!deep.path.contains(u'/'));
        QCOMPARE(deep.renamedBecause, u"the path is too long"_s);
    }

    void randomKeys_data()
    {
        QTest::addColumn<bool>("caseInsensitive");
        QTest::addColumn<bool>("windowsReserved");
        QTest::addColumn<QString>("target");
        for (const bool caseInsensitive : {false, true}) {
            for (const bool windows : {false, true}) {
                QTest::addRow("case %d, windows %d", caseInsensitive, windows)
                    << caseInsensitive << windows << u"/tmp"_s;
                QTest::addRow("case %d, windows %d, deep target", caseInsensitive, windows)
                    << caseInsensitive << windows << u"/tmp/"_s + u"0123456789/"_s.repeated(300);
            }
        }
    }

    void randomKeys()
    {
        LocalNameOptions options;
        QFETCH(bool, caseInsensitive);
        QFETCH(bool, windowsReserved);
        QFETCH(QString, target);
        options.caseInsensitive = caseInsensitive;
        options.windowsReserved = windowsReserved;
        options.targetFolder = target;
        static const QRegularExpression reserved(u"[<>:\"|?*\\\\]|[. ](/|$)"_s);
        for (quint32 seed = 1; seed <= 3; ++seed) {
            QList<Key> keys = nastyKeys(seed, 1000);
            QList<LocalName> names;
            QString broken = brokenPromise(keys, options, &names);
            QVERIFY2(broken.isEmpty(), qPrintable(broken));
            if (windowsReserved) {
                for (const LocalName &name : std::as_const(names))
                    QVERIFY2(!reserved.match(name.path).hasMatch(), qPrintable(name.path));
            }
            // The same list gives the same names.
            LocalNames again(options);
            for (qsizetype i = 0; i < keys.size(); ++i) {
                const LocalName name = again.assign(keys[i].key, keys[i].size);
                QCOMPARE(name.path, names[i].path);
                QCOMPARE(name.renamedBecause, names[i].renamedBecause);
            }
            // An adversary who knows every name given takes them as keys: after, before, and with more below them.
            QList<Key> adversary;
            for (const LocalName &name : std::as_const(names)) {
                adversary.append({name.path, 1});
                adversary.append({name.path + u"/a"_s, 1});
                adversary.append({partFileName(name.path), 1});
                adversary.append({name.path.section(u'/', 0, 0), 1});
            }
            broken = brokenPromise(keys + adversary, options);
            QVERIFY2(broken.isEmpty(), qPrintable(broken));
            broken = brokenPromise(adversary + keys, options);
            QVERIFY2(broken.isEmpty(), qPrintable(broken));
        }
    }

    void allOfThemOnDisk()
    {
        QTemporaryDir dir;
        QVERIFY(dir.isValid());
        LocalNameOptions options;
        options.targetFolder = dir.path();
        const QList<Key> keys = nastyKeys(99, 1500);
        QList<LocalName> names;
        const QString broken = brokenPromise(keys, options, &names);
        QVERIFY2(broken.isEmpty(), qPrintable(broken));

        // All part files and journals exist at once, as in the worst of runs, before any file gets its name.
        const QDir target(dir.path());
        QHash<QString, QByteArray> contents;
        for (qsizetype i = 0; i < names.size(); ++i) {
            const QString &path = names[i].path;
            if (names[i].folderMarker) {
                QVERIFY2(path.isEmpty() || target.mkpath(path), qPrintable(path));
                continue;
            }
            QVERIFY2(!path.contains(u'/') || target.mkpath(path.section(u'/', 0, -2)), qPrintable(path));
            for (const QString &temp : {partFileName(path), journalFileName(path)}) {
                QFile file(target.filePath(temp));
                QVERIFY2(file.open(QIODevice::WriteOnly | QIODevice::NewOnly), qPrintable(temp));
                file.write(QByteArray::number(i));
            }
        }
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (names[i].folderMarker)
                continue;
            const QString path = target.filePath(names[i].path);
            QVERIFY2(!QFile::exists(path), qPrintable(path));
            QVERIFY2(QFile::rename(partFileName(path), path), qPrintable(path));
            QVERIFY(QFile::remove(journalFileName(path)));
            contents.insert(path, QByteArray::number(i));
        }
        int found = 0;
        for (QDirIterator it(dir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();) {
            QFile file(it.next());
            QVERIFY2(contents.contains(file.fileName()), qPrintable(file.fileName()));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), contents.value(file.fileName()));
            ++found;
        }
        QCOMPARE(found, int(contents.size()));
        QVERIFY(found > 500);
    }

    void tempNames()
    {
        QCOMPARE(partFileName(u"a/b.txt"_s), u"a/b.txt.millrace-part"_s);
        QCOMPARE(journalFileName(u"b.txt"_s), u"b.txt.millrace-journal"_s);
        QSet<QString> all;
        for (const QChar last : {u'y', u'z'}) {
            for (const int length : {1, 237, 238, 239, 240, 241, 242, 254, 255}) {
                const QString name = u"\u00e9"_s.repeated((length - 1) / 2) + u"x"_s.repeated((length - 1) % 2) + last;
                QCOMPARE(name.toUtf8().size(), length);
                for (const QString &temp : {partFileName(u"d/"_s + name), journalFileName(u"d/"_s + name)}) {
                    QVERIFY(temp.startsWith(u"d/"_s));
                    QVERIFY(temp.toUtf8().size() <= 2 + 255);
                    QVERIFY(temp.toUtf8().size() - 2 - name.toUtf8().size() <= longestTempSuffix);
                    QVERIFY(looksLikeTempFile(temp));
                    QVERIFY(!all.contains(temp));
                    all.insert(temp);
                }
            }
        }
        QVERIFY(looksLikeTempFile(u"X.MILLRACE-PART"));
        QVERIFY(!looksLikeTempFile(u"x.millrace-parts"));
    }
};

QTEST_GUILESS_MAIN(TestLocalNames)
#include "tst_localnames.moc"
