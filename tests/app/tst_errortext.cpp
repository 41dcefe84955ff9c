// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/errortext.h"

#include <QSet>
#include <QtTest>
#include <cerrno>

using namespace millrace;
using namespace Qt::StringLiterals;

constexpr int causes = int(ErrorCause::QueueDamaged) + 1;
constexpr int kinds = int(ErrorKind::Config) + 1;

class TestErrorText : public QObject
{
    Q_OBJECT
private slots:
    void everyCauseHasANextStep();
    void everyKindHasANextStep();
    void namesWhatTheUserNeeds_data();
    void namesWhatTheUserNeeds();
    void namesTheObjectAndTheRequest();
    void namesThePathOfALocalError();
    void isSafeForATerminal();
    void configMessagesStandAlone();
};

void TestErrorText::everyCauseHasANextStep()
{
    QSet<QString> sentences;
    for (int i = 1; i < causes; ++i) {
        const ErrorText text = errorText(Error::make(ErrorKind::Protocol, ErrorCause(i), {}));
        QVERIFY2(!text.what.isEmpty(), qPrintable(name(ErrorCause(i))));
        QVERIFY2(text.nextStep.endsWith(u'.'), qPrintable(name(ErrorCause(i))));
        QVERIFY2(!sentences.contains(text.what), qPrintable(text.what));
        sentences.insert(text.what);
    }
    QVERIFY2(name(ErrorCause(causes)).isEmpty(), "a new cause: give it a sentence, a next step, and raise the count");
}

void TestErrorText::everyKindHasANextStep()
{
    for (int i = 0; i < kinds; ++i) {
        const ErrorText text = errorText(Error::make(ErrorKind(i), ErrorCause::None, {}));
        QVERIFY2(!text.what.isEmpty(), qPrintable(name(ErrorKind(i))));
        QCOMPARE(text.nextStep.isEmpty(), ErrorKind(i) == ErrorKind::Cancelled);
    }
    QVERIFY2(name(ErrorKind(kinds)).isEmpty(), "a new kind: give it a sentence, a next step, and raise the count");
}

void TestErrorText::namesWhatTheUserNeeds_data()
{
    QTest::addColumn<int>("cause");
    QTest::addColumn<QString>("word");
    QTest::newRow("wrong key") << int(ErrorCause::BadAccessKey) << u"AWS_ACCESS_KEY_ID"_s;
    QTest::newRow("wrong secret") << int(ErrorCause::BadSecret) << u"AWS_SECRET_ACCESS_KEY"_s;
    QTest::newRow("wrong region") << int(ErrorCause::WrongRegion) << u"--region-name us-west-2"_s;
    QTest::newRow("no bucket") << int(ErrorCause::NoSuchBucket) << u"millrace-cli list"_s;
    QTest::newRow("no key") << int(ErrorCause::NoSuchKey) << u"case-sensitive"_s;
    QTest::newRow("dns") << int(ErrorCause::HostNotFound) << u"--endpoint-url"_s;
    QTest::newRow("refused") << int(ErrorCause::ConnectionRefused) << u"port"_s;
    QTest::newRow("tls") << int(ErrorCause::TlsFailed) << u"--ca-bundle"_s;
    QTest::newRow("web page") << int(ErrorCause::NotS3) << u"NO_PROXY"_s;
    QTest::newRow("clock") << int(ErrorCause::ClockSkew) << u"clock"_s;
    QTest::newRow("disk full") << int(ErrorCause::DiskFull) << u"space"_s;
    QTest::newRow("permission") << int(ErrorCause::PermissionDenied) << u"written to"_s;
    QTest::newRow("bad path") << int(ErrorCause::BadPath) << u"too long"_s;
    QTest::newRow("changed") << int(ErrorCause::ObjectChanged) << u"--version-id"_s;
    QTest::newRow("no credentials") << int(ErrorCause::CredentialsMissing) << u"--no-sign-request"_s;
}

void TestErrorText::namesWhatTheUserNeeds()
{
    QFETCH(int, cause);
    QFETCH(QString, word);
    Error error = Error::make(ErrorKind::Protocol, ErrorCause(cause), {});
    error.region = u"us-west-2"_s;
    QVERIFY2(errorText(error).nextStep.contains(word), qPrintable(errorText(error).nextStep));
}

void TestErrorText::namesTheObjectAndTheRequest()
{
    Error error = Error::make(ErrorKind::NotFound, ErrorCause::NoSuchKey, u"The specified key does not exist"_s);
    error.bucket = u"photos"_s;
    error.key = u"2024/a b.jpg"_s;
    error.httpStatus = 404;
    error.s3Code = u"NoSuchKey"_s;
    error.requestId = u"ABC123"_s;
    QCOMPARE(errorText(error).what,
             u"s3://photos/2024/a b.jpg: no such object (HTTP 404, NoSuchKey, request ABC123)"_s);
    QVERIFY(errorLine(error).contains(u"request ABC123). Keys are"_s));
}

void TestErrorText::namesThePathOfALocalError()
{
    Error error = localError(ENOSPC, u"write"_s, u"/data/big.iso"_s);
    error.bucket = u"b"_s;
    error.key = u"big.iso"_s;
    QVERIFY(errorText(error).what.startsWith(u"/data/big.iso: the disk is full (cannot write: "_s));
}

void TestErrorText::isSafeForATerminal()
{
    Error error = Error::make(ErrorKind::NotFound, ErrorCause::NoSuchKey, u"\x1b]0;evil\x07"_s);
    error.key = u"a\x1b[2Jb\n\u202e"_s;
    const QString line = errorLine(error);
    for (const QChar c : line)
        QVERIFY(c.unicode() >= 0x20 && c.unicode() != 0x202e);
    QVERIFY(line.contains(u"a\\u{1b}[2Jb\\n\\u{202e}"_s));
}

void TestErrorText::configMessagesStandAlone()
{
    const Error error = Error::make(ErrorKind::Config, ErrorCause::None, u"--concurrency cannot be \"x\""_s);
    QCOMPARE(errorText(error).what, u"--concurrency cannot be \"x\""_s);
}

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_errortext.moc"
