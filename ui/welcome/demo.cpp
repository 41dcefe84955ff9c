// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/demo.h"

#include "server/embeddedserver.h"

#include <QDir>
#include <QRandomGenerator>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {
namespace {

FaultRule stumble(int nth, FaultAction action)
{
    FaultRule rule;
    rule.operation = u"GetObject"_s;
    rule.nth = nth;
    rule.action = action;
    rule.bytes = 300 * KiB;
    return rule;
}

ServerOptions demoOptions(const Credentials &credentials)
{
    ServerOptions options;
    const QString bucket = Demo::bucket();
    options.synthetic = {
        {bucket, u"large/object-"_s, u".bin"_s, 4, 96 * MiB, 1},
        {bucket, u"daily/2026-"_s, u".log"_s, 365, 96 * KiB, 2},
        {bucket, u"readings/station-"_s, u".csv"_s, 48, 2 * MiB, 3},
        {bucket, u"survey.tar"_s, {}, 1, 160 * MiB, 4},
        {u"archive"_s, u"scans/page-"_s, u".tif"_s, 100'000, 3 * MiB, 5},
    };
    // A folder of its own for what is uploaded: gone with the demo.
    options.credentials = {credentials};
    options.faults.latency = 12ms;
    options.faults.connectionRate = 2.5 * double(MiB);
    options.faults.rules = {stumble(14, FaultAction::Status), stumble(31, FaultAction::CloseAfter),
                            stumble(52, FaultAction::Status), stumble(77, FaultAction::CloseAfter)};
    return options;
}

QByteArray randomText(int bytes)
{
    QByteArray data(bytes, Qt::Uninitialized);
    QRandomGenerator::system()->generate(data.begin(), data.end());
    return data.toHex();
}

} // namespace

Demo::Demo(QObject *parent) : QObject(parent), m_room(new QObject)
{
    qRegisterMetaType<Connection>();
    qRegisterMetaType<Error>();
    m_thread.setObjectName(u"demo"_s);
    m_room->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_room, &QObject::deleteLater);
    m_target = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/demo-%1"_s.arg(QCoreApplication::applicationPid());
}

Demo::~Demo()
{
    if (m_thread.isRunning()) {
        QMetaObject::invokeMethod(m_room, [this] {
            m_server.reset();
            QDir(m_target).removeRecursively();
        });
        m_thread.quit();
        m_thread.wait();
    } else {
        delete m_room;
    }
}

void Demo::start()
{
    if (m_thread.isRunning())
        return;
    m_thread.start();
    QMetaObject::invokeMethod(m_room, [this] {
        Credentials credentials;
        credentials.accessKeyId = "DEMO" + randomText(6).toUpper();
        credentials.secretAccessKey = randomText(20);
        ServerOptions options = demoOptions(credentials);
        options.bucketRoot = m_target + u"/buckets"_s;
        QDir().mkpath(options.bucketRoot + u"/my-uploads"_s);
        m_server = std::make_unique<EmbeddedServer>(options);
        const Result<void> up = m_server->start();
        Connection connection;
        if (up) {
            connection.endpoint = m_server->url();
            connection.region = options.region;
            connection.addressing = Addressing::Path;
            connection.credentials = credentials;
        }
        QMetaObject::invokeMethod(this, [this, up, connection] {
            m_running = up.has_value();
            if (up)
                emit started(connection);
            else
                emit failed(up.error());
        });
    });
}

} // namespace millrace
