// SPDX-License-Identifier: GPL-3.0-or-later
// Connections whose keys a service hands out: the window never waits for it.
#include "s3/credentialsupply.h"
#include "support/rawserver.h"
#include "testwindow.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QTimer>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestRoleKeys : public QObject
{
    Q_OBJECT

    /// ~/.aws with a role, and the token service to ask.
    struct Home
    {
        explicit Home(const RawServer &sts)
        {
            QDir().mkpath(folder.filePath(u".aws"_s));
            QFile file(folder.filePath(u".aws/config"_s));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("cannot write a test file");
            file.write("[profile work]\nrole_arn=arn:ROLE\nsource_profile=base\n"
                       "[profile base]\naws_access_key_id=BASE\naws_secret_access_key=S\n");
            for (const char *name : {"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_PROFILE", "AWS_ENDPOINT_URL"})
                qunsetenv(name);
            qputenv("HOME", folder.path().toUtf8());
            qputenv("AWS_ENDPOINT_URL_STS", sts.url());
        }
        ~Home()
        {
            qputenv("HOME", before);
            qunsetenv("AWS_ENDPOINT_URL_STS");
        }
        QTemporaryDir folder;
        QByteArray before = qgetenv("HOME");
    };
    static ConnectionProfile work()
    {
        ConnectionProfile profile = ConnectionProfile::make();
        profile.name = u"work"_s;
        profile.credentials = CredentialKind::AwsProfile;
        profile.awsProfile = u"work"_s;
        return profile;
    }

private slots:
    void keysOfARole()
    {
        int asked = 0;
        RawServer sts([&asked](QTcpSocket *s, const RawServer::Request &) {
            const QByteArray id = "ROLE" + QByteArray::number(++asked);
            // It takes its time; this very thread serves the answer, and could not if it waited.
            QTimer::singleShot(200, s, [s, id] {
                s->write(answer("<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>" + id
                                + "</AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken>"
                                  "<Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>"
                                  "</AssumeRoleResponse>"));
            });
        });
        Home home(sts);
        TestGround ground;
        std::optional<Result<Connection>> resolved;
        ground.book.resolve(work(), {}, this, [&resolved](const Result<Connection> &connection) { resolved = connection; });
        QTRY_VERIFY(resolved);
        QVERIFY2(*resolved, *resolved ? "" : qPrintable(resolved->error().message));
        const Connection connection = **resolved;
        QCOMPARE(connection.credentials.accessKeyId, QByteArray("ROLE1"));
        QVERIFY(connection.supply);
        // What the window keeps of it signs with other keys once these are refused.
        bool renewed = false;
        connection.supply->renew(connection.supply->issue(), this,
                                 [&renewed](const std::optional<Error> &trouble) { renewed = !trouble; });
        QTRY_VERIFY(renewed);
        QCOMPARE(currentCredentials(connection).accessKeyId, QByteArray("ROLE2"));
    }

    /// A service that never answers holds up neither the other connections nor the end.
    void silentService()
    {
        RawServer sts([](QTcpSocket *, const RawServer::Request &) {});
        Home home(sts);
        auto ground = std::make_unique<TestGround>();
        bool told = false;
        ground->book.resolve(work(), {}, this, [&told](const Result<Connection> &) { told = true; });
        QTRY_COMPARE(sts.requests.size(), 1);
        ConnectionProfile open = work();
        open.credentials = CredentialKind::Anonymous;
        bool other = false;
        ground->book.resolve(open, {}, this, [&other](const Result<Connection> &connection) { other = bool(connection); });
        QTRY_VERIFY(other);
        QVERIFY(!told);
        QElapsedTimer clock;
        clock.start();
        ground.reset();
        QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed()))); // the service has 30 s
    }
};

QTEST_MAIN(TestRoleKeys)
#include "tst_rolekeys.moc"
