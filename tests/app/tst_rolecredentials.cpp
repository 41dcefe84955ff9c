// SPDX-License-Identifier: GPL-3.0-or-later
// The command line with credentials that services hand out.
#include "support/clirun.h"
#include "support/inthread.h"
#include "support/rawserver.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

QByteArray refusal(int status, const QByteArray &body)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray keysAsJson(const QByteArray &id, const QDateTime &end)
{
    const QJsonObject o{{u"AccessKeyId"_s, QString::fromLatin1(id)},
                        {u"SecretAccessKey"_s, u"S"_s},
                        {u"Token"_s, u"TOKEN-OF-"_s + QString::fromLatin1(id)},
                        {u"Expiration"_s, end.toString(Qt::ISODateWithMs)}};
    return QJsonDocument(o).toJson();
}

} // namespace

class TestRoleCredentials : public QObject
{
    Q_OBJECT

    /// Where no keys are but those of a service.
    static QProcessEnvironment bare(const QString &home)
    {
        QProcessEnvironment e = cliEnvironment({}, home);
        for (const QString &name : {u"AWS_ACCESS_KEY_ID"_s, u"AWS_SECRET_ACCESS_KEY"_s, u"AWS_ENDPOINT_URL"_s})
            e.remove(name);
        return e;
    }
    static CliResult run(const QProcessEnvironment &environment, const QStringList &arguments)
    {
        return inThread([&] { return runCli(environment, arguments); });
    }
    static void write(const QString &path, const QByteArray &text)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write a test file");
    }
    static void writeRole(const QString &home)
    {
        write(home + u"/.aws/config"_s, "[profile work]\nrole_arn = arn:aws:iam::1:role/reader\nsource_profile = base\n");
        write(home + u"/.aws/credentials"_s, "[base]\naws_access_key_id = BASE\naws_secret_access_key = SECRET-OF-BASE\n");
    }

