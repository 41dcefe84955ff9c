// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/connectionresolver.h"
#include "config/credentialprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace millrace;
using Provider = CredentialSource::Provider;

class TestCredentialsChain : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void precedence();
    void namedProfileBeatsEnvironment();
    void profileFromEnvironment();
    void sessionTokens();
    void halfPairs();
    void unknownProfileListsTheKnown();
    void nothingNamesEveryPlace();
    void homeIsNotGuessed();
    void anonymous();
    void findsProviders_data();
    void findsProviders();
    void unusableRoles_data();
    void unusableRoles();
    void process();
    void processIsAskedAgain();
    void processFailures_data();
    void processFailures();
    void processRunsWithoutAShell();
    void processTimesOut();
    void commandLines_data();
    void commandLines();
    void regions();
    void endpoints();
    void badEndpoints_data();
    void badEndpoints();
    void addressing();
    void caBundle();

private:
    void write(const QString &name, const QByteArray &text);
    QString script(const QByteArray &body);
    Result<ResolvedConnection> resolve() const { return resolveConnection(m_options, m_environment); }

    std::unique_ptr<QTemporaryDir> m_home;
    QProcessEnvironment m_environment;
    ConnectionOptions m_options;
};

void TestCredentialsChain::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    QVERIFY(QDir(m_home->path()).mkdir(u".aws"_s));
    m_options = {};
    m_environment.clear();
    m_environment.insert(u"HOME"_s, m_home->path());
    m_environment.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
    m_environment.insert(u"AWS_EC2_METADATA_DISABLED"_s, u"true"_s);
}

void TestCredentialsChain::write(const QString &name, const QByteArray &text)
{
    QFile file(m_home->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write a test file");
}

QString TestCredentialsChain::script(const QByteArray &body)
{
    const QString path = m_home->filePath(u"keys program"_s);
    write(u"keys program"_s, "#!/bin/sh\n" + body + '\n');
    if (!QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        qFatal("cannot make a test program executable");
    return path;
}

void TestCredentialsChain::precedence()
{
    write(u".aws/credentials"_s, "[default]\naws_access_key_id=FILE\naws_secret_access_key=S3\n");
    auto found = resolve();
    QVERIFY(found);
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("FILE"));
    QCOMPARE(found->source.provider, Provider::ProfileKeys);

    m_environment.insert(u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s);
    m_environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"S2"_s);
    found = resolve();
    QVERIFY(found);
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("ENV"));
    QCOMPARE(found->connection.credentials.secretAccessKey, QByteArray("S2"));
    QCOMPARE(found->source.provider, Provider::Environment);

    m_options.accessKeyId = "FLAG";
    m_options.secretAccessKey = "S1";
    found = resolve();
    QVERIFY(found);
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("FLAG"));
    QCOMPARE(found->source.provider, Provider::Flags);
}

void TestCredentialsChain::namedProfileBeatsEnvironment()
{
    write(u".aws/credentials"_s, "[work]\naws_access_key_id=WORK\naws_secret_access_key=S\n");
    m_environment.insert(u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s);
    m_environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"S2"_s);
    m_options.profile = u"work"_s;
    const auto found = resolve();
    QVERIFY(found);
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("WORK"));
}

void TestCredentialsChain::profileFromEnvironment()
{
    write(u"elsewhere"_s, "[work]\naws_access_key_id=WORK\naws_secret_access_key=S\n");
    m_environment.insert(u"AWS_SHARED_CREDENTIALS_FILE"_s, u"~/elsewhere"_s);
    m_environment.insert(u"AWS_PROFILE"_s, u"work"_s);
    auto found = resolve();
    QVERIFY(found);
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("WORK"));
    // Named by the environment, a profile does not beat keys of the environment.
    m_environment.insert(u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s);
    m_environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"S2"_s);
    found = resolve();
    QVERIFY(found);
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("ENV"));
}

