// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connectionbook.h"

#include "config/connectionresolver.h"
#include "config/proxyenvironment.h"
#include "ui/connections/keychain.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QSaveFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

Result<Connection> resolved(const ConnectionProfile &profile, const QByteArray &secret, const std::stop_token &stop)
{
    ConnectionOptions options = profile.options();
    options.secretAccessKey = secret;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // The service that gives out roles is reached the same way.
    for (const QString &variable : {u"https_proxy"_s, u"http_proxy"_s})
        if (!profile.proxy.isEmpty())
            environment.insert(variable, profile.proxy);
    Result<ResolvedConnection> all = resolveConnection(options, environment, stop);
    if (!all)
        return fail(all.error());
    Connection connection = all->connection;
    if (!profile.proxy.isEmpty()) {
        QProcessEnvironment named;
        named.insert(u"all_proxy"_s, profile.proxy);
        Result<QNetworkProxy> proxy = proxyFromEnvironment(named, QUrl(u"https://storage.invalid"_s));
        if (!proxy)
            return fail(proxy.error());
        connection.proxy = *proxy;
    }
    return connection;
}

/// Gives @p file another name beside its own; empty: that was not possible.
QString movedAside(const QString &file)
{
    const QFileInfo info(file);
    const QString stem = u"%1/%2-unreadable-%3"_s.arg(info.absolutePath(), info.completeBaseName(),
                                                      QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s));
    for (int number = 1; number < 100; ++number) {
        const QString name = (number == 1 ? stem : u"%1-%2"_s.arg(stem).arg(number)) + u'.' + info.suffix();
        if (!QFile::exists(name))
            return QFile::rename(file, name) ? name : QString();
    }
    return {};
}

} // namespace

ConnectionBook::ConnectionBook(QString file, Keychain &keychain, QObject *parent)
    : QObject(parent), m_file(std::move(file)), m_keychain(keychain)
{
    m_pool.setMaxThreadCount(1);
    m_asking.setMaxThreadCount(8); // it is others who work; one that is silent must not hold up the rest
}

ConnectionBook::~ConnectionBook()
{
    m_stop.request_stop();
    m_asking.waitForDone();
    m_pool.waitForDone();
}

QString ConnectionBook::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/connections.json"_s;
}

void ConnectionBook::load()
{
    m_loading = true;
    m_pool.start([this, file = m_file] {
        QList<ConnectionProfile> profiles;
        QString trouble;
        QFile in(file);
        if (in.open(QIODevice::ReadOnly)) {
            QJsonParseError error;
            const QJsonDocument document = QJsonDocument::fromJson(in.readAll(), &error);
            if (error.error != QJsonParseError::NoError)
                trouble = tr("%1 cannot be read: %2").arg(file, error.errorString());
            else if (!document.object().value(u"connections"_s).isArray())
                trouble = tr("%1 cannot be read: %2").arg(file, tr("there is no list of connections in it"));
            for (const auto &value : document.object().value(u"connections"_s).toArray())
                profiles += ConnectionProfile::fromJson(value.toObject());
        } else if (in.exists()) {
            trouble = tr("%1 cannot be read: %2").arg(file, in.errorString());
        }
        m_spoilt = !trouble.isEmpty();
        QMetaObject::invokeMethod(this, [this, profiles, trouble] {
            m_loading = false;
            m_trouble = trouble;
            m_profiles = profiles + m_profiles;
            if (std::exchange(m_saveAfterwards, false))
                save();
            emit changed();
            emit loaded();
            if (!trouble.isEmpty())
                emit failed(trouble + u".\n\n"_s
                            + tr("It stays as it is for now. When you store a connection, it is kept under another name."));
        });
    });
}

void ConnectionBook::whenLoaded(QObject *context, const std::function<void()> &ready)
{
    if (m_loading)
        connect(this, &ConnectionBook::loaded, context, ready, Qt::SingleShotConnection);
    else
        ready();
}

