// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/queueentry.h"

#include <QByteArray>

namespace millrace {

/// A task as compact JSON: what differs from the defaults, by name. Holds no secret: keys are left out.
QByteArray toJson(const QueueTask &task);

/// Config error for text that is no task, and for a setting that this version does not know: better refused than run
/// without it.
Result<QueueTask> taskFromJson(const QByteArray &json);

/// An Error as compact JSON, and back. Holds no secret because Error holds none.
QByteArray errorToJson(const Error &error);
std::optional<Error> errorFromJson(const QByteArray &json);

} // namespace millrace
