// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/keychain.h"

#include <qt6keychain/keychain.h>

namespace millrace {

Keychain::Keychain(QString service, QObject *parent) : QObject(parent), m_service(std::move(service)) {}

void Keychain::store(const QString &name, const QByteArray &secret, std::function<void(Kept, const QString &)> done)
{
    auto *job = new QKeychain::WritePasswordJob(m_service, this);
    job->setInsecureFallback(false);
    job->setKey(name);
    job->setBinaryData(secret);
    connect(job, &QKeychain::Job::finished, this, [this, name, secret, done = std::move(done)](QKeychain::Job *ended) {
        if (ended->error() == QKeychain::NoError) {
            m_session.remove(name);
            done(Kept::InKeychain, {});
        } else {
            m_session.insert(name, secret);
            done(Kept::ForSession, ended->errorString());
        }
    });
    job->start();
}

void Keychain::read(const QString &name, std::function<void(const QByteArray &, const QString &)> done)
{
    if (const auto kept = m_session.constFind(name); kept != m_session.cend()) {
        // From the event loop, as an answer of the keychain comes.
        QMetaObject::invokeMethod(this, [secret = *kept, done = std::move(done)] { done(secret, {}); }, Qt::QueuedConnection);
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(m_service, this);
    job->setInsecureFallback(false);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, this, [job, done = std::move(done)](QKeychain::Job *ended) {
        const bool missing = ended->error() == QKeychain::EntryNotFound;
        done(job->binaryData(), ended->error() == QKeychain::NoError || missing ? QString() : ended->errorString());
    });
    job->start();
}

void Keychain::remove(const QString &name, std::function<void(const QString &)> done)
{
    m_session.remove(name);
    auto *job = new QKeychain::DeletePasswordJob(m_service, this);
    job->setInsecureFallback(false);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, this, [done = std::move(done)](QKeychain::Job *ended) {
        const bool gone = ended->error() == QKeychain::NoError || ended->error() == QKeychain::EntryNotFound;
        if (done)
            done(gone ? QString() : ended->errorString());
    });
    job->start();
}

} // namespace millrace
