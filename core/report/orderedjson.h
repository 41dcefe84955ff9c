// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <nlohmann/json.hpp>

namespace millrace {

/// JSON whose keys stay in the order they were put in; QJsonObject sorts them, and scripts that read the seed's
/// output by eye or by line expect its order.
using OrderedJson = nlohmann::ordered_json;

/// @p text as a JSON string.
OrderedJson toJson(const QString &text);
/// @p text, or null where it is empty.
OrderedJson textOrNull(const QString &text);
/// Two decimals, rounded as "%.2f" does.
OrderedJson twoDecimals(double value);
/// ISO 8601 with milliseconds and the offset of the local time zone: "2026-11-21T09:03:06.123+01:00".
OrderedJson localTime(const QDateTime &time);
/// Kind, cause, message and what else is set. Holds no secret because Error holds none.
OrderedJson toJson(const Error &error);

/// The text of @p json: one line, or indented by two blanks. Never throws: bytes that are no UTF-8 become U+FFFD.
QByteArray compactText(const OrderedJson &json);
QByteArray indentedText(const OrderedJson &json);

} // namespace millrace
