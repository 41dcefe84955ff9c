// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <functional>

namespace millrace {

/// Secrets by name in the system's keychain, through QtKeychain; nothing waits. Where no keychain runs, secrets are kept for
/// this session only, in memory, and every answer says so. GUI thread.
class Keychain : public QObject
{
    Q_OBJECT
public:
    explicit Keychain(QString service = QStringLiteral("Millrace"), QObject *parent = nullptr);

    enum class Kept { InKeychain, ForSession };

    /// @p trouble is empty where the keychain took it.
    void store(const QString &name, const QByteArray &secret, std::function<void(Kept kept, const QString &trouble)> done);
    /// Keeps it in memory, on purpose.
    void storeForSession(const QString &name, const QByteArray &secret) { m_session.insert(name, secret); }
    /// An empty secret: there is none; @p trouble says why where that is not simply so.
    void read(const QString &name, std::function<void(const QByteArray &secret, const QString &trouble)> done);
    void remove(const QString &name, std::function<void(const QString &trouble)> done = {});

private:
    const QString m_service;
    QHash<QString, QByteArray> m_session;
};

} // namespace millrace
