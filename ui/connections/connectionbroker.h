// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/queueconnection.h"

#include <QObject>
#include <memory>

namespace millrace {

class ConnectionBook;

/// Lets the queue's threads ask the ConnectionBook, which lives in the GUI thread: they wait for its answer, it never waits
/// for them. GUI thread, but for the provider itself.
class ConnectionBroker : public QObject
{
    Q_OBJECT
public:
    explicit ConnectionBroker(ConnectionBook &book, QObject *parent = nullptr);
    ~ConnectionBroker() override; ///< closes

    /// For a queue; may outlive the broker.
    ConnectionProvider provider();
    /// Who waits is told "cancelled", and so is who asks from now on.
    void close();

private:
    struct Shared;
    ConnectionBook &m_book;
    std::shared_ptr<Shared> m_shared;
};

} // namespace millrace
