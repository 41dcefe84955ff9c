// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/faultoptions.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct ActionName
{
    QLatin1StringView name;
    FaultAction action;
};

constexpr ActionName actionNames[] = {
    {"status"_L1, FaultAction::Status},
    {"close-before-response"_L1, FaultAction::CloseBefore},
    {"close-after"_L1, FaultAction::CloseAfter},
    {"stall-after"_L1, FaultAction::StallAfter},
    {"flip-byte"_L1, FaultAction::FlipByte},
    {"wrong-content-range"_L1, FaultAction::WrongContentRange},
    {"ignore-range"_L1, FaultAction::IgnoreRange},
    {"omit-etag"_L1, FaultAction::OmitEtag},
    {"change-etag"_L1, FaultAction::ChangeEtag},
    {"error-in-200"_L1, FaultAction::ErrorIn200},
    {"html-page"_L1, FaultAction::HtmlPage},
    {"redirect"_L1, FaultAction::Redirect},
    {"omit-length"_L1, FaultAction::OmitLength},
    {"pretend-done"_L1, FaultAction::PretendDone},
    {"refuse-keys"_L1, FaultAction::RefuseKeys},
};

tl::unexpected<Error> bad(const QString &what)
{
    return fail(ErrorKind::Config, ErrorCause::None, u"fault script: "_s + what);
}

/// A name in @p object that is not in @p known.
std::optional<QString> unknownName(const QJsonObject &object, const QSet<QString> &known)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            return it.key();
    }
    return std::nullopt;
}

Result<ByteCount> bytesValue(const QJsonValue &value)
{
    if (value.isDouble())
        return ByteCount(value.toDouble());
    if (const auto parsed = parseBytes(value.toString()))
        return *parsed;
    return bad(u"\"%1\" is no number of bytes"_s.arg(value.toString()));
}

Result<FaultRule> readRule(const QJsonObject &object)
{
    static const QSet<QString> known{u"match"_s, u"action"_s, u"status"_s, u"code"_s, u"retryAfter"_s,
                                     u"bytes"_s, u"location"_s, u"region"_s, u"keys"_s};
    static const QSet<QString> knownMatch{u"method"_s, u"key"_s, u"operation"_s, u"partNumber"_s, u"rangeStart"_s,
                                          u"nth"_s, u"times"_s};
    if (const auto name = unknownName(object, known))
        return bad(u"unknown member \"%1\" in a rule"_s.arg(*name));
    const QJsonObject match = object.value("match"_L1).toObject();
    if (const auto name = unknownName(match, knownMatch))
        return bad(u"unknown member \"%1\" in \"match\""_s.arg(*name));

    FaultRule rule;
    rule.method = match.value("method"_L1).toString().toUpper();
    rule.key = match.value("key"_L1).toString(u"*"_s);
    rule.operation = match.value("operation"_L1).toString();
    rule.partNumber = match.value("partNumber"_L1).toInt(0);
    rule.rangeStart = match.value("rangeStart"_L1).toInteger(-1);
    rule.nth = match.value("nth"_L1).toInt(1);
    rule.times = match.value("times"_L1).toInt(1);
    if (rule.nth < 1 || rule.times < 0)
        return bad(u"\"nth\" counts from 1 and \"times\" from 0"_s);

    const QString action = object.value("action"_L1).toString();
    bool found = false;
    for (const ActionName &candidate : actionNames) {
        if (action == candidate.name) {
            rule.action = candidate.action;
            found = true;
        }
    }
    if (!found)
        return bad(u"unknown action \"%1\""_s.arg(action));
    rule.httpStatus = object.value("status"_L1).toInt(0);
    rule.s3Code = object.value("code"_L1).toString();
    rule.retryAfterSeconds = object.value("retryAfter"_L1).toInt(-1);
    if (object.contains("bytes"_L1)) {
        const auto bytes = bytesValue(object.value("bytes"_L1));
        if (!bytes)
            return fail(bytes.error());
        rule.bytes = *bytes;
    }
    rule.location = object.value("location"_L1).toString();
    rule.region = object.value("region"_L1).toString();
    rule.keys = object.value("keys"_L1).toString();
    return rule;
}

} // namespace

Result<FaultOptions> FaultOptions::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return bad(problem.error == QJsonParseError::NoError ? u"not a JSON object"_s : problem.errorString());
    const QJsonObject object = document.object();
    static const QSet<QString> known{u"latencyMs"_s, u"connectionRate"_s, u"throttleAbove"_s, u"throttleRetryAfter"_s,
                                     u"clockSkewSeconds"_s, u"rules"_s, u"comment"_s};
    if (const auto name = unknownName(object, known))
        return bad(u"unknown member \"%1\""_s.arg(*name));

    FaultOptions options;
    options.latency = std::chrono::milliseconds(object.value("latencyMs"_L1).toInt(0));
    if (object.contains("connectionRate"_L1)) {
        const auto rate = bytesValue(object.value("connectionRate"_L1));
        if (!rate)
            return fail(rate.error());
        options.connectionRate = double(*rate);
    }
    options.throttleAbove = object.value("throttleAbove"_L1).toInt(0);
    options.throttleRetryAfter = object.value("throttleRetryAfter"_L1).toInt(-1);
    options.clockSkew = std::chrono::seconds(object.value("clockSkewSeconds"_L1).toInteger(0));
    const QJsonArray rules = object.value("rules"_L1).toArray();
    for (const QJsonValue &value : rules) {
        auto rule = readRule(value.toObject());
        if (!rule)
            return fail(rule.error());
        options.rules.append(std::move(*rule));
    }
    return options;
}

Result<FaultOptions> FaultOptions::fromFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::LocalFile, ErrorCause::BadPath, u"cannot read the fault script: "_s + file.errorString());
    return fromJson(file.readAll());
}

} // namespace millrace
