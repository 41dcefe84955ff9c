// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/endpointclient.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace millrace;
using namespace millrace::test;

/// The clients people use against the endpoint, over http and TLS: what one puts in, it gets out again, byte for byte.
class tst_EndpointClients : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void awscli_data() { transports(); }
    void awscli();
    void boto3_data() { transports(); }
    void boto3();
    void rclone_data() { transports(); }
    void rclone();
    void curl_data() { transports(); }
    void curl();

private:
    void transports();
    /// Runs a program with the endpoint's keys in its environment; its standard output, or nothing when it failed.
    QByteArray run(const QString &program, const QStringList &arguments);
    QString url() const;
    bool same(const QString &a, const QString &b);

    QTemporaryDir m_served;
    QTemporaryDir m_work;
    std::unique_ptr<EmbeddedServer> m_plain;
    std::unique_ptr<EmbeddedServer> m_tls;
    EmbeddedServer *m_server = nullptr;
    bool m_ok = false;
};

void tst_EndpointClients::initTestCase()
{
    ServerOptions options;
    options.buckets = {{u"data"_s, m_served.path()}};
    options.credentials = {testCredentials()};
    m_plain = std::make_unique<EmbeddedServer>(options);
    QVERIFY(m_plain->start());
    options.tls = true;
    m_tls = std::make_unique<EmbeddedServer>(options);
    QVERIFY(m_tls->start());
    QFile bundle(m_work.filePath(u"ca.pem"_s));
    QVERIFY(bundle.open(QIODevice::WriteOnly));
    bundle.write(m_tls->certificatePem());
    QFile large(m_work.filePath(u"large"_s));
    QVERIFY(large.open(QIODevice::WriteOnly));
    // Above the size from which every one of them uploads in parts.
    QByteArray block(1 << 20, Qt::Uninitialized);
    for (int i = 0; i < 21; ++i) {
        block.fill(char('a' + i));
        large.write(block);
    }
    large.write("end");
    QFile small(m_work.filePath(u"small"_s));
    QVERIFY(small.open(QIODevice::WriteOnly));
    small.write("small content");
}

void tst_EndpointClients::transports()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("http") << false;
    QTest::newRow("TLS") << true;
}

QString tst_EndpointClients::url() const
{
    return m_server->url().toString();
}

QByteArray tst_EndpointClients::run(const QString &program, const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const Credentials keys = testCredentials();
    environment.insert(u"AWS_ACCESS_KEY_ID"_s, QString::fromLatin1(keys.accessKeyId));
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, QString::fromLatin1(keys.secretAccessKey));
    environment.insert(u"AWS_DEFAULT_REGION"_s, u"us-east-1"_s);
    environment.insert(u"AWS_CONFIG_FILE"_s, u"/dev/null"_s);
    environment.insert(u"AWS_SHARED_CREDENTIALS_FILE"_s, u"/dev/null"_s);
    environment.insert(u"AWS_EC2_METADATA_DISABLED"_s, u"true"_s);
    environment.insert(u"AWS_CA_BUNDLE"_s, m_work.filePath(u"ca.pem"_s));
    environment.insert(u"ENDPOINT"_s, url());
    for (const QString &name : {u"http_proxy"_s, u"https_proxy"_s, u"HTTP_PROXY"_s, u"HTTPS_PROXY"_s, u"AWS_PROFILE"_s})
        environment.remove(name);
    // rclone takes its bundle as an option and trips over the variable.
    if (program.endsWith(u"rclone"_s))
        environment.remove(u"AWS_CA_BUNDLE"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_work.path());
    process.start(program, arguments);
    m_ok = process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (!m_ok)
        qWarning("%s %s: %s", qPrintable(program), qPrintable(arguments.join(u' ')),
                 process.readAllStandardError().right(2000).constData());
    return process.readAllStandardOutput();
}

bool tst_EndpointClients::same(const QString &a, const QString &b)
{
    const auto digest = [this](const QString &name) {
        QFile file(m_work.filePath(name));
        QCryptographicHash hash(QCryptographicHash::Sha256);
        return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : QByteArray();
    };
    return !digest(a).isEmpty() && digest(a) == digest(b);
}

