// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QByteArray>

namespace millrace {

/// What this machine's network interfaces have carried since they came up, whoever caused it.
struct NetworkSample
{
    ByteCount receivedBytes = 0; ///< of all but the loopback
    ByteCount sentBytes = 0;
    ByteCount loopbackBytes = 0; ///< sent on the loopback, which is what is received there
};

/// Asks the system; some ten microseconds, any thread. All zero where it does not tell.
NetworkSample sampleNetwork();
/// Reads the text of /proc/net/dev. Pure.
NetworkSample parseNetworkTable(const QByteArray &text);

} // namespace millrace
