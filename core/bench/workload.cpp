// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/workload.h"

#include "bench/jsonfields.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr int mostRepeats = 1'000'000;
constexpr int mostSeconds = 365 * 86'400;
constexpr ByteCount largestTask = 50 * 1024 * GiB; ///< beyond S3's largest object

/// The key names a file below the working directory: one that leads elsewhere must not be written to or deleted.
bool staysBelow(const QString &key)
{
    for (const QString &part : key.split(u'/'))
        if (part.isEmpty() || part == u"." || part == u"..")
            return false;
    return !key.contains(QChar(0));
}

WorkloadTask parseTask(const nlohmann::ordered_json &json, const QString &where, std::optional<Error> &error)
{
    JsonFields fields(json, where);
    WorkloadTask task;
    const QString action = fields.text("action");
    if (action == u"upload")
        task.action = WorkloadAction::Upload;
    else if (action != u"download")
        fields.reject("action", u"must be \"upload\" or \"download\""_s);
    task.key = fields.text("key");
    if (!fields.error() && !staysBelow(task.key))
        fields.reject("key", u"is no path below the working directory"_s);
    task.size = fields.integer("size", 0, largestTask);
    if (!error)
        error = fields.error();
    return task;
}

} // namespace

QString name(WorkloadAction action)
{
    return action == WorkloadAction::Upload ? u"upload"_s : u"download"_s;
}

std::optional<ChecksumAlgorithm> workloadChecksum(const QString &name)
{
    for (const auto algorithm : {ChecksumAlgorithm::Crc32, ChecksumAlgorithm::Crc32c, ChecksumAlgorithm::Sha1,
                                 ChecksumAlgorithm::Sha256})
        if (millrace::name(algorithm).toUpper() == name)
            return algorithm;
    return std::nullopt;
}

Result<Workload> Workload::parse(const QByteArray &json)
{
    const auto root = nlohmann::ordered_json::parse(json.constData(), json.constData() + json.size(), nullptr, false);
    if (!root.is_object())
        return fail(ErrorKind::Config, ErrorCause::None, u"the workload is no JSON object"_s);
    JsonFields fields(root, u"the workload"_s);
    Workload workload;
    workload.version = int(fields.integer("version", 0, std::numeric_limits<int>::max()));
    if (fields.error())
        return fail(*fields.error());
    if (!workload.isSupported())
        return workload;
    workload.comment = fields.text("comment");
    workload.filesOnDisk = fields.boolean("filesOnDisk");
    if (const auto checksum = fields.textOrNull("checksum", true)) {
        workload.checksum = workloadChecksum(*checksum);
        if (!workload.checksum)
            fields.reject("checksum", u"must be null, \"CRC32\", \"CRC32C\", \"SHA1\" or \"SHA256\""_s);
    }
    workload.maxRepeatCount = int(fields.integer("maxRepeatCount", 1, mostRepeats));
    workload.maxRepeatSecs = int(fields.integer("maxRepeatSecs", 0, mostSeconds));
    const auto tasks = root.find("tasks");
    if (tasks == root.end() || !tasks->is_array() || tasks->empty())
        fields.reject("tasks", u"must be a list of at least one task"_s);
    if (fields.error())
        return fail(*fields.error());

    std::optional<Error> error;
    QSet<QString> keys;
    for (const auto &item : *tasks) {
        const QString where = u"task %1"_s.arg(workload.tasks.size() + 1);
        if (!item.is_object())
            return fail(ErrorKind::Config, ErrorCause::None, where + u" is no JSON object"_s);
        workload.tasks += parseTask(item, where, error);
        if (error)
            return fail(*error);
        // Two tasks of one key would write one file, or store one object, at the same time.
        keys.insert(workload.tasks.last().key);
        if (keys.size() != workload.tasks.size())
            return fail(ErrorKind::Config, ErrorCause::None,
                        u"%1: the key \"%2\" is there twice"_s.arg(where, workload.tasks.last().key));
    }
    return workload;
}

Result<Workload> Workload::read(const QString &path)
{
    const Result<QByteArray> text = readJsonFile(path, u"the workload"_s);
    if (!text)
        return fail(text.error());
    Result<Workload> workload = parse(*text);
    if (!workload) {
        Error error = workload.error();
        error.path = path;
        return fail(error);
    }
    return workload;
}

ByteCount Workload::totalBytes() const
{
    ByteCount sum = 0;
    for (const WorkloadTask &task : tasks)
        sum += task.size;
    return sum;
}

bool Workload::has(WorkloadAction action) const
{
    for (const WorkloadTask &task : tasks)
        if (task.action == action)
            return true;
    return false;
}

QByteArray Workload::toJson() const
{
    nlohmann::ordered_json root;
    root["version"] = version;
    root["comment"] = comment.toStdString();
    root["filesOnDisk"] = filesOnDisk;
    root["checksum"] = nullptr;
    if (checksum)
        root["checksum"] = millrace::name(*checksum).toUpper().toStdString();
    root["maxRepeatCount"] = maxRepeatCount;
    root["maxRepeatSecs"] = maxRepeatSecs;
    root["tasks"] = nlohmann::ordered_json::array();
    for (const WorkloadTask &task : tasks)
        root["tasks"].push_back({{"action", millrace::name(task.action).toStdString()},
                                 {"key", task.key.toStdString()}, {"size", task.size}});
    return QByteArray::fromStdString(root.dump(4)) + '\n';
}

} // namespace millrace
