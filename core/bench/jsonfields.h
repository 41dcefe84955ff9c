// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

namespace millrace {

/// All of a file that is read for its JSON. LocalFile errors, "cannot read WHAT: ...".
Result<QByteArray> readJsonFile(const QString &path, const QString &what);

/// Reads the fields of one JSON object by type. The first that is missing or of another type is kept as the error.
class JsonFields
{
public:
    /// @p where begins the sentence of an error, such as "the workload" or "task 3".
    JsonFields(const nlohmann::ordered_json &object, QString where) : m_object(object), m_where(std::move(where)) {}

    /// The value of @p field, or @p absent where there is one and the field is not there.
    QString text(const char *field, std::optional<QString> absent = std::nullopt);
    bool boolean(const char *field, std::optional<bool> absent = std::nullopt);
    qint64 integer(const char *field, qint64 min, qint64 max, std::optional<qint64> absent = std::nullopt);
    /// Text or null.
    std::optional<QString> textOrNull(const char *field, bool required);

    void reject(const char *field, const QString &why);
    const std::optional<Error> &error() const { return m_error; }

private:
    const nlohmann::ordered_json *find(const char *field, bool required);

    const nlohmann::ordered_json &m_object;
    const QString m_where;
    std::optional<Error> m_error;
};

} // namespace millrace
