// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/partjob.h"
#include "transfer/results.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace millrace {

/// How far one part of a file is, whichever direction; FileTasks add what they need of its end.
struct TrackedPart : PartProgress
{
    ByteCount begun = 0;    ///< of done, what was here before the part was begun
    ByteCount tickDone = 0; ///< done at the last tick
    std::chrono::steady_clock::time_point firstTick;

    bool inFlight() const { return state == PartState::Active || state == PartState::Retrying; }
    /// Takes what a worker reports at 10 Hz; late reports of a part that has ended count for nothing.
    void take(const PartTick &tick)
    {
        if (!inFlight())
            return;
        state = tick.state;
        done = tick.done;
        attempt = tick.attempt;
        connection = tick.connection;
        if (tick.lastError)
            lastError = tick.lastError;
        // A second or so of memory keeps the figure readable. A retried upload begins anew.
        rate = rate * 0.9 + ByteRate(std::max<ByteCount>(0, tick.done - tickDone));
        tickDone = tick.done;
        const auto now = std::chrono::steady_clock::now();
        if (firstTick.time_since_epoch().count() == 0)
            firstTick = now;
        seconds = std::chrono::duration<float>(now - firstTick).count();
    }
};

/// What its last attempt came to, for those who look at the part later.
inline void takeEnd(TrackedPart &part, const PartOutcome &outcome)
{
    part.rate = 0;
    if (outcome.lastError)
        part.lastError = outcome.lastError;
    if (!outcome.result && outcome.result.error().kind != ErrorKind::Cancelled)
        part.lastError = std::make_shared<const Error>(outcome.result.error());
}

/// Bytes of all parts, resumed ones included.
template <typename Part> ByteCount deliveredBytes(const std::vector<Part> &parts)
{
    ByteCount bytes = 0;
    for (const Part &part : parts)
        bytes += part.done;
    return bytes;
}

/// Bytes that came of the parts that are under way.
template <typename Part> ByteCount bytesInFlight(const std::vector<Part> &parts)
{
    ByteCount bytes = 0;
    for (const Part &part : parts)
        if (part.inFlight())
            bytes += std::max<ByteCount>(0, part.done - part.begun);
    return bytes;
}

/// The first part from @p index on that waits, or the number of parts.
template <typename Part> int nextWaiting(const std::vector<Part> &parts, int index)
{
    while (size_t(index) < parts.size() && parts[size_t(index)].state != PartState::Waiting)
        ++index;
    return index;
}

/// Copies the parts into what a snapshot shows of their file.
template <typename Part> void showParts(const std::vector<Part> &parts, FileProgress &into)
{
    into.parts.reserve(qsizetype(parts.size()));
    for (const Part &part : parts) {
        into.rate += part.rate;
        into.parts.append(part);
    }
}

} // namespace millrace
