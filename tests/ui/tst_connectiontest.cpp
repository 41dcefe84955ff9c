// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testendpoint.h"
#include "s3/connectionprobe.h"
#include "ui/connections/connectiontestpanel.h"
#include "ui/text/errorsentence.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

/// The connection test: one verdict, of the connection that is asked about.
class TestConnectionTest : public QObject
{
    Q_OBJECT
private slots:
    void oneVerdict_data();
    void oneVerdict();
    void theNextTestIsItsOwn();
    void wordsOfATest();
};

namespace {

Connection connectionTo(quint16 port, const QString &scheme = u"http"_s)
{
    Connection connection;
    connection.endpoint = QUrl(u"%1://127.0.0.1:%2"_s.arg(scheme).arg(port));
    connection.region = u"us-east-1"_s;
    connection.addressing = Addressing::Path;
    connection.credentials.anonymous = true;
    return connection;
}

/// A port where nothing listens.
quint16 deadPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QString shown(const QWidget &panel)
{
    QString text;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        if (!label->isHidden())
            text += label->text() + u'\n';
    return text;
}

} // namespace

void TestConnectionTest::oneVerdict_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addRow("refused") << false;
    QTest::addRow("no TLS") << true;
}

/// The patience with a port that answers nothing is over with the first verdict.
void TestConnectionTest::oneVerdict()
{
    QFETCH(bool, tls);
    TestEndpoint plain;
    ConnectionProbe probe(connectionTo(tls ? quint16(plain.connection().endpoint.port()) : deadPort(), tls ? u"https"_s : u"http"_s), {}, {});
    probe.setPatience(std::chrono::milliseconds(300));
    QList<ConnectionProbe::Report> reports;
    connect(&probe, &ConnectionProbe::stepEnded, this, [&reports](const ConnectionProbe::Report &report) { reports += report; });
    QSignalSpy finished(&probe, &ConnectionProbe::finished);
    QElapsedTimer clock;
    clock.start();
    probe.start();
    QTRY_COMPARE(finished.count(), 1);
    const qsizetype told = reports.size();
    QVERIFY(reports.last().error);
    const ErrorCause cause = reports.last().error->cause;
    QCOMPARE(cause, tls ? ErrorCause::TlsFailed : ErrorCause::ConnectionRefused);
    if (tls)
        QVERIFY2(errorSentence(*reports.last().error).nextStep.contains(u"http://"_s), qPrintable(reports.last().error->message));
    QTRY_VERIFY(clock.hasExpired(600));
    QCOMPARE(finished.count(), 1);
    QCOMPARE(reports.size(), told);
}

void TestConnectionTest::theNextTestIsItsOwn()
{
    TestEndpoint endpoint;
    endpoint.put(u"object"_s, "bytes");
    ConnectionTestPanel panel;
    panel.show();
    QSignalSpy finished(&panel, &ConnectionTestPanel::finished);
    for (int round = 0; round < 20; ++round) {
        panel.run(connectionTo(deadPort()), {}, {});
        QTest::qWait(round % 4); // the first one is at another point each time
        panel.reset();
        finished.clear();
        panel.run(endpoint.connection(), endpoint.bucket(), {});
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(finished.first().first().toBool());
        QVERIFY2(!shown(panel).contains(u"refused"_s), qPrintable(shown(panel)));
    }
}

/// Nothing is kept of a request that failed, and nothing is tried again by itself.
void TestConnectionTest::wordsOfATest()
{
    for (const ErrorCause cause : {ErrorCause::ConnectionLost, ErrorCause::None, ErrorCause::ServerError})
        for (const ErrorKind kind : {ErrorKind::Network, ErrorKind::Timeout, ErrorKind::Throttled}) {
            const Error error = Error::make(kind, cause, {});
            QVERIFY(!errorSentence(error, ErrorOf::Request).line().contains(u"parts"_s));
            QVERIFY(errorSentence(error).line().contains(u"parts are kept"_s));
        }
}

QTEST_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
