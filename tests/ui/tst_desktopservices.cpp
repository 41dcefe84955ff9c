// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/notices.h"
#include "ui/desktop/sleepinhibitor.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusContext>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

/// What a desktop's notification service does, as far as it is asked.
class FakeNotifications : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    QList<QStringList> shown; ///< title and text

public slots:
    uint Notify(const QString &, uint, const QString &, const QString &title, const QString &text, const QStringList &,
                const QVariantMap &, int)
    {
        shown.append({title, text});
        return uint(shown.size());
    }

signals:
    void ActionInvoked(uint id, const QString &action);
};

class FakePower : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.PowerManagement.Inhibit")
public:
    QList<uint> held;

public slots:
    uint Inhibit(const QString &, const QString &)
    {
        held.append(++m_last);
        return m_last;
    }
    void UnInhibit(uint cookie) { held.removeOne(cookie); }

private:
    uint m_last = 70;
};

class FakeSession : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.gnome.SessionManager")
public:
    QList<uint> held;

public slots:
    uint Inhibit(const QString &, uint, const QString &, uint flags)
    {
        held.append(flags);
        return 5;
    }
    void Uninhibit(uint cookie)
    {
        if (cookie == 5)
            held.clear();
    }
};

/// On a bus of its own: the test starts itself again under one.
class TestDesktopServices : public QObject
{
    Q_OBJECT
private slots:
    void onABus();
    void endsAreTold();
    void endsAtOnceAreToldTogether();
    void sleepIsHeldOff();
    void gnomeIsAskedNext();
};

static const char insideVariable[] = "MILLRACE_TEST_BUS";
#define ONLY_INSIDE \
    if (!qEnvironmentVariableIsSet(insideVariable)) \
        return /* run by onABus */

namespace {

class EndingBoard : public TransferBoard
{
public:
    void add(const TransferOrder &) override {}
    void act(TransferAction, const QList<quint64> &) override {}
    void setSettings(quint64, const TransferSettings &) override {}
    void watch(quint64) override {}
    const TransferOrder *order(quint64) const override { return nullptr; }
    void end(const QString &name, std::optional<Error> error = {})
    {
        TransferRow row;
        row.id = ++m_last;
        row.name = name;
        row.size = 3 * MiB;
        row.state = error ? TransferState::Failed : TransferState::Done;
        row.error = error;
        emit ended(row);
    }

private:
    quint64 m_last = 0;
};

/// Answers through a connection of its own, as another process would.
struct Served
{
    QString name;
    QDBusConnection bus;
    Served(const QString &service, const QString &path, QObject *object)
        : name(service), bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, service))
    {
        bus.registerObject(path, object, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        bus.registerService(service);
    }
    ~Served()
    {
        bus.unregisterService(name);
        QDBusConnection::disconnectFromBus(name);
    }
};

} // namespace

void TestDesktopServices::onABus()
{
    if (qEnvironmentVariableIsSet(insideVariable))
        return;
    if (QStandardPaths::findExecutable(u"dbus-run-session"_s).isEmpty())
        QSKIP("dbus-run-session is not installed");
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(insideVariable), u"1"_s);
    QProcess session;
    session.setProcessEnvironment(environment);
    session.setProcessChannelMode(QProcess::MergedChannels);
    session.start(u"dbus-run-session"_s, {u"--"_s, QCoreApplication::applicationFilePath()});
    QVERIFY2(session.waitForFinished(120000), "the session did not end");
    const QByteArray said = session.readAll();
    QVERIFY2(session.exitStatus() == QProcess::NormalExit && session.exitCode() == 0, said.constData());
}

void TestDesktopServices::endsAreTold()
{
    ONLY_INSIDE;
    FakeNotifications fake;
    const Served served(u"org.freedesktop.Notifications"_s, u"/org/freedesktop/Notifications"_s, &fake);
    EndingBoard board;
    int fallbacks = 0;
    Notices notices(board, [&fallbacks](const QString &, const QString &, bool) { ++fallbacks; });
    QSignalSpy wanted(&notices, &Notices::windowWanted);
    board.end(u"data.bin"_s);
    QTRY_COMPARE(fake.shown.size(), 1);
    QVERIFY(fake.shown.first().first().contains(u"data.bin"_s));
    Error error = Error::make(ErrorKind::LocalFile, ErrorCause::DiskFull, QString());
    error.path = u"/a & b"_s;
    board.end(u"big.bin"_s, error);
    QTRY_COMPARE(fake.shown.size(), 2);
    QVERIFY(fake.shown.last().first().startsWith(u"Failed"_s));
    QVERIFY2(fake.shown.last().last().contains(u"/a &amp; b: The disk is full"_s), qPrintable(fake.shown.last().last()));
    QTRY_COMPARE(fallbacks, 0);
    emit fake.ActionInvoked(1, u"default"_s);
    QTRY_COMPARE(wanted.count(), 1);
    emit fake.ActionInvoked(99, u"default"_s); // another program's
    QTest::qWait(100);
    QCOMPARE(wanted.count(), 1);
    notices.setActive(false);
    board.end(u"more.bin"_s);
    QTest::qWait(1500);
    QCOMPARE(fake.shown.size(), 2);
}

void TestDesktopServices::endsAtOnceAreToldTogether()
{
    ONLY_INSIDE;
    EndingBoard board;
    QStringList titles;
    QStringList texts;
    Notices notices(board, [&](const QString &title, const QString &text, bool) {
        titles += title;
        texts += text;
    });
    for (int i = 1; i <= 5; ++i)
        board.end(u"file %1"_s.arg(i));
    // Nobody serves notices now: the tray tells.
    QTRY_COMPARE(titles.size(), 1);
    QVERIFY(titles.first().contains(u"5"_s));
    QCOMPARE(texts.first(), u"file 1\nfile 2\nfile 3\n…"_s);
}

void TestDesktopServices::sleepIsHeldOff()
{
    ONLY_INSIDE;
    FakePower fake;
    const Served served(u"org.freedesktop.PowerManagement"_s, u"/org/freedesktop/PowerManagement/Inhibit"_s, &fake);
    SleepInhibitor inhibitor;
    inhibitor.setActive(true, u"Transfers are under way"_s);
    inhibitor.setActive(true, u"Transfers are under way"_s);
    QTRY_VERIFY(inhibitor.isHeld());
    QCOMPARE(fake.held, QList<uint>{71});
    inhibitor.setActive(false, {});
    QTRY_VERIFY(fake.held.isEmpty());
    // Over before the answer came: not held for ever.
    inhibitor.setActive(true, u"again"_s);
    inhibitor.setActive(false, {});
    QTRY_VERIFY(!inhibitor.isHeld() && fake.held.isEmpty());
}

void TestDesktopServices::gnomeIsAskedNext()
{
    ONLY_INSIDE;
    FakeSession fake;
    const Served served(u"org.gnome.SessionManager"_s, u"/org/gnome/SessionManager"_s, &fake);
    {
        SleepInhibitor inhibitor;
        inhibitor.setActive(true, u"Transfers are under way"_s);
        QTRY_VERIFY(inhibitor.isHeld());
        QCOMPARE(fake.held, QList<uint>{4});
    }
    QTRY_VERIFY(fake.held.isEmpty());
}

QTEST_MAIN(TestDesktopServices)
#include "tst_desktopservices.moc"
