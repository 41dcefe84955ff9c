// SPDX-License-Identifier: GPL-3.0-or-later
// The command line behind a real proxy, as the environment names it.
#include "support/clirun.h"

#include <QHostAddress>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

/// tinyproxy on a port of its own.
class Proxy
{
public:
    explicit Proxy(const QString &extra = {})
    {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            return;
        m_port = server.serverPort();
        server.close();
        QFile conf(m_folder.filePath(u"conf"_s));
        if (!conf.open(QIODevice::WriteOnly))
            return;
        conf.write(u"Port %1\nListen 127.0.0.1\nTimeout 60\nLogLevel Info\nMaxClients 100\nLogFile \"%2\"\n%3\n"_s
                       .arg(m_port).arg(log(), extra).toUtf8());
        conf.close();
        m_process.start(QStandardPaths::findExecutable(u"tinyproxy"_s), {u"-d"_s, u"-c"_s, conf.fileName()});
        m_runs = QTest::qWaitFor([this] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, m_port);
            return socket.waitForConnected(100);
        }, 10'000);
    }
    ~Proxy()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    bool runs() const { return m_runs; }
    QString url(const QString &user = {}) const
    {
        return u"http://"_s + (user.isEmpty() ? user : user + u'@') + u"127.0.0.1:"_s + QString::number(m_port);
    }
    /// Whether a request of this kind went through it so far.
    bool saw(const QByteArray &what) const { return fileContents(log()).contains(what); }

private:
    QString log() const { return m_folder.filePath(u"log"_s); }

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    bool m_runs = false;
};

} // namespace

