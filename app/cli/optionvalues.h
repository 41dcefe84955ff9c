// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "cli/optiontable.h"

#include <chrono>
#include <limits>
#include <optional>

namespace millrace {

/// Reads flag values with their allowed ranges. The first bad value is kept as the error; every message names the flag,
/// what was given and what is allowed. No value where the flag was not given or was bad.
class OptionValues
{
public:
    explicit OptionValues(const Arguments &arguments) : m_arguments(arguments) {}

    bool has(const QString &name) const { return m_arguments.has(name); }
    QString text(const QString &name) const { return m_arguments.value(name); }
    QStringList texts(const QString &name) const { return m_arguments.values(name); }
    /// Text that must not be empty.
    std::optional<QString> nonEmpty(const QString &name);
    std::optional<qint64> integer(const QString &name, qint64 min, qint64 max);
    std::optional<double> number(const QString &name, double min, double max);
    /// "64MiB", "1.5 GiB"; a plain number is bytes.
    std::optional<ByteCount> size(const QString &name, ByteCount min, ByteCount max);
    /// "50MiB/s", "100Mbit/s", as --max-rate.
    std::optional<ByteRate> rate(const QString &name);
    /// "90", "90s", "500ms", "15m", "1h", "7d"; a plain number is seconds.
    std::optional<std::chrono::milliseconds> duration(const QString &name, std::chrono::milliseconds min,
                                                      std::chrono::milliseconds max);
    /// Index into @p allowed.
    std::optional<int> choice(const QString &name, const QStringList &allowed);

    /// Both given: an error.
    void exclude(const QString &a, const QString &b);
    void reject(const QString &message);
    const std::optional<Error> &error() const { return m_error; }

    static std::optional<std::chrono::milliseconds> parseDuration(const QString &text);

private:
    void bad(const QString &name, const QString &allowed);

    const Arguments &m_arguments;
    std::optional<Error> m_error;
};

} // namespace millrace
