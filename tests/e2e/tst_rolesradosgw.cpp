// SPDX-License-Identifier: GPL-3.0-or-later
// Roles given out by the token service of a Ceph RADOS Gateway, through millrace-cli.
#include "support/clirun.h"
#include "support/radosgw.h"

#include <QDir>
#include <QTemporaryDir>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace millrace;

class TestRolesRadosgw : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void movesBytesInARole();
    void readsOnlyWhatTheRoleMay();
    void refusedRoles();

private:
    CliResult cli(const QStringList &arguments, const QString &profile) const;
    /// False where radosgw-admin failed.
    bool makeRole(const QString &name, const QString &trusted, const QString &actions) const;
    bool admin(const QStringList &arguments) const;
    void write(const QString &name, const QByteArray &bytes) const;

    std::unique_ptr<Radosgw> m_server;
    QTemporaryDir m_folder;
};

void TestRolesRadosgw::initTestCase()
{
    QVERIFY2(QFile::exists(QStringLiteral(MILLRACE_CLI)), "millrace-cli is not built");
    m_server = std::make_unique<Radosgw>(true);
    if (m_server->isMissing())
        QSKIP(qPrintable(u"MILLRACE-SKIP: "_s + m_server->whyNot()));
    QVERIFY2(m_server->isRunning(), qPrintable(m_server->whyNot()));
    QVERIFY(makeRole(u"Writer"_s, u"millrace"_s, u"s3:*"_s));
    QVERIFY(makeRole(u"Reader"_s, u"millrace"_s, u"s3:Get*"_s));
    QVERIFY(makeRole(u"Foreign"_s, u"somebody"_s, u"s3:*"_s));
    QByteArray config = "[profile base]\nregion = us-east-1\n";
    for (const QByteArray name : {"Writer", "Reader", "Foreign", "Absent"})
        config += "[profile " + name + "]\nrole_arn = arn:aws:iam:::role/" + name + "\nsource_profile = base\nduration_seconds = 900\n";
    write(u".aws/config"_s, config);
    write(u".aws/credentials"_s, "[base]\naws_access_key_id = " + m_server->accessKey().toUtf8() + "\naws_secret_access_key = "
                                     + m_server->secretKey().toUtf8() + '\n');
}

CliResult TestRolesRadosgw::cli(const QStringList &arguments, const QString &profile) const
{
    QProcessEnvironment e = m_server->environment();
    for (const QString &name : {u"AWS_ACCESS_KEY_ID"_s, u"AWS_SECRET_ACCESS_KEY"_s, u"AWS_CONFIG_FILE"_s,
                                u"AWS_SHARED_CREDENTIALS_FILE"_s})
        e.remove(name);
    e.insert(u"HOME"_s, m_folder.path());
    e.insert(u"XDG_STATE_HOME"_s, m_folder.path() + u"/state"_s);
    e.insert(u"AWS_ENDPOINT_URL"_s, m_server->endpoint()); // which serves both
    e.insert(u"AWS_EC2_METADATA_DISABLED"_s, u"true"_s);
    return runCli(e, arguments + QStringList{u"--profile"_s, profile});
}

bool TestRolesRadosgw::admin(const QStringList &arguments) const
{
    QProcess process;
    QProcessEnvironment e = QProcessEnvironment::systemEnvironment();
    e.insert(u"CEPH_CONF"_s, m_server->folder() + u"/ceph.conf"_s);
    process.setProcessEnvironment(e);
    process.start(u"radosgw-admin"_s, arguments);
    return process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

bool TestRolesRadosgw::makeRole(const QString &name, const QString &trusted, const QString &actions) const
{
    const QString trust = u"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                          "[\"arn:aws:iam:::user/%1\"]},\"Action\":[\"sts:AssumeRole\"]}]}"_s.arg(trusted);
    const QString policy = u"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"%1\"],"
                           "\"Resource\":\"arn:aws:s3:::*\"}]}"_s.arg(actions);
    return admin({u"role"_s, u"create"_s, u"--role-name="_s + name, u"--assume-role-policy-doc="_s + trust})
        && admin({u"role-policy"_s, u"put"_s, u"--role-name="_s + name, u"--policy-name=all"_s, u"--policy-doc="_s + policy});
}

void TestRolesRadosgw::write(const QString &name, const QByteArray &bytes) const
{
    const QString path = m_folder.path() + u'/' + name;
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a test file");
}

void TestRolesRadosgw::movesBytesInARole()
{
    const QByteArray bytes = testBytes(20 * MiB + 7);
    write(u"source"_s, bytes);
    const QString target = u"s3://%1/roles/"_s.arg(m_server->bucket());
    const CliResult sent = cli({u"upload"_s, m_folder.filePath(u"source"_s), target}, u"Writer"_s);
    QVERIFY2(sent.code == 0, sent.err);
    const CliResult listed = cli({u"list"_s, target, u"--verbose"_s}, u"Writer"_s);
    QVERIFY2(listed.code == 0, listed.err);
    QVERIFY2(listed.out.contains("source"), listed.out);
    QVERIFY2(listed.err.contains("role/Writer"), listed.err);
    const CliResult back = cli({u"download"_s, target + u"source"_s, m_folder.filePath(u"back/"_s)}, u"Reader"_s);
    QVERIFY2(back.code == 0, back.err);
    QCOMPARE(sha256OfFile(m_folder.filePath(u"back/source"_s)), sha256Of(bytes));
}

void TestRolesRadosgw::readsOnlyWhatTheRoleMay()
{
    write(u"small"_s, "small");
    const CliResult sent =
        cli({u"upload"_s, m_folder.filePath(u"small"_s), u"s3://%1/roles/"_s.arg(m_server->bucket())}, u"Reader"_s);
    QCOMPARE(sent.code, 3);
    QVERIFY2(sent.err.contains("AccessDenied"), sent.err);
}

void TestRolesRadosgw::refusedRoles()
{
    for (const QString &name : {u"Foreign"_s, u"Absent"_s}) {
        const CliResult refused = cli({u"list"_s, u"s3://%1/"_s.arg(m_server->bucket())}, name);
        QCOMPARE(refused.code, 3);
        QVERIFY2(refused.err.contains("role/" + name.toLatin1()), refused.err);
        QVERIFY2(!refused.err.contains(m_server->secretKey().toUtf8()), refused.err);
    }
}

QTEST_GUILESS_MAIN(TestRolesRadosgw)
#include "tst_rolesradosgw.moc"