void ConnectionBook::save()
{
    if (m_loading) { // or what is in the file would be written over
        m_saveAfterwards = true;
        return;
    }
    QJsonArray list;
    for (const ConnectionProfile &profile : std::as_const(m_profiles))
        if (!profile.transient)
            list.append(profile.toJson());
    const QByteArray json = QJsonDocument(QJsonObject{{u"connections"_s, list}}).toJson();
    m_pool.start([this, json, file = m_file] {
        if (m_spoilt && QFile::exists(file)) {
            const QString aside = movedAside(file);
            const QString text = aside.isEmpty()
                                     ? tr("%1 cannot be written: the unreadable file of this name could not be renamed. Move it away.").arg(file)
                                     : tr("The connections that could not be read are kept in %1.").arg(aside);
            QMetaObject::invokeMethod(this, [this, text] { emit failed(text); });
            if (aside.isEmpty())
                return;
        }
        m_spoilt = false;
        QDir().mkpath(QFileInfo(file).absolutePath());
        QSaveFile out(file);
        if (out.open(QIODevice::WriteOnly) && out.write(json) == json.size() && out.commit())
            return;
        const QString why = out.errorString();
        QMetaObject::invokeMethod(this, [this, file, why] { emit failed(tr("%1 cannot be written: %2").arg(file, why)); });
    });
}

const ConnectionProfile *ConnectionBook::find(const QString &id) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
                                    [&id](const ConnectionProfile &p) { return p.id == id; });
    return found == m_profiles.end() ? nullptr : &*found;
}

void ConnectionBook::put(const ConnectionProfile &profile)
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
                                    [&profile](const ConnectionProfile &p) { return p.id == profile.id; });
    if (found == m_profiles.end())
        m_profiles.append(profile);
    else
        *found = profile;
    save();
    emit changed();
}

void ConnectionBook::remove(const QString &id)
{
    m_profiles.removeIf([&id](const ConnectionProfile &p) { return p.id == id; });
    m_transient.remove(id);
    m_keychain.remove(id);
    save();
    emit changed();
}

void ConnectionBook::putTransient(const ConnectionProfile &profile, const Connection &connection)
{
    ConnectionProfile kept = profile;
    kept.transient = true;
    m_transient.insert(kept.id, connection);
    m_profiles.removeIf([&kept](const ConnectionProfile &p) { return p.id == kept.id; });
    m_profiles.append(kept);
    emit changed();
}

void ConnectionBook::resolve(const QString &id, QObject *context, std::function<void(const Result<Connection> &)> done)
{
    if (const auto whole = m_transient.constFind(id); whole != m_transient.cend()) {
        done(*whole);
        return;
    }
    if (m_loading)
        whenLoaded(context, [this, id, context, done] { resolve(id, context, done); });
    else if (const ConnectionProfile *profile = find(id))
        resolve(*profile, {}, context, std::move(done));
    else if (m_trouble.isEmpty())
        done(fail(ErrorKind::Config, ErrorCause::None,
                  tr("this connection is no longer there: add the transfer again with another one")));
    else
        done(fail(ErrorKind::Config, ErrorCause::None, m_trouble));
}

void ConnectionBook::resolve(const ConnectionProfile &profile, const QByteArray &secret, QObject *context,
                             std::function<void(const Result<Connection> &)> done)
{
    const QPointer<QObject> alive(context);
    const auto go = [this, profile, alive, done](const QByteArray &key) {
        m_asking.start([this, profile, key, alive, done, stop = m_stop.get_token()] {
            const Result<Connection> connection = resolved(profile, key, stop);
            QMetaObject::invokeMethod(this, [alive, done, connection] {
                if (alive)
                    done(connection);
            });
        });
    };
    if (profile.credentials != CredentialKind::Keys || !secret.isEmpty()) {
        go(secret);
        return;
    }
    m_keychain.read(profile.id, [go, done, alive, profile](const QByteArray &key, const QString &trouble) {
        if (!key.isEmpty()) {
            go(key);
        } else if (alive) {
            Error error = Error::make(ErrorKind::Auth, ErrorCause::CredentialsMissing,
                                      trouble.isEmpty() ? tr("no secret key is kept for “%1”: edit the connection and type it").arg(profile.name)
                                                        : tr("the keychain did not answer: %1").arg(trouble));
            done(fail(error));
        }
    });
}

void ConnectionBook::listAwsProfiles(QObject *context, std::function<void(const QStringList &)> done)
{
    const QPointer<QObject> alive(context);
    m_pool.start([this, alive, done = std::move(done)] {
        const Result<AwsConfigFile> files = loadAwsFiles(QProcessEnvironment::systemEnvironment());
        const QStringList names = files ? files->profileNames() : QStringList();
        QMetaObject::invokeMethod(this, [alive, done, names] {
            if (alive)
                done(names);
        });
    });
}

} // namespace millrace