void TestCredentialsChain::sessionTokens()
{
    m_environment.insert(u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s);
    m_environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"S2"_s);
    m_environment.insert(u"AWS_SESSION_TOKEN"_s, u"TOKEN"_s);
    auto found = resolve();
    QVERIFY(found);
    QCOMPARE(found->connection.credentials.sessionToken, QByteArray("TOKEN"));
    // A token belongs to its key: keys of another place do not take it.
    m_options.accessKeyId = "FLAG";
    m_options.secretAccessKey = "S1";
    found = resolve();
    QVERIFY(found);
    QVERIFY(found->connection.credentials.sessionToken.isEmpty());
}

void TestCredentialsChain::halfPairs()
{
    m_options.accessKeyId = "FLAG";
    auto found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Config);
    QCOMPARE(found.error().cause, ErrorCause::CredentialsMissing);
    m_options = {};
    m_environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"HIDDEN"_s);
    found = resolve();
    QVERIFY(!found);
    QVERIFY(found.error().message.contains(u"AWS_ACCESS_KEY_ID"_s));
    QVERIFY(!found.error().message.contains(u"HIDDEN"_s));
    m_environment.remove(u"AWS_SECRET_ACCESS_KEY"_s);
    write(u".aws/credentials"_s, "[default]\naws_access_key_id=FILE\n");
    found = resolve();
    QVERIFY(!found);
    QVERIFY(found.error().message.contains(u"\"default\""_s));
}

void TestCredentialsChain::unknownProfileListsTheKnown()
{
    write(u".aws/config"_s, "[profile work]\nregion=a\n[default]\nregion=b\n");
    m_options.profile = u"wrok"_s;
    const auto found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Config);
    QVERIFY(found.error().message.contains(u"\"wrok\""_s));
    QVERIFY(found.error().message.contains(u"default, work"_s));
}

void TestCredentialsChain::nothingNamesEveryPlace()
{
    const auto found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Auth);
    QCOMPARE(found.error().cause, ErrorCause::CredentialsMissing);
    for (const QString &place : {u"command line"_s, u"AWS_ACCESS_KEY_ID"_s, u"profile \"default\""_s,
                                 u"AWS_WEB_IDENTITY_TOKEN_FILE"_s, u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s,
                                 u"metadata service"_s, u"AWS_EC2_METADATA_DISABLED"_s})
        QVERIFY2(found.error().message.contains(place), qPrintable(place));
}

void TestCredentialsChain::homeIsNotGuessed()
{
    m_environment.remove(u"HOME"_s);
    const auto files = loadAwsFiles(m_environment);
    QVERIFY(files);
    QVERIFY(files->profileNames().isEmpty());
}

void TestCredentialsChain::anonymous()
{
    m_environment.insert(u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s);
    m_environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"S2"_s);
    m_options.noSignRequest = true;
    const auto found = resolve();
    QVERIFY(found);
    QVERIFY(found->connection.credentials.anonymous);
    QVERIFY(found->connection.credentials.accessKeyId.isEmpty());
}

void TestCredentialsChain::findsProviders_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("setting");
    QTest::addColumn<int>("provider");
    const QStringList identity{u"AWS_WEB_IDENTITY_TOKEN_FILE"_s, u"AWS_ROLE_ARN"_s};
    const QStringList container{u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s};
    const QByteArray keys("aws_access_key_id=A\naws_secret_access_key=B\n");
    QTest::newRow("role") << QByteArray("[default]\nrole_arn=r\nsource_profile=base\n[profile base]\n" + keys) << QStringList()
                          << u"role_arn"_s << int(Provider::AssumeRole);
    QTest::newRow("role by its own keys") << QByteArray("[default]\nrole_arn=r\nsource_profile=default\n" + keys) << QStringList()
                                          << u"role_arn"_s << int(Provider::AssumeRole);
    QTest::newRow("role by the instance") << QByteArray("[default]\nrole_arn=r\ncredential_source=Ec2InstanceMetadata\n")
                                          << QStringList() << u"role_arn"_s << int(Provider::AssumeRole);
    QTest::newRow("web identity") << QByteArray("[default]\nrole_arn=r\nweb_identity_token_file=/t\n" + keys) << QStringList()
                                  << u"web_identity_token_file"_s << int(Provider::WebIdentity);
    QTest::newRow("sso") << QByteArray("[default]\nsso_session=s\n") << QStringList() << u"sso_session"_s << int(Provider::Sso);
    QTest::newRow("web identity of a pod") << QByteArray() << identity + container << u"AWS_WEB_IDENTITY_TOKEN_FILE"_s
                                           << int(Provider::WebIdentity);
    QTest::newRow("profile before the pod") << QByteArray("[default]\n" + keys) << identity + container << u"aws_access_key_id"_s
                                            << int(Provider::ProfileKeys);
    QTest::newRow("container") << QByteArray("[default]\nregion=x\n") << container << u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s
                               << int(Provider::Container);
    QTest::newRow("nothing") << QByteArray() << QStringList(u"AWS_ROLE_ARN"_s) << QString() << int(Provider::Nothing);
}

