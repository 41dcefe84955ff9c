// SPDX-License-Identifier: GPL-3.0-or-later
// Credentials that a service hands out: the token service, a container's host, an instance's metadata.
#include "config/connectionresolver.h"
#include "s3/credentialsupply.h"
#include "s3/sigv4.h"
#include "support/inthread.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace millrace;

namespace {

const QByteArray failed = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n";

QByteArray statusLine(int status, const QByteArray &body = {}, const QByteArray &extra = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + extra
        + "\r\n" + body;
}

QByteArray jsonKeys(const QByteArray &id, const QByteArray &more = R"(,"Expiration":"2999-01-02T03:04:05Z")")
{
    return R"({"Code":"Success","AccessKeyId":")" + id + R"(","SecretAccessKey":"HIDDEN-SECRET","Token":"HIDDEN-TOKEN")" + more + '}';
}

QByteArray stsKeys(const QByteArray &action, const QByteArray &id)
{
    return "<" + action + R"(Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><)" + action
        + "Result><AssumedRoleUser><Arn>a</Arn></AssumedRoleUser><Credentials><AccessKeyId>" + id
        + "</AccessKeyId><SecretAccessKey>SECRET-OF-" + id + "</SecretAccessKey><SessionToken>TOKEN-OF-" + id
        + "</SessionToken><Expiration>2999-01-02T03:04:05Z</Expiration></Credentials></" + action
        + "Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></" + action + "Response>";
}

QByteArray stsError(const QByteArray &code, const QByteArray &message)
{
    return R"(<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>)" + code
        + "</Code><Message>" + message + "</Message></Error><RequestId>req-7</RequestId></ErrorResponse>";
}

QUrlQuery form(const RawServer::Request &r)
{
    return QUrlQuery(QString::fromLatin1(r.body));
}

QString field(const RawServer::Request &r, const QString &name)
{
    return form(r).queryItemValue(name, QUrl::FullyDecoded);
}

} // namespace

class TestRemoteCredentials : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void assumesARole();
    void chainOfRoles();
    void roleFromTheEnvironmentsKeys();
    void roleFromTheInstance();
    void regionOfTheTokenService();
    void tokenServiceRefuses_data();
    void tokenServiceRefuses();
    void tokenServiceRecovers();
    void tokenServiceIsAway();
    void webIdentityOfAPod();
    void webIdentityOfAProfile();
    void webIdentityWithoutAToken();
    void container();
    void containerWithTokenFile();
    void containerMisbehaves_data();
    void containerMisbehaves();
    void containerHosts_data();
    void containerHosts();
    void instance();
    void instanceForANamedProfile();
    void instanceIsAskedLast();
    void noInstance_data();
    void noInstance();
    void silentInstance();
    void neverThroughAProxy();
    void renewalsReadTheTokenAnew();
    void keysOfAFileAreReadAnew();

private:
    void write(const QString &name, const QByteArray &text);
    Result<ResolvedConnection> resolve() const
    {
        return inThread([this] { return resolveConnection(m_options, m_environment); });
    }
    void useSts(const RawServer &server) { m_environment.insert(u"AWS_ENDPOINT_URL_STS"_s, QString::fromLatin1(server.url({}))); }
    void useImds(const RawServer &server)
    {
        m_environment.remove(u"AWS_EC2_METADATA_DISABLED"_s);
        m_environment.insert(u"AWS_EC2_METADATA_SERVICE_ENDPOINT"_s, QString::fromLatin1(server.url()));
    }
    static RawServer::Answer imds(const QByteArray &id = "INSTANCE")
    {
        return [id](QTcpSocket *s, const RawServer::Request &r) {
            if (r.head.startsWith("PUT /latest/api/token ") && !r.header("x-aws-ec2-metadata-token-ttl-seconds").isEmpty())
                s->write(answer("SESSION"));
            else if (r.header("x-aws-ec2-metadata-token") != "SESSION")
                s->write(statusLine(401));
            else if (r.target() == "/latest/meta-data/iam/security-credentials/")
                s->write(answer("role of it\n"));
            else if (r.target() == "/latest/meta-data/iam/security-credentials/role%20of%20it")
                s->write(answer(jsonKeys(id)));
            else
                s->write(statusLine(404));
        };
    }

    std::unique_ptr<QTemporaryDir> m_home;
    QProcessEnvironment m_environment;
    ConnectionOptions m_options;
};

