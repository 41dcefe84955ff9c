// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/application.h"

#include "ui/connections/connectionbroker.h"
#include "ui/connections/keychain.h"
#include "ui/desktop/singleinstance.h"
#include "ui/main/desktop.h"
#include "ui/reports/reportarchive.h"
#include "ui/settings/bandwidthlimit.h"
#include "ui/text/translation.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/transfers/queueboard.h"

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

    SingleInstance instance;
    const QStringList words = application.arguments().mid(1);
    if (instance.handOver(words))
        return 0;
    instance.listen();

    const QString file = Preferences::defaultFile();
    const Preferences preferences = Preferences::load(file);
    Appearance appearance(application);
    appearance.choose(preferences.theme);
    Translation translation(application);
    translation.choose(preferences.language);
    BandwidthLimit bandwidth(preferences.bandwidth);
    Keychain keychain;
    ConnectionBook book(ConnectionBook::defaultFile(), keychain);
    book.load(); // before anybody can ask for a connection: who does waits for the file
    ConnectionBroker broker(book);
    int code = 0;
    {
        QueueBoard board({}, broker.provider(), bandwidth.buckets(), defaultReportFolder());
        const auto limit = [&board](const Preferences &chosen) {
            board.setParallel(chosen.parallelTransfers);
            board.setMemory(chosen.memoryLimit);
        };
        limit(preferences);
        Desktop desktop({board, book, appearance, file, &bandwidth, defaultReportFolder()}, translation, preferences);
        QObject::connect(&desktop, &Desktop::preferencesChanged, &board, limit);
        QObject::connect(&instance, &SingleInstance::argumentsCame, &desktop,
                         [&desktop](const QStringList &arguments, const QByteArray &token) {
                             if (!token.isEmpty())
                                 qputenv("XDG_ACTIVATION_TOKEN", token);
                             desktop.bringUp();
                             desktop.take(arguments);
                         });
        desktop.window().show();
        desktop.take(words);
        code = application.exec();
        broker.close(); // the queue's threads may wait for an answer, and are waited for next
    }
    QThreadPool::globalInstance()->waitForDone(); // settings on their way to the disk
    return code;
}

} // namespace millrace