void tst_EndpointClients::awscli()
{
    QFETCH(bool, tls);
    m_server = tls ? m_tls.get() : m_plain.get();
    const QString aws = u"/usr/bin/aws"_s;
    if (!QFile::exists(aws))
        QSKIP("awscli is not installed at /usr/bin/aws");
    const auto s3 = [&](const QStringList &arguments) { return run(aws, QStringList{u"--endpoint-url"_s, url()} + arguments); };
    for (const QString &name : {u"large"_s, u"small"_s}) {
        s3({u"s3"_s, u"cp"_s, u"--no-progress"_s, name, u"s3://data/cli/dir x/"_s + name});
        QVERIFY(m_ok);
        s3({u"s3"_s, u"cp"_s, u"--no-progress"_s, u"s3://data/cli/dir x/"_s + name, name + u".cli"_s});
        QVERIFY(m_ok && same(name, name + u".cli"_s));
    }
    s3({u"s3"_s, u"cp"_s, u"--no-progress"_s, u"s3://data/cli/dir x/large"_s, u"s3://data/cli/copied"_s});
    QVERIFY(m_ok);
    const QByteArray list = s3({u"s3"_s, u"ls"_s, u"--recursive"_s, u"s3://data/cli/"_s});
    QVERIFY2(list.contains("cli/copied") && list.contains("cli/dir x/large") && list.contains("22020099"), list);
    const QByteArray head = s3({u"s3api"_s, u"head-object"_s, u"--bucket"_s, u"data"_s, u"--key"_s, u"cli/dir x/large"_s});
    QVERIFY2(head.contains("22020099") && head.contains("-3"), head);
    s3({u"s3"_s, u"rm"_s, u"--recursive"_s, u"s3://data/cli/"_s});
    QVERIFY(m_ok);
    QCOMPARE(s3({u"s3api"_s, u"list-objects-v2"_s, u"--bucket"_s, u"data"_s, u"--prefix"_s, u"cli/"_s, u"--query"_s,
                 u"Contents"_s})
                 .trimmed(),
             QByteArray("null"));
}

void tst_EndpointClients::boto3()
{
    QFETCH(bool, tls);
    m_server = tls ? m_tls.get() : m_plain.get();
    const QString python = u"/usr/bin/python3"_s;
    QProcess probe;
    probe.start(python, {u"-c"_s, u"import boto3"_s});
    if (!probe.waitForFinished() || probe.exitCode() != 0)
        QSKIP("boto3 is not installed for /usr/bin/python3");
    const QString script = uR"(
import os, hashlib, boto3
from botocore.config import Config
s3 = boto3.client('s3', endpoint_url=os.environ['ENDPOINT'], config=Config(s3={'addressing_style': 'path'}))
odd = ['a//b', 'c/', '../up', 'sp ace+plus', 'per%25cent', 'caf\u00e9/\u65e5\u672c', 'q?m#h&e=', "quote'\"", 'x' * 1000]
for key in odd:
    s3.put_object(Bucket='data', Key='b3/' + key, Body=key.encode(), Metadata={'k': 'v'}, ContentType='text/x')
found = []
for page in s3.get_paginator('list_objects_v2').paginate(Bucket='data', Prefix='b3/', PaginationConfig={'PageSize': 4}):
    found += [o['Key'] for o in page['Contents']]
assert found == sorted(('b3/' + k for k in odd), key=lambda k: k.encode()), found
for key in odd:
    got = s3.get_object(Bucket='data', Key='b3/' + key)
    assert got['Body'].read() == key.encode() and got['Metadata'] == {'k': 'v'} and got['ContentType'] == 'text/x'
s3.upload_file('large', 'data', 'b3/large')
s3.download_file('data', 'b3/large', 'large.b3')
s3.copy_object(Bucket='data', Key='b3/copy of \u00e9', CopySource={'Bucket': 'data', 'Key': 'b3/caf\u00e9/\u65e5\u672c'})
part = s3.get_object(Bucket='data', Key='b3/large', Range='bytes=1048570-1048581')['Body'].read()
assert part == b'a' * 6 + b'b' * 6, part
try:
    s3.get_object(Bucket='data', Key='b3/none')
    assert False
except s3.exceptions.NoSuchKey:
    pass
url = s3.generate_presigned_url('get_object', Params={'Bucket': 'data', 'Key': 'b3/sp ace+plus'}, ExpiresIn=60)
print(url)
page = s3.list_objects(Bucket='data', Prefix='b3/', Delimiter='/')
assert {'Prefix': 'b3/c/'} in page['CommonPrefixes'], page
everything = [{'Key': o['Key']} for o in s3.list_objects_v2(Bucket='data', Prefix='b3/')['Contents']]
assert 'Errors' not in s3.delete_objects(Bucket='data', Delete={'Objects': everything[:-1]})
left = s3.list_objects_v2(Bucket='data', Prefix='b3/')
assert [o['Key'] for o in left['Contents']] == [everything[-1]['Key']], left
)"_s;
    run(python, {u"-c"_s, script});
    QVERIFY(m_ok && same(u"large"_s, u"large.b3"_s));
}