void TestRemoteCredentials::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    QVERIFY(QDir(m_home->path()).mkdir(u".aws"_s));
    m_options = {};
    m_environment.clear();
    m_environment.insert(u"HOME"_s, m_home->path());
    m_environment.insert(u"AWS_EC2_METADATA_DISABLED"_s, u"true"_s);
}

void TestRemoteCredentials::write(const QString &name, const QByteArray &text)
{
    QFile file(m_home->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write a test file");
}

void TestRemoteCredentials::assumesARole()
{
    RawServer sts([](QTcpSocket *s, const RawServer::Request &) { s->write(answer(stsKeys("AssumeRole", "ROLE"))); });
    useSts(sts);
    write(u".aws/config"_s, "[profile work]\nrole_arn=arn:aws:iam::1:role/x+y\nsource_profile=base\nrole_session_name=me@host\n"
                            "external_id=ex/1\nduration_seconds=900\nregion=eu-west-3\n[profile base]\nregion=x\n");
    write(u".aws/credentials"_s, "[base]\naws_access_key_id=BASE\naws_secret_access_key=S\naws_session_token=BASETOKEN\n");
    m_options.profile = u"work"_s;
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->source.provider, CredentialSource::Provider::AssumeRole);
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("ROLE"));
    QCOMPARE(found->connection.credentials.secretAccessKey, QByteArray("SECRET-OF-ROLE"));
    QCOMPARE(found->connection.credentials.sessionToken, QByteArray("TOKEN-OF-ROLE"));
    QCOMPARE(*found->connection.credentials.expiration, QDateTime(QDate(2999, 1, 2), QTime(3, 4, 5), Qt::UTC));
    QVERIFY(found->connection.supply);

    QCOMPARE(sts.requests.size(), 1);
    const RawServer::Request &r = sts.requests.first();
    QVERIFY(r.head.startsWith("POST / HTTP/1.1\r\n"));
    QCOMPARE(field(r, u"Action"_s), u"AssumeRole"_s);
    QCOMPARE(field(r, u"Version"_s), u"2011-06-15"_s);
    QCOMPARE(field(r, u"RoleArn"_s), u"arn:aws:iam::1:role/x+y"_s);
    QCOMPARE(field(r, u"RoleSessionName"_s), u"me@host"_s);
    QCOMPARE(field(r, u"ExternalId"_s), u"ex/1"_s);
    QCOMPARE(field(r, u"DurationSeconds"_s), u"900"_s);
    QVERIFY(r.header("authorization").contains("Credential=BASE/"));
    QVERIFY(r.header("authorization").contains("/eu-west-3/sts/aws4_request"));
    QCOMPARE(r.header("x-amz-security-token"), QByteArray("BASETOKEN"));
    // The signature is that of what came.
    SigV4Input input;
    input.method = "POST";
    input.encodedPath = "/";
    input.payloadHash = sha256Hex(r.body);
    const QByteArray proof = r.header("authorization");
    QList<QByteArray> names = proof.mid(proof.indexOf("SignedHeaders=") + 14).split(',').first().split(';');
    for (const QByteArray &name : names)
        input.headers.emplaceBack(name, r.header(name));
    QVERIFY(names.contains("host"));
    SigV4Signer signer({"BASE", "S", "BASETOKEN", {}, false}, "eu-west-3", "sts");
    QVERIFY(proof.endsWith("Signature=" + signer.signature(input, r.header("x-amz-date"), names)));
}

