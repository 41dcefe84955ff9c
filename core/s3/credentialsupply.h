// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/connection.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <functional>
#include <optional>
#include <stop_token>

namespace millrace {

/// Credentials that do not last, and where the next ones come from. All connections copied from one share it, and with it
/// one renewal: a little before the keys expire, in a thread of its own, while requests go on with the present ones; and
/// when the server refuses them. Thread-safe.
class CredentialSupply : public QObject
{
    Q_OBJECT
public:
    /// Gets new ones. May block; is to return soon once it is told to stop. Never called twice at a time.
    using Ask = std::function<Result<Credentials>(const std::stop_token &stop)>;

    CredentialSupply(Credentials first, Ask ask);
    /// Stops a renewal under way and waits for that: some 50 ms where @p ask does as it should.
    ~CredentialSupply() override;

    /// The present ones; @p issue is told which they are.
    Credentials current(quint64 *issue = nullptr) const;
    /// Counts the credentials handed out, from 1. Looks at the clock as well, and has them renewed in the background when it
    /// is time: to be called for every request.
    quint64 issue();
    /// Whether the present ones are past their time, by this machine's clock.
    bool hasExpired() const;

    using Then = std::function<void(const std::optional<Error> &trouble)>;
    /// A request signed with @p refused came back because of it. Has the keys renewed, unless they have been meanwhile, and
    /// calls @p then in the thread of @p context, which is the calling one, from its event loop: without an error when there
    /// are others now. Nothing is called once @p context is destroyed. After a renewal that failed the next one waits some
    /// seconds, and who asks before is told the same error.
    void renew(quint64 refused, QObject *context, Then then);

signals:
    /// From the renewing thread; without an error when there are other keys than before.
    void renewed(const std::optional<millrace::Error> &trouble);

private:
    void begin();
    void run();
    void plan(const Credentials &keys, bool failed);

    const Ask m_ask;
    std::stop_source m_stop;
    std::atomic<quint64> m_issue{1};
    std::atomic<qint64> m_renewAt; ///< ms since the epoch; the largest number: never
    mutable QMutex m_mutex;        ///< guards what follows
    Credentials m_current;
    bool m_renewing = false;
    std::optional<Error> m_trouble; ///< what the last renewal failed with
    QElapsedTimer m_sinceTrouble;
    QThreadPool m_pool; ///< the last member: it goes first
};

/// The keys to sign with now: the supply's where there is one.
Credentials currentCredentials(const Connection &connection);

} // namespace millrace
