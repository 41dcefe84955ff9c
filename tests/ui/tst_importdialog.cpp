// SPDX-License-Identifier: GPL-3.0-or-later
#include "testwindow.h"
#include "ui/connections/importdialog.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

/// The second of the three doors: profiles of the AWS command line become connections, and their keys stay where they are.
class TestImportDialog : public QObject
{
    Q_OBJECT
private slots:
    void profilesBecomeConnections();
    void nothingToImport();
};

namespace {

struct Home
{
    QTemporaryDir folder;
    QByteArray before = qgetenv("HOME");
    Home()
    {
        QStandardPaths::setTestModeEnabled(true);
        qputenv("HOME", folder.path().toUtf8());
        for (const char *name : {"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_PROFILE", "AWS_ACCESS_KEY_ID"})
            qunsetenv(name);
    }
    ~Home() { qputenv("HOME", before); }
    void write(const QString &name, const QByteArray &text)
    {
        QDir().mkpath(folder.filePath(u".aws"_s));
        QFile file(folder.filePath(u".aws/"_s + name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
};

QPushButton *defaultButton(const QDialog &dialog)
{
    for (QPushButton *button : dialog.findChildren<QPushButton *>())
        if (button->isDefault())
            return button;
    return nullptr;
}

} // namespace

void TestImportDialog::profilesBecomeConnections()
{
    Home home;
    home.write(u"credentials"_s, "[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = secret-of-default\n"
                                 "[work]\naws_access_key_id = AKIAWORK\naws_secret_access_key = secret-of-work\n");
    home.write(u"config"_s, "[default]\nregion = eu-north-1\n[profile work]\nregion = us-west-2\nendpoint_url = http://127.0.0.1:9\n");
    TestGround ground;
    {
        ImportDialog dialog(ground.book);
        dialog.show();
        auto *list = dialog.findChild<QListWidget *>();
        QTRY_COMPARE(list->count(), 2);
        QSignalSpy imported(&dialog, &ImportDialog::imported);
        for (int row = 0; row < 2; ++row)
            list->item(row)->setCheckState(list->item(row)->text() == u"work" ? Qt::Checked : Qt::Unchecked);
        QTest::mouseClick(defaultButton(dialog), Qt::LeftButton);
        QCOMPARE(imported.count(), 1);
    }
    QCOMPARE(ground.book.profiles().size(), 1);
    const ConnectionProfile profile = ground.book.profiles().first();
    QCOMPARE(profile.name, u"work"_s);
    std::optional<Result<Connection>> resolved;
    ground.book.resolve(profile.id, this, [&resolved](const Result<Connection> &connection) { resolved = connection; });
    QTRY_VERIFY(resolved);
    QVERIFY2(*resolved, *resolved ? "" : qPrintable(resolved->error().message));
    QCOMPARE((*resolved)->credentials.accessKeyId, QByteArray("AKIAWORK"));
    QCOMPARE((*resolved)->credentials.secretAccessKey, QByteArray("secret-of-work"));
    QCOMPARE((*resolved)->region, u"us-west-2"_s);
    QCOMPARE((*resolved)->endpoint, QUrl(u"http://127.0.0.1:9"_s));
    // What is kept is the profile's name.
    QFile kept(ground.folder.filePath(u"connections.json"_s));
    QTRY_VERIFY(kept.exists());
    QVERIFY(kept.open(QIODevice::ReadOnly));
    const QByteArray text = kept.readAll();
    QVERIFY(text.contains("work") && !text.contains("secret-of") && !text.contains("AKIA"));
    // It is known the next time.
    ImportDialog again(ground.book);
    again.show();
    auto *list = again.findChild<QListWidget *>();
    QTRY_COMPARE(list->count(), 2);
    for (int row = 0; row < 2; ++row)
        QCOMPARE(bool(list->item(row)->flags() & Qt::ItemIsEnabled), list->item(row)->data(Qt::UserRole).toString() == u"default");
}

void TestImportDialog::nothingToImport()
{
    Home home;
    TestGround ground;
    ImportDialog dialog(ground.book);
    dialog.show();
    const auto says = [&dialog](const QString &part) {
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            if (label->text().contains(part))
                return true;
        return false;
    };
    QTRY_VERIFY(says(u"No profiles were found"_s));
    QVERIFY(!defaultButton(dialog)->isEnabled());
}

QTEST_MAIN(TestImportDialog)
#include "tst_importdialog.moc"
