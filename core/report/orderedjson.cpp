// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/orderedjson.h"

using namespace Qt::StringLiterals;

namespace millrace {

OrderedJson toJson(const QString &text)
{
    return text.toStdString();
}

OrderedJson textOrNull(const QString &text)
{
    return text.isEmpty() ? OrderedJson(nullptr) : toJson(text);
}

OrderedJson twoDecimals(double value)
{
    // Through the decimal text, so that the digits are those "%.2f" would print.
    return QString::number(value, 'f', 2).toDouble();
}

OrderedJson localTime(const QDateTime &time)
{
    if (!time.isValid())
        return nullptr;
    const QDateTime local = time.toLocalTime();
    return toJson(local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODateWithMs));
}

OrderedJson toJson(const Error &error)
{
    OrderedJson json;
    json["kind"] = toJson(name(error.kind));
    json["cause"] = textOrNull(name(error.cause));
    json["message"] = toJson(error.message);
    if (error.httpStatus)
        json["http_status"] = error.httpStatus;
    const std::pair<const char *, const QString &> texts[] = {
        {"s3_code", error.s3Code}, {"request_id", error.requestId}, {"bucket", error.bucket},
        {"key", error.key},        {"path", error.path},            {"region", error.region},
    };
    for (const auto &[field, text] : texts) {
        if (!text.isEmpty())
            json[field] = toJson(text);
    }
    return json;
}

QByteArray compactText(const OrderedJson &json)
{
    return QByteArray::fromStdString(json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace));
}

QByteArray indentedText(const OrderedJson &json)
{
    return QByteArray::fromStdString(json.dump(2, ' ', false, OrderedJson::error_handler_t::replace));
}

} // namespace millrace
