// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/peercommand.h"
#include "s3/connection.h"

#include <QProcessEnvironment>

namespace millrace {

/// The caller's environment for a peer: @p connection's credentials and no profile, so that every client signs as the same
/// user and none stops to look for keys; then what @p more sets.
QProcessEnvironment peerEnvironment(const Connection &connection, const QHash<QString, QString> &more);

/// Where @p client's program is. Otherwise why it cannot be used here. Blocks while "aws" tells its version.
tl::expected<QString, QString> findPeerProgram(const QString &client, const QString &program, const QString &endpoint);
/// A Python that has @p module; blocks while it is asked.
tl::expected<QString, QString> findPython(const QString &module);

/// The error of a pass that @p client did not do, for the reason it gives.
Error peerFailure(const QString &client, const QString &reason);

/// The most memory any finished child ever held, in bytes.
qint64 peakOfChildren();

} // namespace millrace
