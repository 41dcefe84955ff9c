// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/application.h"

#include "ui/connections/connectionbroker.h"
#include "ui/connections/keychain.h"
#include "ui/desktop/singleinstance.h"
#include "ui/desktop/sleepinhibitor.h"
#include "ui/desktop/trayicon.h"
#include "ui/main/mainwindow.h"
#include "ui/text/translation.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/transfers/newtransferdialog.h"
#include "ui/transfers/queueboard.h"

#include <QApplication>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

void bringUp(MainWindow &window)
{
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
}

void take(MainWindow &window, const QStringList &words)
{
    for (const QString &word : words) {
        if (word == u"--demo")
            window.startDemo();
        else if (NewTransferDialog::isAddress(word))
            window.openAddress(word);
    }
}

/// What belongs to the desktop around the window.
void dress(MainWindow &window, TransferBoard &board, TrayIcon &tray, SleepInhibitor &awake)
{
    QObject::connect(&tray, &TrayIcon::windowWanted, &window, [&window] { bringUp(window); });
    QObject::connect(&tray, &TrayIcon::pauseAllWanted, &window, [&window] { window.actOnAll(TransferAction::Pause); });
    QObject::connect(&tray, &TrayIcon::resumeAllWanted, &window, [&window] { window.actOnAll(TransferAction::Resume); });
    QObject::connect(&board, &TransferBoard::totalsChanged, &awake, [&window, &awake](const TransferTotals &totals) {
        awake.setActive(totals.active > 0 && window.preferences().keepAwake, MainWindow::tr("Transfers are under way"));
    });
    const auto follow = [&tray](const Preferences &preferences) {
        tray.setShown(preferences.tray);
        tray.setNotifies(preferences.notify);
    };
    follow(window.preferences());
    QObject::connect(&window, &MainWindow::preferencesChanged, &tray, follow);
}

} // namespace

int runDesktop(QApplication &application)
{
    QCoreApplication::setApplicationName(u"millrace"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MILLRACE_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Millrace"_s);
    QGuiApplication::setDesktopFileName(u"millrace"_s);
    application.setWindowIcon(applicationIcon());
    installTranslation(application, {});

    SingleInstance instance(u"millrace-desktop"_s);
    const QStringList words = application.arguments().mid(1);
    if (instance.handOver(words))
        return 0;
    instance.listen();

    const QString file = Preferences::defaultFile();
    const Preferences preferences = Preferences::load(file);
    Appearance appearance(application);
    appearance.choose(preferences.theme);
    Keychain keychain;
    ConnectionBook book(ConnectionBook::defaultFile(), keychain);
    ConnectionBroker broker(book);
    int code = 0;
    {
        QueueBoard board({}, broker.provider());
        board.setParallel(preferences.parallelTransfers);
        MainWindow window({board, book, appearance, file}, preferences);
        TrayIcon tray(board);
        SleepInhibitor awake;
        dress(window, board, tray, awake);
        QObject::connect(&window, &MainWindow::preferencesChanged, &board,
                         [&board](const Preferences &chosen) { board.setParallel(chosen.parallelTransfers); });
        QObject::connect(&instance, &SingleInstance::argumentsCame, &window, [&window](const QStringList &arguments) {
            bringUp(window);
            take(window, arguments);
        });
        book.load();
        window.show();
        take(window, words);
        code = application.exec();
        broker.close(); // the queue's threads may wait for an answer, and are waited for next
    }
    QThreadPool::globalInstance()->waitForDone(); // settings on their way to the disk
    return code;
}

} // namespace millrace