void TestCredentialsChain::findsProviders()
{
    QFETCH(const QByteArray, config);
    QFETCH(const QStringList, variables);
    write(u".aws/config"_s, config);
    for (const QString &variable : variables)
        m_environment.insert(variable, u"x"_s);
    const auto files = loadAwsFiles(m_environment);
    QVERIFY(files);
    const auto source = findCredentialSource(m_options, m_environment, *files);
    QVERIFY2(source, source ? "" : qPrintable(source.error().message));
    QTEST(int(source->provider), "provider");
    QTEST(source->setting, "setting");
}

void TestCredentialsChain::unusableRoles_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QStringList>("named");
    const QByteArray role("role_arn=arn:aws:iam::1:role/x\n");
    QTest::newRow("nobody's keys") << QByteArray("[default]\n" + role) << QStringList{u"source_profile"_s, u"credential_source"_s};
    QTest::newRow("own keys, not named") << QByteArray("[default]\n" + role + "aws_access_key_id=A\naws_secret_access_key=HIDDEN\n")
                                         << QStringList{u"source_profile"_s};
    QTest::newRow("two sources") << QByteArray("[default]\n" + role + "source_profile=a\ncredential_source=Environment\n")
                                 << QStringList{u"both"_s};
    QTest::newRow("no such profile") << QByteArray("[default]\n" + role + "source_profile=absent\n") << QStringList{u"absent"_s};
    QTest::newRow("a profile without keys") << QByteArray("[default]\n" + role + "source_profile=a\n[profile a]\nregion=x\n")
                                            << QStringList{u"\"a\""_s, u"no credentials"_s};
    QTest::newRow("itself") << QByteArray("[default]\n" + role + "source_profile=default\n")
                            << QStringList{u"default -> default"_s};
    QTest::newRow("loop") << QByteArray("[default]\n" + role + "source_profile=a\n[profile a]\n" + role
                                        + "source_profile=b\n[profile b]\n" + role + "source_profile=a\n")
                          << QStringList{u"default -> a -> b -> a"_s};
    QTest::newRow("other place") << QByteArray("[default]\n" + role + "credential_source=Moon\n") << QStringList{u"\"Moon\""_s};
    QTest::newRow("empty environment") << QByteArray("[default]\n" + role + "credential_source=Environment\n")
                                       << QStringList{u"AWS_ACCESS_KEY_ID"_s};
    QTest::newRow("device") << QByteArray("[default]\n" + role + "source_profile=a\nmfa_serial=arn:m\n[profile a]\n"
                                          "aws_access_key_id=A\naws_secret_access_key=HIDDEN\n")
                            << QStringList{u"mfa_serial"_s, u"credential_process"_s};
    QTest::newRow("duration") << QByteArray("[default]\n" + role + "source_profile=a\nduration_seconds=1h\n[profile a]\n"
                                            "aws_access_key_id=A\naws_secret_access_key=HIDDEN\n")
                              << QStringList{u"duration_seconds"_s, u"\"1h\""_s};
    QTest::newRow("identity without a role") << QByteArray("[default]\nweb_identity_token_file=/t\n") << QStringList{u"role_arn"_s};
    QTest::newRow("sso") << QByteArray("[default]\nsso_start_url=s\n")
                         << QStringList{u"sso_start_url"_s, u"export-credentials --profile default"_s};
    QTest::newRow("sso as a source") << QByteArray("[default]\n" + role + "source_profile=a\n[profile a]\nsso_session=s\n")
                                     << QStringList{u"sso_session"_s, u"\"a\""_s};
}

