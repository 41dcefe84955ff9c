// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/faultscript.h"

#include <fnmatch.h>

namespace millrace::server {
namespace {

/// First byte of "bytes=a-...", or -1.
qint64 rangeStartOf(const HttpRequest &request)
{
    const QByteArray range = request.header("range");
    const qsizetype dash = range.indexOf('-');
    bool ok = false;
    const qint64 start = range.startsWith("bytes=") && dash > 6 ? range.mid(6, dash - 6).toLongLong(&ok) : -1;
    return ok ? start : -1;
}

} // namespace

void FaultScript::set(const FaultOptions &options)
{
    const std::lock_guard lock(m_mutex);
    m_limits = options;
    m_limits.rules.clear();
    m_rules.clear();
    for (const FaultRule &rule : options.rules) {
        m_rules.push_back({rule, rule.key.toUtf8()});
    }
}

FaultOptions FaultScript::limits() const
{
    const std::lock_guard lock(m_mutex);
    return m_limits;
}

std::optional<FaultRule> FaultScript::match(const HttpRequest &request, const char *operation)
{
    const std::lock_guard lock(m_mutex);
    if (m_rules.empty())
        return std::nullopt;
    std::optional<FaultRule> due;
    for (Counted &counted : m_rules) {
        const FaultRule &rule = counted.rule;
        const bool fits = (rule.method.isEmpty() || rule.method.toLatin1() == request.method)
            && (rule.operation.isEmpty() || rule.operation == QLatin1StringView(operation))
            && (rule.partNumber == 0 || request.queryValue("partNumber").toInt() == rule.partNumber)
            && (rule.rangeStart < 0 || rangeStartOf(request) == rule.rangeStart) && ::fnmatch(counted.key.constData(), request.key.constData(), 0) == 0;
        if (!fits)
            continue;
        ++counted.seen;
        const bool fires = counted.seen >= rule.nth && (rule.times == 0 || counted.seen < rule.nth + rule.times);
        if (fires && !due)
            due = rule;
    }
    return due;
}

} // namespace millrace::server