void TestRemoteCredentials::chainOfRoles()
{
    RawServer sts([](QTcpSocket *s, const RawServer::Request &r) {
        s->write(answer(stsKeys("AssumeRole", field(r, u"RoleArn"_s).toUtf8())));
    });
    useSts(sts);
    // The last one's own keys end the chain, though it has a role as well.
    write(u".aws/config"_s, "[default]\nrole_arn=C\nsource_profile=b\n[profile b]\nrole_arn=B\nsource_profile=a\n"
                            "[profile a]\nrole_arn=A\nsource_profile=b\naws_access_key_id=BASE\naws_secret_access_key=S\n");
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("C"));
    QCOMPARE(sts.requests.size(), 2);
    QVERIFY(sts.requests.first().header("authorization").contains("Credential=BASE/"));
    QVERIFY(sts.requests.last().header("authorization").contains("Credential=B/"));
    QCOMPARE(sts.requests.last().header("x-amz-security-token"), QByteArray("TOKEN-OF-B"));
}

void TestRemoteCredentials::roleFromTheEnvironmentsKeys()
{
    RawServer sts([](QTcpSocket *s, const RawServer::Request &) { s->write(answer(stsKeys("AssumeRole", "ROLE"))); });
    useSts(sts);
    write(u".aws/config"_s, "[profile p]\nrole_arn=R\ncredential_source=Environment\n");
    m_environment.insert(u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s);
    m_environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"S"_s);
    m_options.profile = u"p"_s;
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("ROLE"));
    QVERIFY(sts.requests.first().header("authorization").contains("Credential=ENV/"));
}

void TestRemoteCredentials::roleFromTheInstance()
{
    RawServer sts([](QTcpSocket *s, const RawServer::Request &) { s->write(answer(stsKeys("AssumeRole", "ROLE"))); });
    RawServer metadata(imds());
    useSts(sts);
    useImds(metadata);
    write(u".aws/config"_s, "[default]\nrole_arn=R\ncredential_source=Ec2InstanceMetadata\n");
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("ROLE"));
    QVERIFY(sts.requests.first().header("authorization").contains("Credential=INSTANCE/"));
}

void TestRemoteCredentials::regionOfTheTokenService()
{
    const AwsConfigFile none;
    Connection connection;
    connection.region = u"eu-north1"_s; // a default nobody named
    auto service = resolveTokenService(m_options, m_environment, none, connection);
    QVERIFY(service);
    QCOMPARE(service->endpoint, QUrl(u"https://sts.us-east-1.amazonaws.com"_s));
    m_environment.insert(u"AWS_REGION"_s, u"cn-north-1"_s);
    connection.region = u"cn-north-1"_s;
    service = resolveTokenService(m_options, m_environment, none, connection);
    QVERIFY(service);
    QCOMPARE(service->endpoint, QUrl(u"https://sts.cn-north-1.amazonaws.com.cn"_s));
    QCOMPARE(service->region, u"cn-north-1"_s);
    m_environment.insert(u"AWS_ENDPOINT_URL"_s, u"http://store:9000"_s);
    QCOMPARE(resolveTokenService(m_options, m_environment, none, connection)->endpoint, QUrl(u"http://store:9000"_s));
    m_environment.insert(u"AWS_ENDPOINT_URL_STS"_s, u"http://sts:9001/path"_s);
    QCOMPARE(resolveTokenService(m_options, m_environment, none, connection)->endpoint, QUrl(u"http://sts:9001/path"_s));
    m_environment.insert(u"AWS_ENDPOINT_URL_STS"_s, u"http://user:HIDDEN@sts"_s);
    const auto bad = resolveTokenService(m_options, m_environment, none, connection);
    QVERIFY(!bad);
    QVERIFY(bad.error().message.contains(u"AWS_ENDPOINT_URL_STS"_s) && !bad.error().message.contains(u"HIDDEN"_s));
}