class TestProxy : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"tinyproxy"_s).isEmpty())
            QSKIP("MILLRACE-SKIP: tinyproxy is not installed (installer/install-packages.sh test)");
    }

    void takesIt_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("transport");
        for (const QString &transport : {u"curl"_s, u"qt"_s}) {
            QTest::addRow("http %s", qPrintable(transport)) << false << u"http_proxy"_s << transport;
            QTest::addRow("https %s", qPrintable(transport)) << true << u"https_proxy"_s << transport;
            QTest::addRow("all %s", qPrintable(transport)) << false << u"ALL_PROXY"_s << transport;
        }
    }
    void takesIt()
    {
        QFETCH(bool, tls);
        QFETCH(QString, variable);
        QFETCH(QString, transport);
        TestEndpoint endpoint([tls](ServerOptions &options) { options.tls = tls; });
        QVERIFY(endpoint.isRunning());
        Proxy proxy;
        QVERIFY(proxy.runs());
        const QByteArray bytes = testBytes(20 * MiB);
        endpoint.put(u"object"_s, bytes);
        QProcessEnvironment environment = cliEnvironment(endpoint.connection(), endpoint.scratch());
        if (tls)
            environment.insert(u"AWS_CA_BUNDLE"_s, endpoint.connection().caBundle);
        environment.insert(variable, proxy.url());
        CliResult result = runCli(environment, {u"download"_s, u"s3://bucket/object"_s, endpoint.target() + u'/', u"--transport"_s,
                                                transport});
        QVERIFY2(result.code == 0, result.err);
        QVERIFY(fileContents(endpoint.target() + u"/object"_s) == bytes);
        QVERIFY(proxy.saw(tls ? "CONNECT 127.0.0.1" : "GET http://127.0.0.1"));
        result = runCli(environment, {u"upload"_s, endpoint.target() + u"/object"_s, u"s3://bucket/up"_s});
        QVERIFY2(result.code == 0, result.err);
        QVERIFY(fileContents(endpoint.bucketFolder() + u"/up"_s) == bytes);
        QVERIFY(tls || proxy.saw("PUT http://127.0.0.1"));
    }

    void leavesItOut()
    {
        TestEndpoint endpoint;
        Proxy proxy;
        QVERIFY(proxy.runs());
        QProcessEnvironment environment = cliEnvironment(endpoint.connection(), endpoint.scratch());
        environment.insert(u"http_proxy"_s, proxy.url());
        environment.insert(u"no_proxy"_s, u"example.org,127.0.0.0/8"_s);
        QCOMPARE(runCli(environment, {u"list"_s, u"s3://bucket/"_s}).code, 0);
        QVERIFY(!proxy.saw("GET http"));
    }

    /// Objects at plain and presigned URLs, fetched and tuned for, the way every other request goes.
    void takesUrlsToo()
    {
        TestEndpoint endpoint;
        Proxy proxy;
        QVERIFY(proxy.runs());
        const QByteArray bytes = testBytes(8 * MiB);
        endpoint.put(u"object"_s, bytes);
        QProcessEnvironment environment = cliEnvironment(endpoint.connection(), endpoint.scratch());
        const CliResult made = runCli(environment, {u"presign"_s, u"s3://bucket/object"_s});
        QVERIFY2(made.code == 0, made.err);
        const QString url = QString::fromUtf8(made.out.trimmed());
        environment.insert(u"http_proxy"_s, proxy.url());
        CliResult result = runCli(environment, {u"download"_s, url, endpoint.target() + u'/'});
        QVERIFY2(result.code == 0, result.err);
        QVERIFY(fileContents(endpoint.target() + u"/object"_s) == bytes);
        QVERIFY(proxy.saw("GET http://127.0.0.1"));

        Proxy fresh;
        QVERIFY(fresh.runs());
        environment.insert(u"http_proxy"_s, fresh.url());
        result = runCli(environment, {u"tune"_s, url, u"--trials"_s, u"3"_s, u"--trial-seconds"_s, u"0.3"_s});
        QVERIFY2(result.code == 0, result.err);
        QVERIFY(fresh.saw("GET http://127.0.0.1"));
        environment.insert(u"http_proxy"_s, u"http://127.0.0.1:1"_s);
        result = runCli(environment, {u"tune"_s, url, u"--trials"_s, u"3"_s, u"--trial-seconds"_s, u"0.3"_s});
        QVERIFY(result.code != 0);
        QVERIFY2(result.err.contains("proxy"), result.err);
        QVERIFY2(!result.err.contains("X-Amz-Signature"), result.err);
    }

    void password()
    {
        TestEndpoint endpoint;
        Proxy proxy(u"BasicAuth somebody opensesame"_s);
        QVERIFY(proxy.runs());
        QProcessEnvironment environment = cliEnvironment(endpoint.connection(), endpoint.scratch());
        environment.insert(u"http_proxy"_s, proxy.url(u"somebody:opensesame"_s));
        CliResult result = runCli(environment, {u"list"_s, u"s3://bucket/"_s});
        QVERIFY2(result.code == 0, result.err);
        environment.insert(u"http_proxy"_s, proxy.url(u"somebody:wrong"_s));
        result = runCli(environment, {u"list"_s, u"s3://bucket/"_s});
        QVERIFY(result.code != 0);
        QVERIFY2(result.err.contains("proxy"), result.err);
        QVERIFY2(!result.err.contains("wrong@") && !result.err.contains(":wrong"), result.err);
    }

    void errors_data()
    {
        QTest::addColumn<QString>("proxy");
        QTest::newRow("nobody there") << u"http://127.0.0.1:1"_s;
        QTest::newRow("no such scheme") << u"gopher://127.0.0.1:1"_s;
    }
    void errors()
    {
        QFETCH(QString, proxy);
        TestEndpoint endpoint;
        QProcessEnvironment environment = cliEnvironment(endpoint.connection(), endpoint.scratch());
        environment.insert(u"http_proxy"_s, proxy);
        const CliResult result = runCli(environment, {u"list"_s, u"s3://bucket/"_s});
        QVERIFY(result.code != 0);
        QVERIFY2(result.err.contains("proxy"), result.err);
    }
};

QTEST_GUILESS_MAIN(TestProxy)
#include "tst_proxy.moc"
