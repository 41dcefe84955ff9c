// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/proxyenvironment.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace millrace;

class TestProxyEnvironment : public QObject
{
    Q_OBJECT

private slots:
    void noneSet();
    void choosesByScheme();
    void spellings();
    void forms_data();
    void forms();
    void refuses_data();
    void refuses();
    void noProxy_data();
    void noProxy();
};

void TestProxyEnvironment::noneSet()
{
    const auto proxy = proxyFromEnvironment({}, QUrl(u"http://h"_s));
    QVERIFY(proxy);
    QCOMPARE(proxy->type(), QNetworkProxy::NoProxy);
}

void TestProxyEnvironment::choosesByScheme()
{
    QProcessEnvironment environment;
    environment.insert(u"http_proxy"_s, u"http://plain:1"_s);
    environment.insert(u"https_proxy"_s, u"http://tls:2"_s);
    environment.insert(u"all_proxy"_s, u"socks5://all:3"_s);
    QCOMPARE(proxyFromEnvironment(environment, QUrl(u"http://h"_s))->hostName(), u"plain"_s);
    QCOMPARE(proxyFromEnvironment(environment, QUrl(u"https://h"_s))->hostName(), u"tls"_s);
    environment.remove(u"https_proxy"_s);
    QCOMPARE(proxyFromEnvironment(environment, QUrl(u"https://h"_s))->hostName(), u"all"_s);
    environment.insert(u"no_proxy"_s, u"h"_s);
    QCOMPARE(proxyFromEnvironment(environment, QUrl(u"https://h"_s))->type(), QNetworkProxy::NoProxy);
}

void TestProxyEnvironment::spellings()
{
    QProcessEnvironment environment;
    environment.insert(u"HTTP_PROXY"_s, u"http://upper:1"_s);
    QCOMPARE(proxyFromEnvironment(environment, QUrl(u"http://h"_s))->hostName(), u"upper"_s);
    environment.insert(u"http_proxy"_s, u"http://lower:1"_s);
    QCOMPARE(proxyFromEnvironment(environment, QUrl(u"http://h"_s))->hostName(), u"lower"_s);
    environment.insert(u"NO_PROXY"_s, u"*"_s);
    QCOMPARE(proxyFromEnvironment(environment, QUrl(u"http://h"_s))->type(), QNetworkProxy::NoProxy);
}

void TestProxyEnvironment::forms_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("namesAtProxy");
    QTest::newRow("url") << u"http://proxy:3128"_s << int(QNetworkProxy::HttpProxy) << u"proxy"_s << 3128 << true;
    QTest::newRow("slash") << u"http://proxy:3128/"_s << int(QNetworkProxy::HttpProxy) << u"proxy"_s << 3128 << true;
    QTest::newRow("no scheme") << u"proxy:3128"_s << int(QNetworkProxy::HttpProxy) << u"proxy"_s << 3128 << true;
    QTest::newRow("address without scheme") << u"10.0.0.1:3128"_s << int(QNetworkProxy::HttpProxy) << u"10.0.0.1"_s << 3128 << true;
    QTest::newRow("no port") << u"http://proxy"_s << int(QNetworkProxy::HttpProxy) << u"proxy"_s << 80 << true;
    QTest::newRow("ipv6") << u"http://[::1]:8080"_s << int(QNetworkProxy::HttpProxy) << u"::1"_s << 8080 << true;
    QTest::newRow("socks5") << u"socks5://proxy"_s << int(QNetworkProxy::Socks5Proxy) << u"proxy"_s << 1080 << false;
    QTest::newRow("socks5h") << u"socks5h://proxy:9"_s << int(QNetworkProxy::Socks5Proxy) << u"proxy"_s << 9 << true;
    QTest::newRow("user") << u"http://us%40er:pa%3Ass@proxy:1"_s << int(QNetworkProxy::HttpProxy) << u"proxy"_s << 1 << true;
}

