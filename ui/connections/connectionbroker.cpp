// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connectionbroker.h"

#include "ui/connections/connectionbook.h"

#include <QMutex>
#include <QWaitCondition>

namespace millrace {

struct ConnectionBroker::Shared
{
    QMutex mutex;
    QWaitCondition answered;
    bool closed = false;
    ConnectionBroker *broker = nullptr; ///< null once closed
};

ConnectionBroker::ConnectionBroker(ConnectionBook &book, QObject *parent)
    : QObject(parent), m_book(book), m_shared(std::make_shared<Shared>())
{
    m_shared->broker = this;
}

ConnectionBroker::~ConnectionBroker()
{
    close();
}

void ConnectionBroker::close()
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->closed = true;
    m_shared->broker = nullptr;
    m_shared->answered.wakeAll();
}

ConnectionProvider ConnectionBroker::provider()
{
    return [shared = m_shared](const QueueTask &task) -> Result<Connection> {
        if (task.connectionId.isEmpty())
            return connectionFromChain(task, QProcessEnvironment::systemEnvironment());
        auto answer = std::make_shared<std::optional<Result<Connection>>>();
        QMutexLocker lock(&shared->mutex);
        if (shared->closed)
            return fail(Error::cancelled());
        ConnectionBroker *broker = shared->broker;
        QMetaObject::invokeMethod(broker, [broker, shared, answer, id = task.connectionId] {
            broker->m_book.resolve(id, broker, [shared, answer](const Result<Connection> &connection) {
                const QMutexLocker locked(&shared->mutex);
                *answer = connection;
                shared->answered.wakeAll();
            });
        }, Qt::QueuedConnection);
        while (!answer->has_value() && !shared->closed)
            shared->answered.wait(&shared->mutex);
        return answer->has_value() ? **answer : Result<Connection>(fail(Error::cancelled()));
    };
}

} // namespace millrace
