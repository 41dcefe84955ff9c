// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/awsconfigfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace millrace;

class TestAwsConfigFile : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void profilesOfBothFiles();
    void valuesKeepEveryCharacter();
    void nestedSettings();
    void indentedSections();
    void windowsFiles();
    void comments();
    void headings();
    void missingFilesAreEmpty();
    void malformed_data();
    void malformed();
    void unreadable();

private:
    QString write(const QString &name, const QByteArray &text);
    Result<AwsConfigFile> load(const QByteArray &config, const QByteArray &credentials = {});

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestAwsConfigFile::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

QString TestAwsConfigFile::write(const QString &name, const QByteArray &text)
{
    QFile file(m_dir->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write a test file");
    return file.fileName();
}

Result<AwsConfigFile> TestAwsConfigFile::load(const QByteArray &config, const QByteArray &credentials)
{
    return AwsConfigFile::load(write(u"config"_s, config), write(u"credentials"_s, credentials));
}

void TestAwsConfigFile::profilesOfBothFiles()
{
    const auto files = load("[default]\nregion = eu-north-1\naws_access_key_id=FROMCONFIG\n"
                            "[profile work]\nregion=eu-west-1\n",
                            "[default]\naws_access_key_id=FROMKEYS\n[other]\naws_access_key_id = X\n");
    QVERIFY(files);
    QCOMPARE(files->profileNames(), QStringList({u"default"_s, u"other"_s, u"work"_s}));
    QCOMPARE(files->profile(u"default"_s).value(u"region"_s), u"eu-north-1"_s);
    QCOMPARE(files->profile(u"default"_s).value(u"aws_access_key_id"_s), u"FROMKEYS"_s);
    QVERIFY(!files->hasProfile(u"Work"_s));
    QCOMPARE(files->profile(u"none"_s).value(u"region"_s), QString());
}

void TestAwsConfigFile::valuesKeepEveryCharacter()
{
    const auto files = load({}, "[a]\naws_secret_access_key = ab%41/+c,d;e#f=g\"h\\ni==\nAWS_Session_Token=x\n");
    QVERIFY(files);
    QCOMPARE(files->profile(u"a"_s).value(u"aws_secret_access_key"_s), u"ab%41/+c,d;e#f=g\"h\\ni=="_s);
    QCOMPARE(files->profile(u"a"_s).value(u"aws_session_token"_s), u"x"_s);
}

void TestAwsConfigFile::nestedSettings()
{
    const auto files = load("[profile a]\ns3 =\n  addressing_style = path\n\tmax_concurrent_requests=20\nregion = r\n"
                            "services = local\n[services local]\ns3 = \n  endpoint_url = http://127.0.0.1:9000\n"
                            "dynamodb =\n  endpoint_url = http://127.0.0.1:8000\n");
    QVERIFY(files);
    const AwsSettings a = files->profile(u"a"_s);
    QCOMPARE(a.value(u"s3.addressing_style"_s), u"path"_s);
    QCOMPARE(a.value(u"s3.max_concurrent_requests"_s), u"20"_s);
    QCOMPARE(a.value(u"region"_s), u"r"_s);
    QVERIFY(!a.contains(u"addressing_style"_s));
    QCOMPARE(files->services(u"local"_s).value(u"s3.endpoint_url"_s), u"http://127.0.0.1:9000"_s);
}

void TestAwsConfigFile::indentedSections()
{
    const auto files = load({}, "[default]\n  aws_access_key_id = A\n  aws_secret_access_key = B\n  s3 =\n    addressing_style = path\n"
                                "  region = r\n");
    QVERIFY(files);
    const AwsSettings s = files->profile(u"default"_s);
    QCOMPARE(s.value(u"aws_access_key_id"_s), u"A"_s);
    QCOMPARE(s.value(u"aws_secret_access_key"_s), u"B"_s);
    QCOMPARE(s.value(u"s3.addressing_style"_s), u"path"_s);
    QCOMPARE(s.value(u"region"_s), u"r"_s);
}

void TestAwsConfigFile::windowsFiles()
{
    const auto files = load("\xef\xbb\xbf[default]\r\nregion = eu-north-1\r\n\r\ns3 =\r\n  addressing_style = virtual\r\n");
    QVERIFY(files);
    QCOMPARE(files->profile(u"default"_s).value(u"region"_s), u"eu-north-1"_s);
    QCOMPARE(files->profile(u"default"_s).value(u"s3.addressing_style"_s), u"virtual"_s);
}

void TestAwsConfigFile::comments()
{
    const auto files = load("# first\n; second\n[default] # third\nregion = eu-north-1 # fourth\n  # fifth\noutput = a#b;c\t; sixth\n"
                            "credential_process = /bin/keys --tag #1\n");
    QVERIFY(files);
    const AwsSettings s = files->profile(u"default"_s);
    QCOMPARE(s.value(u"region"_s), u"eu-north-1"_s);
    QCOMPARE(s.value(u"output"_s), u"a#b;c"_s);
    QCOMPARE(s.value(u"credential_process"_s), u"/bin/keys --tag #1"_s);
}

void TestAwsConfigFile::headings()
{
    const auto files = load("[profile  \"two words\"]\nregion=a\n[profile\ttab]\nregion=b\n[plain]\nregion=c\n"
                            "[sso-session s]\nsso_region=d\n[profile default]\nregion=e\n");
    QVERIFY(files);
    QCOMPARE(files->profileNames(), QStringList({u"default"_s, u"tab"_s, u"two words"_s}));
    QCOMPARE(files->profile(u"default"_s).value(u"region"_s), u"e"_s);
}

void TestAwsConfigFile::missingFilesAreEmpty()
{
    const auto files = AwsConfigFile::load(m_dir->filePath(u"no"_s), QString());
    QVERIFY(files);
    QVERIFY(files->profileNames().isEmpty());
}

void TestAwsConfigFile::malformed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("before a section") << QByteArray("\nkey = SECRET\n[a]\n") << u"line 2 of "_s;
    QTest::newRow("no equals sign") << QByteArray("[a]\nSECRET\n") << u"line 2 of "_s;
    QTest::newRow("no name") << QByteArray("[a]\n= SECRET\n") << u"line 2 of "_s;
    QTest::newRow("open bracket") << QByteArray("[SECRET\nkey = x\n") << u"line 1 of "_s;
}

void TestAwsConfigFile::malformed()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, line);
    const auto files = load({}, text);
    QVERIFY(!files);
    QCOMPARE(files.error().kind, ErrorKind::Config);
    QVERIFY(files.error().message.startsWith(line + m_dir->filePath(u"credentials"_s)));
    QVERIFY(!files.error().message.contains(u"SECRET"_s));
}

void TestAwsConfigFile::unreadable()
{
    const auto files = AwsConfigFile::load(m_dir->path(), QString());
    QVERIFY(!files);
    QCOMPARE(files.error().kind, ErrorKind::LocalFile);
    QCOMPARE(files.error().path, m_dir->path());
}

QTEST_GUILESS_MAIN(TestAwsConfigFile)
#include "tst_awsconfigfile.moc"
