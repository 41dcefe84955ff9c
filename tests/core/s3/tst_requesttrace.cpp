// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/requesttrace.h"

#include <QtTest>

using namespace millrace;

class TestRequestTrace : public QObject
{
    Q_OBJECT
private slots:
    void operations_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<bool>("copies");
        QTest::addColumn<QByteArray>("name");
        const auto row = [](const char *method, const char *key, const char *query, bool copies, const char *name) {
            QTest::newRow(name) << QByteArray(method) << QString::fromLatin1(key) << QByteArray(query) << copies << QByteArray(name);
        };
        row("GET", "k", "", false, "GetObject");
        row("HEAD", "k", "partNumber", false, "HeadObject");
        row("PUT", "k", "", false, "PutObject");
        row("PUT", "k", "", true, "CopyObject");
        row("PUT", "k", "partNumber,uploadId", false, "UploadPart");
        row("PUT", "k", "partNumber,uploadId", true, "UploadPartCopy");
        row("POST", "k", "uploads", false, "CreateMultipartUpload");
        row("POST", "k", "uploadId", false, "CompleteMultipartUpload");
        row("DELETE", "k", "uploadId", false, "AbortMultipartUpload");
        row("DELETE", "k", "", false, "DeleteObject");
        row("GET", "", "list-type,prefix", false, "ListObjectsV2");
        row("GET", "", "uploads", false, "ListMultipartUploads");
        row("POST", "", "delete", false, "DeleteObjects");
        row("HEAD", "", "", false, "HeadBucket");
        row("PUT", "k", "tagging", false, "PutObjectTagging");
        row("PATCH", "k", "", false, "PATCH");
    }
    void operations()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, key);
        QFETCH(QByteArray, query);
        QFETCH(bool, copies);
        QFETCH(QByteArray, name);
        QueryList list;
        for (const QByteArray &item : query.split(','))
            list.emplaceBack(item, "1");
        HeaderList headers;
        if (copies)
            headers.emplaceBack("X-Amz-Copy-Source", "/a/b");
        QCOMPARE(operationName(method, QStringLiteral("bucket"), key, list, headers), name);
    }
    void withoutABucket()
    {
        QCOMPARE(operationName("GET", {}, {}, {}, {}), QByteArray("ListBuckets"));
    }
};

QTEST_APPLESS_MAIN(TestRequestTrace)
#include "tst_requesttrace.moc"
