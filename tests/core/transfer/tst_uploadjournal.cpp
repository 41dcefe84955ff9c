// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/uploadjournal.h"

#include "support/testendpoint.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestUploadJournal : public QObject
{
    Q_OBJECT

    const QString m_source = u"/data/file"_s;
    const QString m_target = u"http://host s3://bucket/key"_s;
    std::unique_ptr<QTemporaryDir> m_folder;

    Result<std::unique_ptr<UploadJournal>> take() const { return UploadJournal::take(m_folder->path(), m_source, m_target); }
    QStringList files() const { return filesBelow(m_folder->path()); }
    static UploadRecord someRecord()
    {
        UploadRecord record;
        record.uploadId = u"id"_s;
        record.partSize = 5 * MiB;
        record.checksum = u"crc32c"_s;
        record.source = {7 * MiB, (qint64(1) << 60) + 1, (quint64(1) << 63) + 1};
        record.terms = "digest";
        return record;
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsNotedComesBack()
    {
        {
            const auto journal = take();
            QVERIFY(journal);
            QVERIFY(!(*journal)->load());
            UploadRecord longer = someRecord();
            longer.terms = QByteArray(500, 'x');
            QVERIFY((*journal)->save(longer));
            QVERIFY((*journal)->save(someRecord())); // over a longer one
        }
        const auto again = take();
        const auto record = (*again)->load();
        QVERIFY(record);
        QCOMPARE(record->uploadId, u"id"_s);
        QCOMPARE(record->partSize, 5 * MiB);
        QCOMPARE(record->checksum, u"crc32c"_s);
        QVERIFY(record->source == someRecord().source);
        QCOMPARE(record->terms, QByteArray("digest"));
        const auto listed = UploadJournal::list(m_folder->path());
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed.first().source, m_source);
        QCOMPARE(listed.first().target, m_target);
        (*again)->remove();
        QCOMPARE(files(), QStringList());
    }

    void oneProcessAtATime()
    {
        auto journal = take();
        QVERIFY(journal);
        QVERIFY((*journal)->save(someRecord()));
        const auto second = take();
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Conflict);
        QCOMPARE(second.error().cause, ErrorCause::InUse);
        journal->reset();
        QVERIFY(take());
    }

    void nothingNotedNothingLeft()
    {
        QVERIFY(take());
        QCOMPARE(files(), QStringList());
    }

    /// A process may be killed at any moment: whatever it leaves must not keep the next one out.
    void leftByAKilledProcess_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addRow("empty") << QByteArray();
        QTest::addRow("half a note") << QByteArray("{\"millrace_upload\": 1, \"source\": \"/da");
        QTest::addRow("zeros") << QByteArray(200, '\0');
    }
    void leftByAKilledProcess()
    {
        QFETCH(QByteArray, left);
        {
            const auto journal = take();
            QVERIFY((*journal)->save(someRecord()));
        }
        QCOMPARE(files().size(), 1);
        QFile file(m_folder->filePath(files().first()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(left) == left.size());
        file.close();
        QVERIFY(UploadJournal::list(m_folder->path()).isEmpty());
        const auto journal = take();
        QVERIFY2(journal, qPrintable(journal ? QString() : journal.error().message));
        QVERIFY(!(*journal)->load());
        QVERIFY((*journal)->save(someRecord()));
        QVERIFY((*journal)->load());
    }
};

QTEST_GUILESS_MAIN(TestUploadJournal)
#include "tst_uploadjournal.moc"