void tst_EndpointClients::rclone()
{
    QFETCH(bool, tls);
    m_server = tls ? m_tls.get() : m_plain.get();
    const QString rclone = QStandardPaths::findExecutable(u"rclone"_s);
    if (rclone.isEmpty())
        QSKIP("rclone is not installed");
    const QString remote = u":s3,provider=Other,env_auth=true,region=us-east-1,endpoint=\"%1\":data/rc"_s.arg(url());
    const QStringList common{u"--config"_s, u"/dev/null"_s, u"--ca-cert"_s, m_work.filePath(u"ca.pem"_s), u"--retries"_s,
                             u"1"_s, u"--low-level-retries"_s, u"1"_s};
    QVERIFY(QDir(m_work.path()).mkpath(u"tree/inner/deep"_s));
    QFile::copy(m_work.filePath(u"large"_s), m_work.filePath(u"tree/inner/large"_s));
    QFile::copy(m_work.filePath(u"small"_s), m_work.filePath(u"tree/inner/deep/sm all+"_s));
    run(rclone, common + QStringList{u"copy"_s, u"--s3-upload-cutoff"_s, u"6M"_s, u"tree"_s, remote});
    QVERIFY(m_ok);
    run(rclone, common + QStringList{u"check"_s, u"--download"_s, u"tree"_s, remote});
    QVERIFY(m_ok);
    run(rclone, common + QStringList{u"purge"_s, remote});
    QVERIFY(m_ok);
}

void tst_EndpointClients::curl()
{
    QFETCH(bool, tls);
    m_server = tls ? m_tls.get() : m_plain.get();
    const QString curl = QStandardPaths::findExecutable(u"curl"_s);
    if (curl.isEmpty())
        QSKIP("curl is not installed");
    EndpointClient client(*m_server, testCredentials());
    const auto address = [&](const QByteArray &method, const QByteArray &path) {
        return url() + QString::fromLatin1(client.presign(method, path, std::chrono::seconds(300)));
    };
    const QStringList common{u"-sS"_s, u"--fail-with-body"_s, u"--path-as-is"_s, u"--cacert"_s, m_work.filePath(u"ca.pem"_s)};
    run(curl, common + QStringList{u"-T"_s, u"large"_s, address("PUT", "/data/curl/../large")});
    QVERIFY(m_ok);
    // By a pipe, so chunked and without a length.
    run(u"/bin/sh"_s, {u"-c"_s, u"cat large | exec \"$0\" \"$@\""_s, curl, u"-sS"_s, u"--fail-with-body"_s, u"--cacert"_s,
                       m_work.filePath(u"ca.pem"_s), u"-T"_s, u"-"_s, address("PUT", "/data/curl/chunked")});
    QVERIFY(m_ok);
    run(curl, common + QStringList{u"-o"_s, u"large.curl"_s, address("GET", "/data/curl/../large")});
    QVERIFY(m_ok && same(u"large"_s, u"large.curl"_s));
    run(curl, common + QStringList{u"-o"_s, u"large.curl"_s, address("GET", "/data/curl/chunked")});
    QVERIFY(m_ok && same(u"large"_s, u"large.curl"_s));
    // A broken download is taken up where it ended.
    QVERIFY(QFile::resize(m_work.filePath(u"large.curl"_s), 1'234'567));
    run(curl, common + QStringList{u"-C"_s, u"-"_s, u"-o"_s, u"large.curl"_s, address("GET", "/data/curl/chunked")});
    QVERIFY(m_ok && same(u"large"_s, u"large.curl"_s));
}

QTEST_GUILESS_MAIN(tst_EndpointClients)
#include "tst_endpointclients.moc"
