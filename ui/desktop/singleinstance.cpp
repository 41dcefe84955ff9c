// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/singleinstance.h"

#include <QDataStream>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace millrace {

static constexpr int patienceMs = 500;
static constexpr qint64 longestMessage = 64 * 1024;

SingleInstance::SingleInstance(QString name, QObject *parent) : QObject(parent), m_name(std::move(name)) {}

SingleInstance::~SingleInstance() = default;

QString SingleInstance::defaultName()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return folder.isEmpty() ? u"millrace-desktop-"_s + qEnvironmentVariable("USER") : folder + u"/millrace-desktop"_s;
}

bool SingleInstance::handOver(const QStringList &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(patienceMs))
        return false;
    QDataStream out(&socket);
    out << arguments << qgetenv("XDG_ACTIVATION_TOKEN");
    return socket.waitForBytesWritten(patienceMs);
}

bool SingleInstance::listen()
{
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    if (!m_server->listen(m_name)) {
        // Left by a process that was killed: nobody answered there a moment ago.
        QLocalServer::removeServer(m_name);
        if (!m_server->listen(m_name))
            return false;
    }
    connect(m_server.get(), &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server->nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            const auto read = [this, socket] {
                if (socket->bytesAvailable() > longestMessage) {
                    socket->abort();
                    return;
                }
                QDataStream in(socket);
                in.startTransaction();
                QStringList arguments;
                QByteArray token;
                in >> arguments >> token;
                if (in.commitTransaction())
                    emit argumentsCame(arguments, token);
            };
            connect(socket, &QLocalSocket::readyRead, this, read);
            read();
        }
    });
    return true;
}

} // namespace millrace