void TestRemoteCredentials::tokenServiceRefuses_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("named");
    QTest::newRow("access") << statusLine(403, stsError("AccessDenied", "User: u is not authorized to perform: sts:AssumeRole"))
                            << u"AccessDenied"_s << u"trust policy"_s;
    QTest::newRow("key") << statusLine(403, stsError("InvalidClientTokenId", "The security token is invalid"))
                         << u"InvalidClientTokenId"_s << u"access key"_s;
    QTest::newRow("secret") << statusLine(403, stsError("SignatureDoesNotMatch", "it was: x-amz-security-token:HIDDEN"))
                            << u"SignatureDoesNotMatch"_s << u"secret key"_s;
    QTest::newRow("expired") << statusLine(403, stsError("ExpiredToken", "expired")) << u"ExpiredToken"_s << u"renew"_s;
    QTest::newRow("value") << statusLine(400, stsError("ValidationError", "DurationSeconds exceeds")) << u"ValidationError"_s
                           << u"DurationSeconds exceeds"_s;
    QTest::newRow("page") << statusLine(404, "<html>HIDDEN</html>") << QString() << u"right address"_s;
    QTest::newRow("no xml") << answer("{\"HIDDEN\":1}") << QString() << u"not"_s;
    QTest::newRow("another document") << answer("<A>HIDDEN</A>") << QString() << u"AssumeRoleResponse"_s;
    QTest::newRow("no keys") << answer("<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>") << QString()
                             << u"no credentials"_s;
    QTest::newRow("cut short") << answer(stsKeys("AssumeRole", "HIDDEN").chopped(60)) << QString() << u"no credentials"_s;
}

void TestRemoteCredentials::tokenServiceRefuses()
{
    QFETCH(const QByteArray, response);
    QFETCH(const QString, named);
    RawServer sts([response](QTcpSocket *s, const RawServer::Request &) { s->write(response); });
    useSts(sts);
    write(u".aws/config"_s, "[default]\nrole_arn=arn:ROLE\nsource_profile=b\n[profile b]\n"
                            "aws_access_key_id=B\naws_secret_access_key=HIDDEN\n");
    const auto found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Auth);
    QTEST(found.error().s3Code, "code");
    const QString said = found.error().message;
    for (const QString &word : {u"\"default\""_s, u"arn:ROLE"_s, u"127.0.0.1"_s, named})
        QVERIFY2(said.contains(word), qPrintable(said));
    QVERIFY2(!said.contains(u"HIDDEN"_s), qPrintable(said));
    QCOMPARE(sts.requests.size(), 1);
}

void TestRemoteCredentials::tokenServiceRecovers()
{
    int asked = 0;
    RawServer sts([&asked](QTcpSocket *s, const RawServer::Request &) {
        ++asked;
        if (asked == 1)
            s->write(failed);
        else if (asked == 2)
            reset(s);
        else
            s->write(answer(stsKeys("AssumeRole", "ROLE")));
    });
    useSts(sts);
    write(u".aws/config"_s, "[default]\nrole_arn=R\nsource_profile=b\n[profile b]\naws_access_key_id=B\naws_secret_access_key=S\n");
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(asked, 3);
}

void TestRemoteCredentials::tokenServiceIsAway()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    m_environment.insert(u"AWS_ENDPOINT_URL_STS"_s, u"http://127.0.0.1:%1"_s.arg(port));
    write(u".aws/config"_s, "[default]\nrole_arn=R\nsource_profile=b\n[profile b]\naws_access_key_id=B\naws_secret_access_key=S\n");
    const auto found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Network);
    QVERIFY(found.error().message.contains(u"127.0.0.1:%1"_s.arg(port)));
    QVERIFY(found.error().message.contains(u"refused"_s));
}

