// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/partfetch.h"

#include <algorithm>
#include <limits>

// The part of PartFetch that keeps to the bandwidth limit.
namespace millrace {
namespace {

constexpr ByteCount smallestReadBuffer = 8 * KiB;
/// From this rate on what sockets take in by themselves is too little to matter, and their windows had better grow.
constexpr ByteRate fastEnough = 512.0 * MiB;

} // namespace

/// Pays for what the network will carry before the first byte is read: what fits into the system's buffers and the
/// transport's crosses it unasked. False when that has to be waited for.
bool PartFetch::maySend(HttpRequest &http)
{
    if (!m_share.isLimited()) {
        m_ahead = receiveWindow(m_env.transport.readBuffer) + 2 * m_env.transport.readBuffer;
        return true;
    }
    const ByteCount readBuffer = std::clamp(m_share.step() / 4, smallestReadBuffer, m_env.transport.readBuffer);
    if (m_share.rate() < fastEnough)
        http.readBuffer = readBuffer;
    m_ahead = receiveWindow(readBuffer) + 2 * readBuffer;
    const ByteCount first = paidUpTo(m_next);
    if (m_paid >= first)
        return true;
    // What an earlier attempt paid for and did not get is good for this one.
    const ByteCount missing = first - std::max(m_paid, m_next);
    m_paid = first;
    return m_share.ask(missing);
}

/// Up to where must be paid before what lies before @p offset is taken: room for it lets as much more onto the network.
ByteCount PartFetch::paidUpTo(ByteCount offset) const
{
    return end() < 0 ? offset + m_ahead : std::min(end(), offset + m_ahead);
}

/// How many bytes may be taken now under the bandwidth limit; asks for more where there are none.
ByteCount PartFetch::mayTake()
{
    if (!m_share.isLimited())
        return std::numeric_limits<ByteCount>::max();
    m_paid = std::max(m_paid, paidUpTo(m_next)); // the limit was lifted for a while
    if (m_share.isWaiting())
        return 0;
    if (end() >= 0 && m_paid >= end())
        return end() - m_next;
    if (m_paid > m_next + m_ahead)
        return m_paid - m_ahead - m_next;
    const ByteCount step = end() < 0 ? m_share.step() : std::min(m_share.step(), end() - m_paid);
    m_paid += step;
    return m_share.ask(step) ? m_paid - m_ahead - m_next : 0;
}

/// The bandwidth limit lets more through.
void PartFetch::onGranted()
{
    if (m_verdict)
        return;
    m_sinceByte.start();
    if (m_call)
        m_waits.enter(m_call->status() ? PartPhase::Network : PartPhase::Server);
    if (!m_call)
        attempt();
    else if (takeBody() && m_call && m_call->isFinished())
        onCallFinished();
}

} // namespace millrace
