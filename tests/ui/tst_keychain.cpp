// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/keychain.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

/// Against a real Secret Service: the test starts itself again under a bus and a keyring of its own.
class TestKeychain : public QObject
{
    Q_OBJECT
private slots:
    void storesReadsAndDeletes();
    void keepsForTheSessionWhereThereIsNone();
    void insideTheKeyring();
};

static const char insideVariable[] = "MILLRACE_TEST_KEYRING";

void TestKeychain::storesReadsAndDeletes()
{
    if (qEnvironmentVariableIsSet(insideVariable))
        return; // this is the inner one
    for (const QString &program : {u"dbus-run-session"_s, u"gnome-keyring-daemon"_s})
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP(qPrintable(u"%1 is not installed"_s.arg(program)));
    QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s})
        environment.insert(name, home.path());
    environment.insert(QString::fromLatin1(insideVariable), u"1"_s);
    environment.insert(u"QTKEYCHAIN_BACKEND"_s, u"libsecret"_s);
    environment.insert(u"XDG_CURRENT_DESKTOP"_s, u"GNOME"_s);
    environment.insert(u"DESKTOP_SESSION"_s, u"gnome"_s);
    QProcess session;
    session.setProcessEnvironment(environment);
    session.setProcessChannelMode(QProcess::MergedChannels);
    session.start(u"dbus-run-session"_s,
                  {u"--"_s, u"sh"_s, u"-c"_s,
                   u"printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" insideTheKeyring"_s,
                   QCoreApplication::applicationFilePath()});
    QVERIFY2(session.waitForFinished(60000), "the session did not end");
    const QByteArray said = session.readAll();
    QVERIFY2(session.exitStatus() == QProcess::NormalExit && session.exitCode() == 0, said.constData());
}

void TestKeychain::insideTheKeyring()
{
    if (!qEnvironmentVariableIsSet(insideVariable))
        return; // run by storesReadsAndDeletes
    const QByteArray secret = "s3cr3t/+=" + QByteArray(1, '\x01');
    bool done = false;
    Keychain keychain(u"Millrace test"_s);
    keychain.store(u"connection"_s, secret, [&](Keychain::Kept kept, const QString &trouble) {
        QVERIFY2(kept == Keychain::Kept::InKeychain, qPrintable(trouble));
        done = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(done, 20000);

    // Another object, which remembers nothing, finds it.
    Keychain other(u"Millrace test"_s);
    done = false;
    other.read(u"connection"_s, [&](const QByteArray &read, const QString &trouble) {
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
        QCOMPARE(read, secret);
        done = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(done, 20000);

    done = false;
    other.remove(u"connection"_s, [&](const QString &trouble) {
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
        done = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(done, 20000);
    done = false;
    other.read(u"connection"_s, [&](const QByteArray &read, const QString &) {
        QVERIFY(read.isEmpty());
        done = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(done, 20000);
}

void TestKeychain::keepsForTheSessionWhereThereIsNone()
{
    if (qEnvironmentVariableIsSet(insideVariable))
        return;
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    Keychain keychain(u"Millrace test"_s);
    bool done = false;
    keychain.store(u"connection"_s, "secret", [&](Keychain::Kept kept, const QString &trouble) {
        QCOMPARE(kept, Keychain::Kept::ForSession);
        QVERIFY(!trouble.isEmpty());
        done = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(done, 40000);
    done = false;
    keychain.read(u"connection"_s, [&](const QByteArray &read, const QString &) {
        QCOMPARE(read, QByteArray("secret"));
        done = true;
    });
    QTRY_VERIFY(done);
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
