// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/queueentry.h"

#include <QProcessEnvironment>
#include <functional>

namespace millrace {

/// Finds the connection of an entry, keys and all, when it is about to run. Called in a thread of a pool, several at
/// once; may block. A front end that keeps keys elsewhere (a keychain) brings its own.
using ConnectionProvider = std::function<Result<Connection>(const QueueTask &task)>;

/// The usual one: the credential chain, with what the task names. Region and endpoint are the task's, the profile's or
/// the defaults, never those of the environment, in which a queue runs by chance: to fix them is up to who adds the entry
/// (fixConnection).
Result<Connection> connectionFromChain(const QueueTask &task, const QProcessEnvironment &environment);

/// What @p options mean in @p environment, written out, so that they mean the same anywhere: region, endpoint, CA bundle
/// and the profile in force. Without keys. Errors as resolveEndpoint's.
Result<ConnectionOptions> fixConnection(ConnectionOptions options, const QProcessEnvironment &environment);

} // namespace millrace