/// All of it without asking anybody.
void TestCredentialsChain::unusableRoles()
{
    QFETCH(const QByteArray, config);
    QFETCH(const QStringList, named);
    write(u".aws/config"_s, config);
    const auto found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Config);
    for (const QString &word : named)
        QVERIFY2(found.error().message.contains(word), qPrintable(found.error().message));
    QVERIFY(!found.error().message.contains(u"HIDDEN"_s));
}

void TestCredentialsChain::process()
{
    const QString program = script("[ \"$1\" = 'two words' ] || exit 9\n"
                                   "echo '{\"Version\":1,\"AccessKeyId\":\"PROC\",\"SecretAccessKey\":\"S\",'\n"
                                   "echo '\"SessionToken\":\"T\",\"Expiration\":\"2999-01-02T03:04:05Z\"}'");
    write(u".aws/config"_s, "[profile p]\ncredential_process = \"" + program.toUtf8() + "\" 'two words'\n");
    m_options.profile = u"p"_s;
    const auto found = resolve();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->source.provider, Provider::ProfileProcess);
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("PROC"));
    QCOMPARE(found->connection.credentials.secretAccessKey, QByteArray("S"));
    QCOMPARE(found->connection.credentials.sessionToken, QByteArray("T"));
    QCOMPARE(*found->connection.credentials.expiration, QDateTime(QDate(2999, 1, 2), QTime(3, 4, 5), Qt::UTC));
}

void TestCredentialsChain::processIsAskedAgain()
{
    const QString program = script("cd \"$HOME\"; echo x >> count; n=$(wc -l < count)\n"
                                   "echo \"{\\\"Version\\\":1,\\\"AccessKeyId\\\":\\\"K$n\\\",\\\"SecretAccessKey\\\":\\\"S\\\"}\"");
    write(u".aws/config"_s, "[default]\ncredential_process = \"" + program.toUtf8() + "\"\n");
    const auto found = resolve();
    QVERIFY(found);
    QCOMPARE(found->connection.credentials.accessKeyId, QByteArray("K1"));
    QVERIFY(!found->connection.credentials.expiration);
    const auto again = credentialsFrom(found->source, m_environment);
    QVERIFY(again);
    QCOMPARE(again->accessKeyId, QByteArray("K2"));
}

void TestCredentialsChain::processFailures_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("exit code") << QByteArray("echo HIDDEN; echo HIDDEN >&2; exit 3") << ErrorKind::Config;
    QTest::newRow("no json") << QByteArray("echo HIDDEN") << ErrorKind::Config;
    QTest::newRow("nothing") << QByteArray("exit 0") << ErrorKind::Config;
    QTest::newRow("version") << QByteArray("echo '{\"Version\":2,\"AccessKeyId\":\"HIDDEN\",\"SecretAccessKey\":\"S\"}'")
                             << ErrorKind::Config;
    QTest::newRow("no secret") << QByteArray("echo '{\"Version\":1,\"AccessKeyId\":\"HIDDEN\"}'") << ErrorKind::Config;
    QTest::newRow("bad date") << QByteArray("echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"HIDDEN\","
                                            "\"Expiration\":\"soon\"}'")
                              << ErrorKind::Config;
    QTest::newRow("expired") << QByteArray("echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"HIDDEN\","
                                           "\"Expiration\":\"2001-01-01T00:00:00Z\"}'")
                             << ErrorKind::Auth;
    QTest::newRow("killed") << QByteArray("kill -9 $$") << ErrorKind::Config;
    QTest::newRow("endless") << QByteArray("exec yes HIDDEN") << ErrorKind::Config;
}

