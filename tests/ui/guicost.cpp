// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads one object and prints the CPU seconds this process spent on it, the seconds it took, and of the CPU seconds those of
// this thread, which is the window's: guicost window|headless ENDPOINT BUCKET KEY FOLDER [MIB-PER-SECOND [PART-KIB
// [CONNECTIONS [QUEUED]]]]; 0 leaves it to the engine. Keys come from the environment. See cost.sh.
#include "config/connectionresolver.h"
#include "testwindow.h"
#include "transfer/downloadengine.h"
#include "transfer/tokenbucket.h"
#include "ui/details/detailspane.h"
#include "ui/parts/partspane.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/transferspage.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTest>
#include <cstdio>
#include <sys/resource.h>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

double cpuSeconds(__rusage_who who)
{
    rusage use{};
    ::getrusage(who, &use);
    const auto seconds = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(use.ru_utime) + seconds(use.ru_stime);
}

struct Meter
{
    QElapsedTimer clock;
    double all = cpuSeconds(RUSAGE_SELF);
    double own = cpuSeconds(RUSAGE_THREAD);
    Meter() { clock.start(); }

    int report(bool done, const QString &path) const
    {
        std::printf("%.3f %.3f %.3f\n", cpuSeconds(RUSAGE_SELF) - all, double(clock.elapsed()) / 1e3, cpuSeconds(RUSAGE_THREAD) - own);
        QFile::remove(path);
        return done ? 0 : 1;
    }
};

} // namespace

int main(int argc, char **argv)
{
    if (argc < 6) {
        std::fprintf(stderr, "usage: guicost window|headless ENDPOINT BUCKET KEY FOLDER [MIB-PER-SECOND [PART-KIB [CONNECTIONS "
                             "[QUEUED]]]]\n");
        return 2;
    }
    const bool window = qstrcmp(argv[1], "window") == 0;
    if (!window)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    ConnectionOptions options;
    options.endpointUrl = QString::fromLocal8Bit(argv[2]);
    options.region = u"us-east-1"_s;
    options.addressing = Addressing::Path;
    const auto resolved = resolveConnection(options, QProcessEnvironment::systemEnvironment());
    if (!resolved)
        return 2;
    DownloadSpec spec;
    spec.connection = resolved->connection;
    spec.bucket = QString::fromLocal8Bit(argv[3]);
    spec.keys = QStringList{QString::fromLocal8Bit(argv[4])};
    spec.targetFolder = QString::fromLocal8Bit(argv[5]);
    const QString path = spec.targetFolder + u'/' + spec.keys.first();
    const auto number = [&](int place) { return argc > place ? std::max(0, std::atoi(argv[place])) : 0; };
    const auto rate = number(6) > 0 ? std::optional<ByteRate>(double(number(6)) * double(MiB)) : std::nullopt;
    if (number(7) > 0)
        spec.settings.partSize = number(7) * KiB;
    if (number(8) > 0)
        spec.settings.concurrency = spec.settings.maxConnections = number(8);
    if (!window) {
        spec.settings.bandwidth = std::make_shared<TokenBucket>(rate);
        DownloadEngine engine(spec);
        RunResult result;
        QObject::connect(&engine, &TransferEngine::finished, &app, [&result](const RunResult &r) {
            result = r;
            QCoreApplication::quit();
        }, Qt::QueuedConnection);
        const Meter meter;
        engine.start();
        QCoreApplication::exec();
        return meter.report(result.filesDone == 1, path);
    }
    TestWindow ground;
    ground.limit.buckets().down->setRate(rate);
    ground.window.go({Place::Kind::Transfers, TransferShown::All, {}});
    TransferModel *model = ground.window.transferModel();
    TransferOrder order;
    order.spec = spec;
    order.startPaused = true;
    for (int i = 0; i < number(9); ++i)
        ground.board.add(order);
    order.startPaused = false;
    const bool ready = QTest::qWaitFor([&] { return model->rowCount() == number(9); }, 60000);
    QTest::qWait(1500); // the window is there and has been painted
    std::optional<TransferRow> end;
    QObject::connect(&ground.board, &TransferBoard::ended, &app, [&end](const TransferRow &row) {
        end = row;
        QCoreApplication::quit();
    }, Qt::QueuedConnection);
    // New transfers come first in the table, and the first one shows its parts.
    QObject::connect(&ground.board, &TransferBoard::changed, &app, [&](const QList<TransferRow> &rows) {
        for (const TransferRow &row : rows)
            if (row.state == TransferState::Active && ground.window.transfersPage()->selected() != QList<quint64>{row.id})
                ground.window.transfersPage()->select(row.id);
    }, Qt::QueuedConnection);
    const Meter meter;
    ground.board.add(order);
    QCoreApplication::exec();
    return meter.report(ready && end && end->state == TransferState::Done, path);
}