private slots:
    void aRoleOfAProfile()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.credentials = {{"AKIDROLE", "SECRET-OF-ROLE", "TOKEN-OF-ROLE", {}, false}}; });
        endpoint.put(u"dir/object"_s, testBytes(100'000));
        RawServer sts([](QTcpSocket *s, const RawServer::Request &) {
            s->write(answer("<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>AKIDROLE</AccessKeyId>"
                            "<SecretAccessKey>SECRET-OF-ROLE</SecretAccessKey><SessionToken>TOKEN-OF-ROLE</SessionToken>"
                            "<Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"));
        });
        QTemporaryDir home;
        writeRole(home.path());
        QProcessEnvironment environment = bare(home.path());
        environment.insert(u"AWS_ENDPOINT_URL_STS"_s, QString::fromLatin1(sts.url()));
        environment.insert(u"AWS_ENDPOINT_URL_S3"_s, endpoint.connection().endpoint.toString());
        const QString target = home.filePath(u"target"_s), report = home.filePath(u"run.json"_s),
                      trace = home.filePath(u"trace.json"_s);
        const CliResult result = run(environment, {u"download"_s, u"s3://bucket/dir/"_s, target, u"--profile"_s, u"work"_s,
                                                   u"--verbose"_s, u"--report"_s, report, u"--trace"_s, trace});
        QVERIFY2(result.code == 0, result.err);
        QCOMPARE(fileContents(target + u"/object"_s), testBytes(100'000));
        QVERIFY2(result.err.contains("arn:aws:iam::1:role/reader"), result.err);
        QCOMPARE(sts.requests.size(), 1);
        for (const QByteArray &text : {result.out, result.err, fileContents(report), fileContents(trace)})
            for (const char *secret : {"SECRET-OF-BASE", "SECRET-OF-ROLE", "TOKEN-OF-ROLE"})
                QVERIFY2(!text.contains(secret), text);
    }

    void aRoleThatIsRefused()
    {
        RawServer sts([](QTcpSocket *s, const RawServer::Request &) {
            s->write(refusal(403, "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:u is not "
                                  "authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>"));
        });
        QTemporaryDir home;
        writeRole(home.path());
        QProcessEnvironment environment = bare(home.path());
        environment.insert(u"AWS_ENDPOINT_URL_STS"_s, QString::fromLatin1(sts.url()));
        const CliResult result = run(environment, {u"list"_s, u"s3://bucket/"_s, u"--profile"_s, u"work"_s});
        QCOMPARE(result.code, 3);
        for (const char *word : {"\"work\"", "role/reader", "not authorized", "trust policy", "AccessDenied"})
            QVERIFY2(result.err.contains(word), result.err);
        QVERIFY2(!result.err.contains("SECRET-OF-BASE") && !result.err.contains("bucket's owner"), result.err);
    }

    void rolesThatLeadBack()
    {
        QTemporaryDir home;
        write(home.filePath(u".aws/config"_s), "[profile a]\nrole_arn=x\nsource_profile=b\n[profile b]\nrole_arn=y\nsource_profile=a\n");
        const CliResult result = run(bare(home.path()), {u"list"_s, u"s3://bucket/"_s, u"--profile"_s, u"a"_s});
        QCOMPARE(result.code, 2);
        QVERIFY2(result.err.contains("a -> b -> a"), result.err);
    }

    /// On a machine that is no instance, with an address that swallows what is sent: the usual error, and soon.
    void noCredentialsAnywhere()
    {
        RawServer metadata([](QTcpSocket *, const RawServer::Request &) {});
        QTemporaryDir home;
        QProcessEnvironment environment = bare(home.path());
        environment.remove(u"AWS_EC2_METADATA_DISABLED"_s);
        environment.insert(u"AWS_EC2_METADATA_SERVICE_ENDPOINT"_s, QString::fromLatin1(metadata.url()));
        QElapsedTimer clock;
        clock.start();
        const CliResult result = run(environment, {u"list"_s, u"s3://bucket/"_s});
        QCOMPARE(result.code, 3);
        for (const char *word : {"no credentials", "AWS_ACCESS_KEY_ID", "profile \"default\"", "metadata service",
                                       "no answer within 1 s", "--no-sign-request"})
            QVERIFY2(result.err.contains(word), result.err);
        QCOMPARE(metadata.requests.size(), 1);
        QVERIFY(clock.elapsed() < 30'000);
    }

    /// Keys of two seconds each, and a store that goes on listing until it has seen three of them.
    void keysThatEndWhileItRuns()
    {
        QHash<QByteArray, QDateTime> given;
        RawServer host([&given](QTcpSocket *s, const RawServer::Request &) {
            const QByteArray id = "AKID" + QByteArray::number(given.size() + 1);
            given.insert(id, QDateTime::currentDateTimeUtc().addSecs(2));
            s->write(answer(keysAsJson(id, given.value(id))));
        });
        QSet<QByteArray> seen;
        int pages = 0;
        RawServer store([&](QTcpSocket *s, const RawServer::Request &r) {
            const QByteArray proof = r.header("authorization");
            const QByteArray id = proof.mid(proof.indexOf("Credential=") + 11).split('/').first();
            QByteArray reply;
            if (given.value(id) <= QDateTime::currentDateTimeUtc()) {
                reply = refusal(400, "<Error><Code>ExpiredToken</Code></Error>");
            } else {
                seen.insert(id);
                ++pages;
                const bool more = seen.size() < 3;
                reply = answer("<ListBucketResult><Name>bucket</Name><IsTruncated>" + QByteArray(more ? "true" : "false")
                               + "</IsTruncated>" + (more ? "<NextContinuationToken>t" + QByteArray::number(pages) + "</NextContinuationToken>" : QByteArray())
                               + "<Contents><Key>key" + QByteArray::number(pages) + "</Key><Size>1</Size><ETag>\"e\"</ETag>"
                                 "<LastModified>2024-01-01T00:00:00.000Z</LastModified></Contents></ListBucketResult>");
            }
            QTimer::singleShot(20, s, [s, reply] { s->write(reply); });
        });
        QTemporaryDir home;
        QProcessEnvironment environment = bare(home.path());
        environment.insert(u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, QString::fromLatin1(host.url("/keys")));
        environment.insert(u"AWS_ENDPOINT_URL_S3"_s, QString::fromLatin1(store.url({})));
        const CliResult result = run(environment, {u"list"_s, u"s3://bucket/"_s, u"--recursive"_s});
        QVERIFY2(result.code == 0, result.err);
        QCOMPARE(seen.size(), 3);
        QVERIFY2(result.out.contains("key" + QByteArray::number(pages)), result.out.right(500));
        QVERIFY(!result.err.contains("TOKEN-OF"));
    }
};

QTEST_GUILESS_MAIN(TestRoleCredentials)
#include "tst_rolecredentials.moc"
