// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads one object and prints the CPU seconds this process spent on it: guicost window|headless ENDPOINT BUCKET KEY FOLDER
// [MIB-PER-SECOND]. Keys come from the environment. See cost.sh.
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

static double cpuSeconds()
{
    rusage use{};
    ::getrusage(RUSAGE_SELF, &use);
    const auto seconds = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(use.ru_utime) + seconds(use.ru_stime);
}

static int report(bool done, double cpu, double seconds, const QString &path)
{
    std::printf("%.3f %.3f\n", cpu, seconds);
    QFile::remove(path);
    return done ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc < 6) {
        std::fprintf(stderr, "usage: guicost window|headless ENDPOINT BUCKET KEY FOLDER [MIB-PER-SECOND]\n");
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
    const auto rate = argc > 6 && std::atof(argv[6]) > 0 ? std::optional<ByteRate>(std::atof(argv[6]) * double(MiB)) : std::nullopt;
    QElapsedTimer clock;
    if (!window) {
        spec.settings.bandwidth = std::make_shared<TokenBucket>(rate);
        DownloadEngine engine(spec);
        RunResult result;
        QObject::connect(&engine, &TransferEngine::finished, &app, [&result](const RunResult &r) {
            result = r;
            QCoreApplication::quit();
        }, Qt::QueuedConnection);
        clock.start();
        const double before = cpuSeconds();
        engine.start();
        QCoreApplication::exec();
        return report(result.filesDone == 1, cpuSeconds() - before, double(clock.elapsed()) / 1e3, path);
    }
    TestWindow ground;
    ground.limit.buckets().down->setRate(rate);
    ground.window.go({Place::Kind::Transfers, TransferShown::All, {}});
    QTest::qWait(800); // the window is there and has been painted
    TransferOrder order;
    order.spec = spec;
    TransferModel *model = ground.window.transferModel();
    clock.start();
    const double before = cpuSeconds();
    ground.board.add(order);
    QObject::connect(&ground.board, &TransferBoard::ended, &app, &QCoreApplication::quit, Qt::QueuedConnection);
    QCoreApplication::exec();
    return report(model->rowCount() == 1 && model->at(0).state == TransferState::Done, cpuSeconds() - before,
                  double(clock.elapsed()) / 1e3, path);
}
