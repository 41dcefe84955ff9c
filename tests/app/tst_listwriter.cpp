// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/listwriter.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestListWriter : public QObject
{
    Q_OBJECT
private slots:
    void longForm();
    void plainForm();
    void treeAcrossPages();
    void jsonForm();
    void bucketNames();
    void counts();
};

static ObjectInfo object(const QString &key, ByteCount size)
{
    ObjectInfo info;
    info.key = key;
    info.size = size;
    info.etag = "abc";
    info.lastModified = QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7), Qt::UTC);
    info.storageClass = u"STANDARD"_s;
    return info;
}

static ListPage page(QList<ObjectInfo> objects, QStringList prefixes = {})
{
    ListPage p;
    p.objects = std::move(objects);
    p.commonPrefixes = std::move(prefixes);
    return p;
}

void TestListWriter::longForm()
{
    ListWriter writer(ListFormat::Long, {}, false, false);
    const QString time = QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7), Qt::UTC).toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    // Folders stand where their name sorts, among the objects.
    QCOMPARE(QString::fromUtf8(writer.page(page({object(u"a.txt"_s, 1536), object(u"c\x1b"_s, 5)}, {u"b/"_s}))),
             u"%1   1.50 KiB  a.txt\n                        folder  b/\n%1        5 B  c\\u{1b}\n"_s.arg(time));
    ListWriter bytes(ListFormat::Long, {}, true, false);
    QCOMPARE(QString::fromUtf8(bytes.page(page({object(u"a"_s, 1536)}))), u"%1            1536  a\n"_s.arg(time));
}

void TestListWriter::plainForm()
{
    ListWriter writer(ListFormat::Plain, u"p/"_s, false, false);
    QCOMPARE(writer.page(page({object(u"p/a"_s, 1)}, {u"p/b/"_s})), QByteArray("p/a\np/b/\n"));
}

void TestListWriter::treeAcrossPages()
{
    ListWriter writer(ListFormat::Tree, u"p/"_s, true, false);
    QCOMPARE(writer.page(page({object(u"p/a"_s, 1), object(u"p/b/1"_s, 2)})), QByteArray("a  1\nb/\n  1  2\n"));
    // The open folder is not named again on the next page.
    QCOMPARE(writer.page(page({object(u"p/b/2"_s, 3), object(u"p/b/c/x"_s, 4), object(u"p/d//y"_s, 5)})),
             QByteArray("  2  3\n  c/\n    x  4\nd/\n  /\n    y  5\n"));
}

void TestListWriter::jsonForm()
{
    ListWriter writer(ListFormat::Json, {}, false, false);
    QByteArray text = writer.page(page({object(u"a\n"_s, 7)}, {u"b/"_s}));
    text += writer.end();
    const QList<QByteArray> lines = text.trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(first[u"type"].toString(), u"object"_s);
    QCOMPARE(first[u"key"].toString(), u"a\n"_s);
    QCOMPARE(first[u"size"].toInt(), 7);
    QCOMPARE(first[u"last_modified"].toString(), u"2026-03-04T05:06:07.000Z"_s);
    QCOMPARE(QJsonDocument::fromJson(lines[1]).object()[u"type"].toString(), u"prefix"_s);
    QCOMPARE(QJsonDocument::fromJson(lines[2]).object()[u"objects"].toInt(), 1);
}

void TestListWriter::bucketNames()
{
    ListWriter writer(ListFormat::Long, {}, false, false);
    QCOMPARE(writer.buckets({u"one"_s, u"two"_s}), QByteArray("s3://one/\ns3://two/\n"));
}

void TestListWriter::counts()
{
    ListWriter writer(ListFormat::Plain, {}, false, false);
    QVERIFY(writer.isEmpty());
    for (int i = 0; i < 1300; ++i)
        writer.page(page({object(u"k"_s, MiB)}));
    QCOMPARE(writer.summary(), u"1,300 objects, 1.27 GiB"_s);
    writer.page(page({}, {u"b/"_s}));
    QVERIFY(writer.summary().endsWith(u"; 1 folder, whose content is not counted (--recursive goes into them)"_s));
}

QTEST_GUILESS_MAIN(TestListWriter)
#include "tst_listwriter.moc"
