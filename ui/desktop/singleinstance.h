// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <memory>

class QLocalServer;

namespace millrace {

/// One program a user: a second start hands its arguments to the first and ends. Through a local socket that only this user
/// may open.
class SingleInstance : public QObject
{
    Q_OBJECT
public:
    /// @p name: of the socket.
    explicit SingleInstance(QString name = defaultName(), QObject *parent = nullptr);
    ~SingleInstance() override;

    /// In the user's own folder of sockets where there is one.
    static QString defaultName();

    /// True: another one runs and took @p arguments. Waits for it, half a second at most: for the time before the window is
    /// there.
    bool handOver(const QStringList &arguments);
    /// From now on this is the one.
    bool listen();

signals:
    /// @p token: the desktop's permission to come to the front, where it gave one.
    void argumentsCame(const QStringList &arguments, const QByteArray &token);

private:
    const QString m_name;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace millrace
