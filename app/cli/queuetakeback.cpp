// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/queuetakeback.h"

#include "cli/errortext.h"
#include "cli/exitcode.h"
#include "cli/printable.h"
#include "cli/signalwatch.h"

#include <QCoreApplication>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace millrace {

int takeBackUploads(const QList<QueueEntry> &entries, Console &console)
{
    QThreadPool pool;
    SignalWatch signalWatch;
    ExitTally tally;
    UploadTakeBack work(entries, [](const QueueTask &task) {
        return connectionFromChain(task, QProcessEnvironment::systemEnvironment());
    }, pool);
    QObject::connect(&work, &UploadTakeBack::remained, &work,
                     [&](const QueueEntry &entry, const Error &error, const QString &command) {
        tally.addFailure();
        console.warn(u"[%1] what the upload had sent stays on the server, where it costs storage: %2. This removes it: %3"_s.arg(
            QString::number(entry.id), errorText(error).what, printable(command)));
    });
    QObject::connect(&work, &UploadTakeBack::finished, &work, [&](qint64 uploads) {
        if (uploads > 0 && !console.isQuiet())
            console.err(u"Took back what %1 had sent."_s.arg(counted(uploads, u"unfinished upload"_s, u"unfinished uploads"_s)));
        QCoreApplication::exit(int(tally.code()));
    });
    QObject::connect(&signalWatch, &SignalWatch::interrupted, &work, [&] {
        console.warn(u"stopped: what uploads had sent may still be on the server; \"millrace-cli uploads list\" shows it"_s);
        QCoreApplication::exit(int(ExitCode::Interrupted));
    });
    QTimer::singleShot(0, &work, &UploadTakeBack::start);
    const int code = QCoreApplication::exec();
    pool.waitForDone();
    return code;
}

} // namespace millrace