void TestRemoteCredentials::webIdentityOfAPod()
{
    RawServer sts([](QTcpSocket *s, const RawServer::Request &) {
        s->write(answer(stsKeys("AssumeRoleWithWebIdentity", "POD")));
    });
    useSts(sts);
    write(u"token"_s, "WEB+TOKEN=\n");
    m_environment.insert(u"AWS_WEB_IDENTITY_TOKEN_FILE"_s, m_home->filePath(u"token"_s));
    m_environment.insert(u"AWS_ROLE_ARN"_s, u"arn:POD"_s);
    m_environment.insert(u"AWS_ROLE_SESSION_NAME"_s, u"pod-1"_s);
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("POD"));
    const RawServer::Request &r = sts.requests.first();
    QCOMPARE(field(r, u"Action"_s), u"AssumeRoleWithWebIdentity"_s);
    QCOMPARE(field(r, u"WebIdentityToken"_s), u"WEB+TOKEN="_s);
    QCOMPARE(field(r, u"RoleArn"_s), u"arn:POD"_s);
    QCOMPARE(field(r, u"RoleSessionName"_s), u"pod-1"_s);
    QVERIFY(r.header("authorization").isEmpty());
}

void TestRemoteCredentials::webIdentityOfAProfile()
{
    RawServer sts([](QTcpSocket *s, const RawServer::Request &r) {
        s->write(answer(stsKeys(field(r, u"Action"_s).toLatin1(), field(r, u"RoleArn"_s).toLatin1())));
    });
    useSts(sts);
    write(u"token"_s, "WEB");
    // As the source of another role, too.
    write(u".aws/config"_s, "[default]\nrole_arn=OUTER\nsource_profile=web\n[profile web]\nrole_arn=INNER\n"
                            "web_identity_token_file=~/token\n");
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("OUTER"));
    QVERIFY(sts.requests.last().header("authorization").contains("Credential=INNER/"));
}

void TestRemoteCredentials::webIdentityWithoutAToken()
{
    m_environment.insert(u"AWS_WEB_IDENTITY_TOKEN_FILE"_s, m_home->filePath(u"none"_s));
    auto found = resolve();
    QVERIFY(!found);
    QVERIFY(found.error().message.contains(u"AWS_ROLE_ARN"_s));
    m_environment.insert(u"AWS_ROLE_ARN"_s, u"arn:POD"_s);
    found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Config);
    QVERIFY(found.error().message.contains(m_home->filePath(u"none"_s)));
}

void TestRemoteCredentials::container()
{
    RawServer host([](QTcpSocket *s, const RawServer::Request &) { s->write(answer(jsonKeys("CONTAINER"))); });
    m_environment.insert(u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, QString::fromLatin1(host.url("/creds?id=1")));
    m_environment.insert(u"AWS_CONTAINER_AUTHORIZATION_TOKEN"_s, u"Basic abc"_s);
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->source.provider, CredentialSource::Provider::Container);
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("CONTAINER"));
    QCOMPARE(found->connection.credentials.sessionToken, QByteArray("HIDDEN-TOKEN"));
    QVERIFY(found->connection.supply);
    QCOMPARE(host.requests.size(), 1);
    QCOMPARE(host.requests.first().target(), QByteArray("/creds?id=1"));
    QCOMPARE(host.requests.first().header("authorization"), QByteArray("Basic abc"));
}

void TestRemoteCredentials::containerWithTokenFile()
{
    int asked = 0;
    RawServer host([&asked](QTcpSocket *s, const RawServer::Request &) {
        s->write(++asked == 1 ? failed : answer(jsonKeys("EKS", {})));
    });
    write(u"token"_s, "of-the-file\n");
    m_environment.insert(u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, QString::fromLatin1(host.url("/v1/credentials")));
    m_environment.insert(u"AWS_CONTAINER_AUTHORIZATION_TOKEN"_s, u"of-the-variable"_s);
    m_environment.insert(u"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"_s, m_home->filePath(u"token"_s));
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QVERIFY(!found->connection.credentials.expiration);
    QCOMPARE(asked, 2);
    QCOMPARE(host.requests.last().header("authorization"), QByteArray("of-the-file"));
    write(u"token"_s, "one\r\nX-Other: two");
    const auto bad = resolve();
    QVERIFY(!bad);
    QVERIFY(bad.error().message.contains(u"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"_s));
    QVERIFY(!bad.error().message.contains(u"two"_s));
}