void TestCredentialsChain::processFailures()
{
    QFETCH(const QByteArray, body);
    const QString program = script(body);
    write(u".aws/config"_s, "[profile p]\ncredential_process = \"" + program.toUtf8() + "\" ARGUMENT\n");
    m_options.profile = u"p"_s;
    const auto found = resolve();
    QVERIFY(!found);
    QTEST(found.error().kind, "kind");
    QVERIFY(found.error().message.contains(u"\"p\""_s));
    QVERIFY(found.error().message.contains(u"keys program"_s));
    QVERIFY(!found.error().message.contains(u"HIDDEN"_s));
    QVERIFY(!found.error().message.contains(u"ARGUMENT"_s));
}

void TestCredentialsChain::processRunsWithoutAShell()
{
    const QString mark = m_home->filePath(u"mark"_s);
    write(u".aws/config"_s, "[default]\ncredential_process = /bin/echo {} ; touch " + mark.toUtf8() + " $(touch " + mark.toUtf8() + ")\n");
    QVERIFY(!resolve());
    QVERIFY(!QFile::exists(mark));
    write(u".aws/config"_s, "[default]\ncredential_process = /no/such/program\n");
    const auto found = resolve();
    QVERIFY(!found);
    QVERIFY(found.error().message.contains(u"could not be started"_s));
    write(u".aws/config"_s, "[default]\ncredential_process = \"/open/quote\n");
    QVERIFY(!resolve());
}

void TestCredentialsChain::processTimesOut()
{
    QElapsedTimer clock;
    clock.start();
    const auto keys = runCredentialProcess(u"/bin/sleep 60"_s, u"p"_s, m_environment, std::chrono::milliseconds(200));
    QVERIFY(!keys);
    QVERIFY(keys.error().message.contains(u"did not end"_s));
    QVERIFY(clock.elapsed() < 30'000);
}

void TestCredentialsChain::commandLines_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("plain") << u"a b  c"_s << QStringList({u"a"_s, u"b"_s, u"c"_s});
    QTest::newRow("double quotes") << u"\"a b\" \"c\\\"d\""_s << QStringList({u"a b"_s, u"c\"d"_s});
    QTest::newRow("single quotes") << u"'a \\ b' 'c\"d'"_s << QStringList({u"a \\ b"_s, u"c\"d"_s});
    QTest::newRow("backslashes") << u"a\\ b \"c\\d\""_s << QStringList({u"a b"_s, u"c\\d"_s});
    QTest::newRow("joined") << u"--x='1 2'\"3\""_s << QStringList({u"--x=1 23"_s});
    QTest::newRow("empty words") << u"a '' \"\""_s << QStringList({u"a"_s, u""_s, u""_s});
    QTest::newRow("open quote") << u"a 'b"_s << QStringList();
    QTest::newRow("empty") << u"  "_s << QStringList();
}

void TestCredentialsChain::commandLines()
{
    QFETCH(const QString, command);
    QTEST(splitCommandLine(command), "words");
}

void TestCredentialsChain::regions()
{
    m_options.noSignRequest = true;
    QCOMPARE(resolve()->connection.region, u"us-east-1"_s);
    write(u".aws/config"_s, "[default]\nregion = from-profile\n");
    QCOMPARE(resolve()->connection.region, u"from-profile"_s);
    m_environment.insert(u"AWS_DEFAULT_REGION"_s, u"from-default"_s);
    QCOMPARE(resolve()->connection.region, u"from-default"_s);
    m_environment.insert(u"AWS_REGION"_s, u"from-env"_s);
    QCOMPARE(resolve()->connection.region, u"from-env"_s);
    m_options.region = u"from-flag"_s;
    QCOMPARE(resolve()->connection.region, u"from-flag"_s);
    m_options.region = u"evil.example/"_s;
    const auto bad = resolve();
    QVERIFY(!bad);
    QVERIFY(bad.error().message.contains(u"--region-name"_s));
}

