// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/jsonfields.h"

#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace millrace {

Result<QByteArray> readJsonFile(const QString &path, const QString &what)
{
    QFile file(path);
    errno = 0;
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray text = file.readAll();
        if (file.error() == QFileDevice::NoError)
            return text;
    }
    // Not localError(): its causes are told in the words of a target that cannot be written.
    const int reason = QFileInfo(path).isDir() ? EISDIR : errno != 0 ? errno : EIO;
    Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None,
                              u"cannot read %1: %2"_s.arg(what, QString::fromLocal8Bit(std::strerror(reason))));
    error.path = path;
    return fail(error);
}

void JsonFields::reject(const char *field, const QString &why)
{
    if (!m_error)
        m_error = Error::make(ErrorKind::Config, ErrorCause::None,
                              u"%1: \"%2\" %3"_s.arg(m_where, QString::fromLatin1(field), why));
}

const nlohmann::ordered_json *JsonFields::find(const char *field, bool required)
{
    if (const auto it = m_object.find(field); it != m_object.end())
        return &*it;
    if (required)
        reject(field, u"is missing"_s);
    return nullptr;
}

QString JsonFields::text(const char *field, std::optional<QString> absent)
{
    const auto *value = find(field, !absent);
    if (!value)
        return absent.value_or(QString());
    if (!value->is_string()) {
        reject(field, u"must be text"_s);
        return {};
    }
    return QString::fromStdString(value->get_ref<const std::string &>());
}

std::optional<QString> JsonFields::textOrNull(const char *field, bool required)
{
    const auto *value = find(field, required);
    if (!value || value->is_null())
        return std::nullopt;
    return text(field);
}

bool JsonFields::boolean(const char *field, std::optional<bool> absent)
{
    const auto *value = find(field, !absent);
    if (!value)
        return absent.value_or(false);
    if (!value->is_boolean()) {
        reject(field, u"must be true or false"_s);
        return false;
    }
    return value->get<bool>();
}

qint64 JsonFields::integer(const char *field, qint64 min, qint64 max, std::optional<qint64> absent)
{
    const auto *value = find(field, !absent);
    if (!value)
        return absent.value_or(0);
    if (value->is_number_integer() && !(value->is_number_unsigned() && value->get<quint64>() > quint64(max))) {
        const auto n = value->get<qint64>();
        if (n >= min && n <= max)
            return n;
    }
    const QString range = max == std::numeric_limits<qint64>::max() ? u"of %1 or more"_s.arg(min)
                                                                    : u"from %1 to %2"_s.arg(min).arg(max);
    reject(field, u"must be a whole number "_s + range);
    return 0;
}

} // namespace millrace