void TestRemoteCredentials::containerMisbehaves_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<QString>("named");
    QTest::newRow("no json") << answer("HIDDEN") << u"JSON"_s;
    QTest::newRow("list") << answer("[\"HIDDEN\"]") << u"JSON"_s;
    QTest::newRow("no secret") << answer(R"({"AccessKeyId":"HIDDEN"})") << u"SecretAccessKey"_s;
    QTest::newRow("bad time") << answer(jsonKeys("A", R"(,"Expiration":"HIDDEN")")) << u"Expiration"_s;
    QTest::newRow("failed") << answer(R"({"Code":"AssumeRoleUnauthorizedAccess","Message":"HIDDEN"})")
                            << u"AssumeRoleUnauthorizedAccess"_s;
    QTest::newRow("refused") << statusLine(403, "HIDDEN") << u"AWS_CONTAINER_AUTHORIZATION_TOKEN"_s;
    QTest::newRow("redirected") << statusLine(302, {}, "Location: http://127.0.0.1:1/HIDDEN\r\n") << u"refused"_s;
}

void TestRemoteCredentials::containerMisbehaves()
{
    QFETCH(const QByteArray, response);
    QFETCH(const QString, named);
    RawServer host([response](QTcpSocket *s, const RawServer::Request &) { s->write(response); });
    m_environment.insert(u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, QString::fromLatin1(host.url("/creds")));
    m_environment.insert(u"AWS_CONTAINER_AUTHORIZATION_TOKEN"_s, u"HIDDEN"_s);
    const auto found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Auth);
    for (const QString &word : {u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, u"127.0.0.1"_s, named})
        QVERIFY2(found.error().message.contains(word), qPrintable(found.error().message));
    QVERIFY2(!found.error().message.contains(u"HIDDEN"_s), qPrintable(found.error().message));
    QCOMPARE(host.requests.size(), 1);
}

void TestRemoteCredentials::containerHosts_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("uri");
    const QString full = u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, relative = u"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"_s;
    QTest::newRow("a name") << full << u"http://example.com/creds"_s;
    QTest::newRow("another address") << full << u"http://192.0.2.1/creds"_s;
    QTest::newRow("looks like it") << full << u"http://127.0.0.1.example.com/creds"_s;
    QTest::newRow("user") << full << u"http://127.0.0.1@example.com/creds"_s;
    QTest::newRow("scheme") << full << u"file:///etc/passwd"_s;
    QTest::newRow("no URL") << full << u"creds"_s;
    QTest::newRow("no path") << relative << u"creds"_s;
    QTest::newRow("leads away") << relative << u"@example.com/creds"_s;
}

/// Refused before anything is sent.
void TestRemoteCredentials::containerHosts()
{
    QFETCH(const QString, variable);
    QFETCH(const QString, uri);
    m_environment.insert(variable, uri);
    m_environment.insert(u"AWS_CONTAINER_AUTHORIZATION_TOKEN"_s, u"HIDDEN"_s);
    const auto found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Config);
    QVERIFY(found.error().message.contains(variable));
}

void TestRemoteCredentials::instance()
{
    RawServer metadata(imds());
    useImds(metadata);
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->source.provider, CredentialSource::Provider::Instance);
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("INSTANCE"));
    QCOMPARE(found->connection.credentials.sessionToken, QByteArray("HIDDEN-TOKEN"));
    QVERIFY(found->connection.supply);
    QCOMPARE(metadata.requests.size(), 3);
    QCOMPARE(metadata.requests.first().header("x-aws-ec2-metadata-token-ttl-seconds"), QByteArray("21600"));
}

