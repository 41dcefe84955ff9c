// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/connection.h"
#include "ui/connections/connectionprofile.h"

#include <QObject>
#include <QThreadPool>
#include <functional>
#include <stop_token>

namespace millrace {

class Keychain;

/// The user's connections: a JSON file without secrets, read and written in a thread of its own; secrets are in the
/// keychain. A file that cannot be understood is never written over: it is kept beside the new one. GUI thread.
class ConnectionBook : public QObject
{
    Q_OBJECT
public:
    /// @p file: where profiles are kept; made with its folder when the first one is stored.
    ConnectionBook(QString file, Keychain &keychain, QObject *parent = nullptr);
    ~ConnectionBook() override;

    static QString defaultFile();

    /// Reads the file; loaded follows. Until then what is asked for by id waits, and what is stored is written afterwards.
    void load();
    /// Calls @p ready once nothing is being read, which may be at once; not if @p context is gone by then.
    void whenLoaded(QObject *context, const std::function<void()> &ready);
    const QList<ConnectionProfile> &profiles() const { return m_profiles; }
    const ConnectionProfile *find(const QString &id) const;

    /// Adds or replaces.
    void put(const ConnectionProfile &profile);
    void remove(const QString &id);
    /// A connection that is already whole (the demo's), for this session.
    void putTransient(const ConnectionProfile &profile, const Connection &connection);

    /// All that is needed to speak to the server: reads the keychain and ~/.aws, may run a credential_process or ask for a role. @p done comes
    /// in the GUI thread unless @p context is gone by then.
    void resolve(const QString &id, QObject *context, std::function<void(const Result<Connection> &)> done);
    /// The same for a profile that is being edited, with the secret just typed; an empty one is looked up.
    void resolve(const ConnectionProfile &profile, const QByteArray &secret, QObject *context,
                 std::function<void(const Result<Connection> &)> done);
    /// Names of the profiles in ~/.aws.
    void listAwsProfiles(QObject *context, std::function<void(const QStringList &)> done);

    Keychain &keychain() const { return m_keychain; }

signals:
    void loaded();
    void changed();
    /// Something about the file that the user must know, as sentences.
    void failed(const QString &text);

private:
    void save();

    const QString m_file;
    Keychain &m_keychain;
    QList<ConnectionProfile> m_profiles;
    QHash<QString, Connection> m_transient;
    bool m_loading = false;
    bool m_saveAfterwards = false; ///< something was stored while the file was being read
    QString m_trouble;       ///< why the file could not be read; empty where it was
    bool m_spoilt = false;   ///< the file there is could not be read; of the pool's thread alone
    std::stop_source m_stop;
    QThreadPool m_asking; ///< whoever hands out keys: that may take long, and neither the file nor the others wait for it
    QThreadPool m_pool; ///< one thread: writes keep their order
};

} // namespace millrace
