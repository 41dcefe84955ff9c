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
    explicit SingleInstance(QString name, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// True: another one runs and took @p arguments. Waits for it, half a second at most: for the time before the window is
    /// there.
    bool handOver(const QStringList &arguments);
    /// From now on this is the one.
    bool listen();

signals:
    void argumentsCame(const QStringList &arguments);

private:
    const QString m_name;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace millrace