void TestProxyEnvironment::forms()
{
    QFETCH(const QString, value);
    QProcessEnvironment environment;
    environment.insert(u"http_proxy"_s, value);
    const auto proxy = proxyFromEnvironment(environment, QUrl(u"http://h"_s));
    QVERIFY(proxy);
    QTEST(int(proxy->type()), "type");
    QTEST(proxy->hostName(), "host");
    QTEST(int(proxy->port()), "port");
    QTEST(proxy->capabilities().testFlag(QNetworkProxy::HostNameLookupCapability), "namesAtProxy");
    if (value.contains(u'@')) {
        QCOMPARE(proxy->user(), u"us@er"_s);
        QCOMPARE(proxy->password(), u"pa:ss"_s);
    }
}

void TestProxyEnvironment::refuses_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("no host") << u"http://"_s;
    QTest::newRow("port is no number") << u"http://user:HIDDEN@proxy:x"_s;
    QTest::newRow("port too large") << u"proxy:99999"_s;
    QTest::newRow("over tls") << u"https://user:HIDDEN@proxy:1"_s;
    QTest::newRow("other scheme") << u"gopher://user:HIDDEN@proxy"_s;
    QTest::newRow("words") << u"not a proxy"_s;
}

void TestProxyEnvironment::refuses()
{
    QFETCH(const QString, value);
    QProcessEnvironment environment;
    environment.insert(u"HTTP_PROXY"_s, value);
    const auto proxy = proxyFromEnvironment(environment, QUrl(u"http://h"_s));
    QVERIFY(!proxy);
    QCOMPARE(proxy.error().kind, ErrorKind::Config);
    QVERIFY(proxy.error().message.contains(u"HTTP_PROXY"_s));
    QVERIFY(!proxy.error().message.contains(u"HIDDEN"_s));
}

void TestProxyEnvironment::noProxy_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("spared");
    const auto row = [](const QString &list, const QString &url, bool spared) {
        QTest::newRow(qPrintable(list + u" : "_s + url)) << list << url << spared;
    };
    row(u""_s, u"http://example.com"_s, false);
    row(u"*"_s, u"http://example.com"_s, true);
    row(u"example.com"_s, u"http://example.com"_s, true);
    row(u"example.com"_s, u"http://s3.example.com"_s, true);
    row(u"example.com"_s, u"http://badexample.com"_s, false);
    row(u"example.com"_s, u"http://example.com.evil"_s, false);
    row(u".example.com"_s, u"http://s3.example.com"_s, true);
    row(u"*.example.com"_s, u"http://s3.example.com"_s, true);
    row(u"EXAMPLE.com"_s, u"http://Example.COM"_s, true);
    row(u"a, b ,example.com"_s, u"http://example.com"_s, true);
    row(u"a b example.com"_s, u"http://example.com"_s, true);
    row(u"example.com:8080"_s, u"http://example.com:8080"_s, true);
    row(u"example.com:8080"_s, u"http://example.com"_s, false);
    row(u"example.com:443"_s, u"https://example.com"_s, true);
    row(u"localhost"_s, u"http://localhost:9000"_s, true);
    row(u"127.0.0.1"_s, u"http://127.0.0.1:9000"_s, true);
    row(u"127.0.0.1:80"_s, u"http://127.0.0.1:9000"_s, false);
    row(u"27.0.0.1"_s, u"http://127.0.0.1"_s, false);
    row(u"10.0.0.0/8"_s, u"http://10.200.3.4"_s, true);
    row(u"10.0.0.0/8"_s, u"http://11.0.0.1"_s, false);
    row(u"10.0.0.0/8"_s, u"http://ten.example"_s, false);
    row(u"10.0.0.0/99"_s, u"http://10.0.0.1"_s, false);
    row(u"::1"_s, u"http://[::1]:9000"_s, true);
    row(u"[::1]:9000"_s, u"http://[::1]:9000"_s, true);
    row(u"[::1]:9001"_s, u"http://[::1]:9000"_s, false);
    row(u"fd00::/8"_s, u"http://[fd12::1]"_s, true);
    row(u"fd00::/8"_s, u"http://[fe80::1]"_s, false);
}

void TestProxyEnvironment::noProxy()
{
    QFETCH(const QString, list);
    QFETCH(const QString, url);
    QTEST(isSparedByNoProxy(list, QUrl(url)), "spared");
}

QTEST_GUILESS_MAIN(TestProxyEnvironment)
#include "tst_proxyenvironment.moc"