void TestRemoteCredentials::instanceForANamedProfile()
{
    RawServer metadata(imds());
    m_environment.remove(u"AWS_EC2_METADATA_DISABLED"_s);
    write(u".aws/config"_s, "[profile here]\nregion=eu-west-1\nec2_metadata_service_endpoint=" + metadata.url() + '\n');
    m_options.profile = u"here"_s;
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("INSTANCE"));
}

void TestRemoteCredentials::instanceIsAskedLast()
{
    RawServer metadata(imds());
    RawServer host([](QTcpSocket *s, const RawServer::Request &) { s->write(answer(jsonKeys("CONTAINER"))); });
    RawServer sts([](QTcpSocket *s, const RawServer::Request &) {
        s->write(answer(stsKeys("AssumeRoleWithWebIdentity", "POD")));
    });
    useImds(metadata);
    useSts(sts);
    const auto keyId = [this] {
        const auto found = resolve();
        return found ? found->connection.credentials.accessKeyId : found.error().message.toUtf8();
    };
    m_environment.insert(u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, QString::fromLatin1(host.url()));
    QCOMPARE(keyId(), QByteArray("CONTAINER"));
    write(u"token"_s, "WEB");
    m_environment.insert(u"AWS_WEB_IDENTITY_TOKEN_FILE"_s, m_home->filePath(u"token"_s));
    m_environment.insert(u"AWS_ROLE_ARN"_s, u"arn:POD"_s);
    QCOMPARE(keyId(), QByteArray("POD"));
    write(u".aws/credentials"_s, "[default]\naws_access_key_id=FILE\naws_secret_access_key=S\n");
    QCOMPARE(keyId(), QByteArray("FILE"));
    m_environment.insert(u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s);
    m_environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"S"_s);
    QCOMPARE(keyId(), QByteArray("ENV"));
    m_options.accessKeyId = "FLAG";
    m_options.secretAccessKey = "S";
    QCOMPARE(keyId(), QByteArray("FLAG"));
    QCOMPARE(metadata.requests.size(), 0);
    QCOMPARE(host.requests.size(), 1);
    QCOMPARE(sts.requests.size(), 1);
}

void TestRemoteCredentials::noInstance_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QString>("named");
    QTest::newRow("no such page") << statusLine(404) << QByteArray() << u"404"_s;
    QTest::newRow("a web page") << answer("<html> HIDDEN </html>") << QByteArray() << u"token"_s;
    QTest::newRow("no role") << answer("T") << statusLine(404) << u"404"_s;
    QTest::newRow("empty role") << answer("T") << answer("") << u"no role"_s;
    QTest::newRow("no json") << answer("T") << answer("HIDDEN") << u"JSON"_s;
    QTest::newRow("failed") << answer("T") << answer(R"({"Code":"Failed"})") << u"\"Failed\""_s;
}

void TestRemoteCredentials::noInstance()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, rest);
    QFETCH(const QString, named);
    RawServer metadata([&](QTcpSocket *s, const RawServer::Request &r) { s->write(r.head.startsWith("PUT") ? token : rest); });
    useImds(metadata);
    const auto found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Auth);
    QCOMPARE(found.error().cause, ErrorCause::CredentialsMissing);
    const QString said = found.error().message;
    for (const QString &word : {u"in vain"_s, u"metadata service"_s, u"AWS_ACCESS_KEY_ID"_s, named})
        QVERIFY2(said.contains(word), qPrintable(said));
    QVERIFY2(!said.contains(u"HIDDEN"_s), qPrintable(said));
}

/// An address that swallows what is sent: one wait of a second, and it is told.
void TestRemoteCredentials::silentInstance()
{
    RawServer metadata([](QTcpSocket *, const RawServer::Request &) {});
    useImds(metadata);
    QElapsedTimer clock;
    clock.start();
    const auto found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().cause, ErrorCause::CredentialsMissing);
    QVERIFY2(found.error().message.contains(u"no answer within 1 s"_s), qPrintable(found.error().message));
    QCOMPARE(metadata.requests.size(), 1);
    QVERIFY(clock.elapsed() >= 900);
    QVERIFY(clock.elapsed() < 30'000);
}

