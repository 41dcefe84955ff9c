// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/credentialsupply.h"

#include <QDateTime>
#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr qint64 never = std::numeric_limits<qint64>::max();
constexpr qint64 second = 1000;
/// Renewed that long before the end, or for the last quarter where the keys last for less than four times of it.
constexpr qint64 mostAhead = 300 * second;
/// How soon a source that failed is asked again because of a refusal: all parts in flight are refused one after the other.
constexpr qint64 afterTrouble = 5 * second;
constexpr qint64 shortestWait = 1 * second, longestWait = 60 * second;

bool areTheSame(const Credentials &a, const Credentials &b)
{
    return a.accessKeyId == b.accessKeyId && a.secretAccessKey == b.secretAccessKey && a.sessionToken == b.sessionToken;
}

} // namespace

CredentialSupply::CredentialSupply(Credentials first, Ask ask)
    : m_ask(std::move(ask)), m_renewAt(never), m_current(std::move(first))
{
    m_pool.setMaxThreadCount(1);
    plan(m_current, false);
}

CredentialSupply::~CredentialSupply()
{
    m_stop.request_stop();
    m_pool.waitForDone();
}

Credentials CredentialSupply::current(quint64 *issue) const
{
    QMutexLocker lock(&m_mutex);
    if (issue)
        *issue = m_issue;
    return m_current;
}

bool CredentialSupply::hasExpired() const
{
    QMutexLocker lock(&m_mutex);
    return m_current.expiration && *m_current.expiration <= QDateTime::currentDateTimeUtc();
}

quint64 CredentialSupply::issue()
{
    if (QDateTime::currentMSecsSinceEpoch() >= m_renewAt.load(std::memory_order_relaxed)) {
        QMutexLocker lock(&m_mutex);
        if (!m_renewing && QDateTime::currentMSecsSinceEpoch() >= m_renewAt)
            begin();
    }
    return m_issue.load(std::memory_order_acquire);
}

void CredentialSupply::renew(quint64 refused, QObject *context, Then then)
{
    QMutexLocker lock(&m_mutex);
    const bool others = m_issue != refused;
    if (others || (!m_renewing && m_trouble && m_sinceTrouble.elapsed() < afterTrouble)) {
        const std::optional<Error> trouble = others ? std::nullopt : m_trouble;
        QMetaObject::invokeMethod(context, [then = std::move(then), trouble] { then(trouble); }, Qt::QueuedConnection);
        return;
    }
    connect(this, &CredentialSupply::renewed, context, std::move(then),
            Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
    if (!m_renewing)
        begin();
}

/// With the mutex held.
void CredentialSupply::begin()
{
    m_renewing = true;
    m_renewAt = never;
    m_pool.start([this] { run(); });
}

void CredentialSupply::run()
{
    Result<Credentials> fresh = m_ask(m_stop.get_token());
    std::optional<Error> trouble;
    {
        QMutexLocker lock(&m_mutex);
        if (!fresh)
            m_trouble = fresh.error();
        else if (areTheSame(*fresh, m_current))
            m_trouble = Error::make(ErrorKind::Auth, ErrorCause::TokenExpired, u"their source still gives the same ones"_s);
        else
            m_trouble.reset();
        if (m_trouble)
            m_sinceTrouble.start();
        if (fresh)
            m_current = *fresh; // the same keys may last longer than was said before
        if (!m_trouble)
            m_issue.fetch_add(1, std::memory_order_release);
        plan(m_current, m_trouble.has_value());
        m_renewing = false;
        trouble = m_trouble;
    }
    emit renewed(trouble);
}

/// When to look for the next ones. With the mutex held.
void CredentialSupply::plan(const Credentials &keys, bool failed)
{
    if (!keys.expiration) {
        m_renewAt = never; // only a refusal can tell
        return;
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 left = keys.expiration->toMSecsSinceEpoch() - now;
    if (failed) // sooner and sooner towards the end
        m_renewAt = now + std::clamp(left / 4, shortestWait, longestWait);
    else if (left <= 0) // by this clock, which may be wrong: the server knows
        m_renewAt = now + longestWait;
    else
        m_renewAt = now + left - std::min(mostAhead, left / 4);
}

Credentials currentCredentials(const Connection &connection)
{
    return connection.supply ? connection.supply->current() : connection.credentials;
}

} // namespace millrace
