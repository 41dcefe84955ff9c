// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/application.h"

#include "ui/connections/keychain.h"
#include "ui/main/mainwindow.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/transfers/engineboard.h"
#include "ui/transfers/newtransferdialog.h"

#include <QApplication>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace millrace {

int runDesktop(QApplication &application)
{
    QCoreApplication::setApplicationName(u"millrace"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MILLRACE_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Millrace"_s);
    QGuiApplication::setDesktopFileName(u"millrace"_s);
    application.setWindowIcon(applicationIcon());

    const QString file = Preferences::defaultFile();
    const Preferences preferences = Preferences::load(file);
    Appearance appearance(application);
    appearance.choose(preferences.theme);
    Keychain keychain;
    ConnectionBook book(ConnectionBook::defaultFile(), keychain);
    EngineBoard board;
    board.setParallel(preferences.parallelTransfers);
    int code = 0;
    {
        MainWindow window({board, book, appearance, file}, preferences);
        book.load();
        window.show();
        const QStringList words = application.arguments().mid(1);
        for (const QString &word : words) {
            if (word == u"--demo")
                window.startDemo();
            else if (NewTransferDialog::isAddress(word))
                window.openAddress(word);
        }
        code = application.exec();
    }
    QThreadPool::globalInstance()->waitForDone(); // settings on their way to the disk
    return code;
}

} // namespace millrace