void TestRemoteCredentials::neverThroughAProxy()
{
    RawServer proxy([](QTcpSocket *s, const RawServer::Request &) { s->write(failed); });
    RawServer metadata(imds());
    RawServer host([](QTcpSocket *s, const RawServer::Request &) { s->write(answer(jsonKeys("CONTAINER"))); });
    for (const QString &name : {u"http_proxy"_s, u"https_proxy"_s, u"all_proxy"_s})
        m_environment.insert(name, QString::fromLatin1(proxy.url({})));
    useImds(metadata);
    QCOMPARE(resolve()->connection.credentials.accessKeyId, QByteArray("INSTANCE"));
    m_environment.insert(u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, QString::fromLatin1(host.url()));
    QCOMPARE(resolve()->connection.credentials.accessKeyId, QByteArray("CONTAINER"));
    QCOMPARE(proxy.connections, 0);
    // The token service is not of this machine: it goes the way everything goes.
    m_environment.insert(u"AWS_ENDPOINT_URL_STS"_s, u"http://sts.invalid"_s);
    write(u".aws/config"_s, "[default]\nrole_arn=R\ncredential_source=EcsContainer\n");
    QVERIFY(!resolve());
    QVERIFY(proxy.connections > 0);
    QVERIFY(proxy.requests.first().head.startsWith("POST http://sts.invalid/ "));
}

/// A pod's token is written anew while it runs.
void TestRemoteCredentials::renewalsReadTheTokenAnew()
{
    RawServer sts([](QTcpSocket *s, const RawServer::Request &r) {
        s->write(answer(stsKeys("AssumeRoleWithWebIdentity", field(r, u"WebIdentityToken"_s).toLatin1())));
    });
    useSts(sts);
    write(u"token"_s, "FIRST");
    m_environment.insert(u"AWS_WEB_IDENTITY_TOKEN_FILE"_s, m_home->filePath(u"token"_s));
    m_environment.insert(u"AWS_ROLE_ARN"_s, u"arn:POD"_s);
    const auto found = resolve();
    QVERIFY(found);
    const auto supply = found->connection.supply;
    write(u"token"_s, "SECOND");
    bool told = false;
    supply->renew(supply->issue(), this, [&told](const std::optional<Error> &trouble) { told = !trouble; });
    QTRY_VERIFY(told);
    QCOMPARE(supply->current().accessKeyId, QByteArray("SECOND"));
    QCOMPARE(currentCredentials(found->connection).accessKeyId, QByteArray("SECOND"));
}

/// Programs that sign in write temporary keys into the file.
void TestRemoteCredentials::keysOfAFileAreReadAnew()
{
    write(u".aws/credentials"_s, "[default]\naws_access_key_id=OLD\naws_secret_access_key=S\naws_session_token=T\n");
    const auto found = resolve();
    QVERIFY(found && found->connection.supply);
    const auto supply = found->connection.supply;
    const quint64 first = supply->issue();
    write(u".aws/credentials"_s, "[default]\naws_access_key_id=NEW\naws_secret_access_key=S\naws_session_token=T2\n");
    bool told = false;
    supply->renew(first, this, [&told](const std::optional<Error> &trouble) { told = !trouble; });
    QTRY_VERIFY(told);
    QCOMPARE(supply->current().accessKeyId, QByteArray("NEW"));
    // Keys that last have none.
    write(u".aws/credentials"_s, "[default]\naws_access_key_id=OLD\naws_secret_access_key=S\n");
    QVERIFY(!resolve()->connection.supply);
}

QTEST_GUILESS_MAIN(TestRemoteCredentials)
#include "tst_remotecredentials.moc"
