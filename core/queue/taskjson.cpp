// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/taskjson.h"

#include "queue/specfields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

QString textOf(const QString &text) { return text; }
QString textOf(const QByteArray &text) { return QString::fromUtf8(text); }
void setText(QString &to, const QString &text) { to = text; }
void setText(QByteArray &to, const QString &text) { to = text.toUtf8(); }

QJsonArray toArray(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

/// Puts fields into an object.
class FieldWriter
{
public:
    void operator()(QLatin1StringView key, const QString &value) { object[key] = value; }
    void operator()(QLatin1StringView key, const QStringList &value) { object[key] = toArray(value); }
    void operator()(QLatin1StringView key, bool value) { object[key] = value; }
    void operator()(QLatin1StringView key, int value) { object[key] = value; }
    void operator()(QLatin1StringView key, qint64 value) { object[key] = value; }
    // 64-bit seeds as text: a JSON number has a sign.
    void operator()(QLatin1StringView key, quint64 value) { object[key] = QString::number(value); }
    void operator()(QLatin1StringView key, double value) { object[key] = value; }
    void operator()(QLatin1StringView key, std::chrono::milliseconds value) { object[key] = qint64(value.count()); }
    template <typename E>
        requires std::is_enum_v<E>
    void operator()(QLatin1StringView key, E value, std::initializer_list<QLatin1StringView> names)
    {
        object[key] = QString(names.begin()[size_t(value)]);
    }
    template <typename T, typename... Names>
    void operator()(QLatin1StringView key, const std::optional<T> &value, Names... names)
    {
        if (value)
            (*this)(key, *value, names...);
    }
    template <typename T> void operator()(QLatin1StringView key, const QList<std::pair<T, T>> &pairs)
    {
        QJsonArray array;
        for (const auto &[name, value] : pairs)
            array += QJsonArray{textOf(name), textOf(value)};
        object[key] = array;
    }
    template <typename T> void nested(QLatin1StringView key, const T &value)
    {
        FieldWriter inner;
        visitFields(inner, const_cast<T &>(value));
        object[key] = inner.object;
    }

    QJsonObject object;
};

/// Takes fields out of an object; one that is not there keeps its default.
class FieldReader
{
public:
    explicit FieldReader(QJsonObject from) : object(std::move(from)) {}

    void operator()(QLatin1StringView key, QString &value) { take(key, &QJsonValue::isString, [&](auto v) { value = v.toString(); }); }
    void operator()(QLatin1StringView key, QStringList &value)
    {
        take(key, &QJsonValue::isArray, [&](const QJsonValue &v) {
            value.clear();
            const QJsonArray array = v.toArray();
            for (const QJsonValue &item : array)
                value += item.toString();
        });
    }
    void operator()(QLatin1StringView key, bool &value) { take(key, &QJsonValue::isBool, [&](auto v) { value = v.toBool(); }); }
    void operator()(QLatin1StringView key, int &value) { take(key, &QJsonValue::isDouble, [&](auto v) { value = v.toInt(); }); }
    void operator()(QLatin1StringView key, qint64 &value) { take(key, &QJsonValue::isDouble, [&](auto v) { value = v.toInteger(); }); }
    void operator()(QLatin1StringView key, double &value) { take(key, &QJsonValue::isDouble, [&](auto v) { value = v.toDouble(); }); }
    void operator()(QLatin1StringView key, quint64 &value)
    {
        take(key, &QJsonValue::isString, [&](auto v) { value = v.toString().toULongLong(); });
    }
    void operator()(QLatin1StringView key, std::chrono::milliseconds &value)
    {
        take(key, &QJsonValue::isDouble, [&](auto v) { value = std::chrono::milliseconds(v.toInteger()); });
    }
    template <typename E>
        requires std::is_enum_v<E>
    void operator()(QLatin1StringView key, E &value, std::initializer_list<QLatin1StringView> names)
    {
        take(key, &QJsonValue::isString, [&](const QJsonValue &v) {
            for (size_t i = 0; i < names.size(); ++i) {
                if (v.toString() == names.begin()[i]) {
                    value = E(i);
                    return;
                }
            }
            bad = key;
        });
    }
    template <typename T, typename... Names> void operator()(QLatin1StringView key, std::optional<T> &value, Names... names)
    {
        if (!object.contains(key))
            return;
        value.emplace();
        (*this)(key, *value, names...);
    }
    template <typename T> void operator()(QLatin1StringView key, QList<std::pair<T, T>> &pairs)
    {
        take(key, &QJsonValue::isArray, [&](const QJsonValue &v) {
            const QJsonArray array = v.toArray();
            for (const QJsonValue &item : array) {
                std::pair<T, T> pair;
                setText(pair.first, item.toArray().at(0).toString());
                setText(pair.second, item.toArray().at(1).toString());
                pairs += pair;
            }
        });
    }
    template <typename T> void nested(QLatin1StringView key, T &value)
    {
        take(key, &QJsonValue::isObject, [&](const QJsonValue &v) {
            FieldReader inner(v.toObject());
            visitFields(inner, value);
            if (const QString wrong = inner.problem(); !wrong.isEmpty())
                bad = QString(key) + u'.' + wrong;
        });
    }

    /// The name of a setting that is not known or not of its type; empty where all is well.
    QString problem() const
    {
        if (!bad.isEmpty())
            return bad;
        const QStringList keys = object.keys();
        for (const QString &key : keys)
            if (!m_known.contains(key))
                return key;
        return {};
    }

    QJsonObject object;
    QString bad;

private:
    template <typename Use> void take(QLatin1StringView key, bool (QJsonValue::*isRight)() const, Use use)
    {
        m_known.insert(key);
        const auto found = object.constFind(key);
        if (found == object.constEnd())
            return;
        const QJsonValue value = *found;
        if ((value.*isRight)())
            use(value);
        else
            bad = key;
    }

    QSet<QString> m_known;
};

template <typename T> QJsonObject differenceFromDefault(const T &value)
{
    FieldWriter writer;
    FieldWriter defaults;
    T plain;
    visitFields(writer, const_cast<T &>(value));
    visitFields(defaults, plain);
    for (auto it = writer.object.begin(); it != writer.object.end();) {
        if (defaults.object.value(it.key()) == it.value())
            it = writer.object.erase(it);
        else
            ++it;
    }
    return writer.object;
}

template <typename T> Result<T> read(const QJsonValue &json)
{
    T value;
    FieldReader reader(json.toObject());
    visitFields(reader, value);
    if (const QString wrong = reader.problem(); !wrong.isEmpty()) {
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"this entry has a setting that this version does not know (%1): run it with a newer Millrace, or remove "
                    "it"_s.arg(wrong));
    }
    return value;
}

} // namespace