void TestCredentialsChain::endpoints()
{
    m_options.noSignRequest = true;
    QVERIFY(resolve()->connection.endpoint.isEmpty());
    write(u".aws/config"_s, "[default]\nendpoint_url = http://profile:1\n[profile s]\nservices = x\nendpoint_url = http://general\n"
                            "[services x]\ns3 =\n  endpoint_url = http://service:2\n");
    QCOMPARE(resolve()->connection.endpoint, QUrl(u"http://profile:1"_s));
    m_options.profile = u"s"_s;
    QCOMPARE(resolve()->connection.endpoint, QUrl(u"http://service:2"_s));
    m_environment.insert(u"AWS_ENDPOINT_URL"_s, u"https://env"_s);
    QCOMPARE(resolve()->connection.endpoint, QUrl(u"https://env"_s));
    m_environment.insert(u"AWS_ENDPOINT_URL_S3"_s, u"https://env-s3/path"_s);
    QCOMPARE(resolve()->connection.endpoint, QUrl(u"https://env-s3/path"_s));
    m_environment.insert(u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s, u"True"_s);
    QVERIFY(resolve()->connection.endpoint.isEmpty());
    m_options.endpointUrl = u"http://[::1]:9000"_s;
    QCOMPARE(resolve()->connection.endpoint, QUrl(u"http://[::1]:9000"_s));
}

void TestCredentialsChain::badEndpoints_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("no scheme") << u"localhost:9000"_s;
    QTest::newRow("other scheme") << u"ftp://host"_s;
    QTest::newRow("no host") << u"http://"_s;
    QTest::newRow("bad port") << u"http://host:port"_s;
    QTest::newRow("space") << u"http://a b"_s;
    QTest::newRow("password") << u"http://user:HIDDEN@host"_s;
    QTest::newRow("password, bad port") << u"http://user:HIDDEN@host:port"_s;
    QTest::newRow("password, no scheme") << u"user:HIDDEN@host"_s;
    QTest::newRow("query") << u"http://host/?X-Amz-Signature=HIDDEN"_s;
}

void TestCredentialsChain::badEndpoints()
{
    QFETCH(const QString, url);
    m_options.noSignRequest = true;
    m_environment.insert(u"AWS_ENDPOINT_URL"_s, url);
    const auto found = resolve();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Config);
    QVERIFY(found.error().message.contains(u"AWS_ENDPOINT_URL"_s));
    QVERIFY(!found.error().message.contains(u"HIDDEN"_s));
}

void TestCredentialsChain::addressing()
{
    m_options.noSignRequest = true;
    QCOMPARE(resolve()->connection.addressing, Addressing::Auto);
    write(u".aws/config"_s, "[default]\ns3 =\n    addressing_style = path\n");
    QCOMPARE(resolve()->connection.addressing, Addressing::Path);
    m_options.addressing = Addressing::Virtual;
    QCOMPARE(resolve()->connection.addressing, Addressing::Virtual);
    m_options.addressing.reset();
    write(u".aws/config"_s, "[default]\ns3 =\n    addressing_style = sideways\n");
    const auto bad = resolve();
    QVERIFY(!bad);
    QVERIFY(bad.error().message.contains(u"sideways"_s));
}

void TestCredentialsChain::caBundle()
{
    m_options.noSignRequest = true;
    write(u"ca.pem"_s, "x");
    m_environment.insert(u"AWS_CA_BUNDLE"_s, u"~/ca.pem"_s);
    QCOMPARE(resolve()->connection.caBundle, m_home->filePath(u"ca.pem"_s));
    m_options.caBundle = m_home->filePath(u"none.pem"_s);
    const auto bad = resolve();
    QVERIFY(!bad);
    QVERIFY(bad.error().message.contains(u"--ca-bundle"_s));
}

QTEST_GUILESS_MAIN(TestCredentialsChain)
#include "tst_credentialschain.moc"
