// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/connection.h"

#include <QObject>
#include <QThread>
#include <memory>

namespace millrace {

class EmbeddedServer;

/// A small S3 service inside this process, with generated objects, for trying things out: it answers a little slowly and
/// stumbles now and then, so that there is something to see. Binding and stopping happen in a thread of its own.
class Demo : public QObject
{
    Q_OBJECT
public:
    explicit Demo(QObject *parent = nullptr);
    ~Demo() override; ///< stops, and removes what was downloaded

    /// started or failed follows.
    void start();
    bool isRunning() const { return m_running; }
    QString targetFolder() const { return m_target; }
    static QString connectionId() { return QStringLiteral("demo"); }
    static QString bucket() { return QStringLiteral("demo"); }
    static QString firstPrefix() { return QStringLiteral("large/"); }

signals:
    void started(const millrace::Connection &connection);
    void failed(const millrace::Error &error);

private:
    QThread m_thread;
    QObject *m_room; ///< in m_thread: where the server is started and stopped
    std::unique_ptr<EmbeddedServer> m_server;
    QString m_target;
    bool m_running = false;
};

} // namespace millrace