QByteArray toJson(const QueueTask &task)
{
    QJsonObject json;
    if (const auto *upload = std::get_if<UploadSpec>(&task.spec))
        json[u"upload"_s] = differenceFromDefault(*upload);
    else
        json[u"download"_s] = differenceFromDefault(std::get<DownloadSpec>(task.spec));
    json[u"connection"_s] = differenceFromDefault(task.connection);
    if (!task.connectionId.isEmpty()) {
        json[u"connection_id"_s] = task.connectionId;
        json[u"connection_name"_s] = task.connectionName;
    }
    if (!task.customerKeyFile.isEmpty())
        json[u"customer_key_file"_s] = task.customerKeyFile;
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<QueueTask> taskFromJson(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    QueueTask task;
    if (json.contains(u"upload"_s)) {
        auto spec = read<UploadSpec>(json[u"upload"_s]);
        if (!spec)
            return fail(spec.error());
        task.spec = std::move(*spec);
    } else if (json.contains(u"download"_s)) {
        auto spec = read<DownloadSpec>(json[u"download"_s]);
        if (!spec)
            return fail(spec.error());
        task.spec = std::move(*spec);
    } else {
        return fail(ErrorKind::Config, ErrorCause::None, u"this entry says neither what to download nor what to upload"_s);
    }
    auto connection = read<ConnectionOptions>(json[u"connection"_s]);
    if (!connection)
        return fail(connection.error());
    task.connection = std::move(*connection);
    task.connectionId = json[u"connection_id"_s].toString();
    task.connectionName = json[u"connection_name"_s].toString();
    task.customerKeyFile = json[u"customer_key_file"_s].toString();
    return task;
}

QByteArray errorToJson(const Error &e)
{
    QJsonObject json{{u"kind"_s, name(e.kind)}};
    const auto put = [&json](const QString &key, const QString &value) {
        if (!value.isEmpty())
            json[key] = value;
    };
    put(u"cause"_s, name(e.cause));
    put(u"message"_s, e.message);
    put(u"s3_code"_s, e.s3Code);
    put(u"request_id"_s, e.requestId);
    put(u"bucket"_s, e.bucket);
    put(u"key"_s, e.key);
    put(u"path"_s, e.path);
    put(u"region"_s, e.region);
    if (e.httpStatus)
        json[u"http_status"_s] = e.httpStatus;
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<Error> errorFromJson(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    if (json.isEmpty())
        return std::nullopt;
    Error e;
    // Names that a later version added read as the plainest of their sort.
    for (int i = 0; i <= int(ErrorKind::Config); ++i)
        if (name(ErrorKind(i)) == json[u"kind"_s].toString())
            e.kind = ErrorKind(i);
    for (int i = 1; !name(ErrorCause(i)).isEmpty(); ++i)
        if (name(ErrorCause(i)) == json[u"cause"_s].toString())
            e.cause = ErrorCause(i);
    e.message = json[u"message"_s].toString();
    e.s3Code = json[u"s3_code"_s].toString();
    e.requestId = json[u"request_id"_s].toString();
    e.bucket = json[u"bucket"_s].toString();
    e.key = json[u"key"_s].toString();
    e.path = json[u"path"_s].toString();
    e.region = json[u"region"_s].toString();
    e.httpStatus = json[u"http_status"_s].toInt();
    return e;
}

} // namespace millrace
