// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/workloadrecipe.h"

#include "bench/jsonfields.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr int mostFiles = 10'000'000;

struct Standard
{
    QLatin1StringView fileSize;
    int numFiles;
    bool alsoInMemory;
};

constexpr Standard standards[] = {
    {QLatin1StringView("256KiB"), 10'000, false}, {QLatin1StringView("30GiB"), 1, true},
    {QLatin1StringView("5GiB"), 1, true},         {QLatin1StringView("5GiB"), 10, true},
    {QLatin1StringView("5GiB"), 20, true},        {QLatin1StringView("64KiB"), 1000, false},
    {QLatin1StringView("64KiB"), 1, false},
};

/// "5GiB" and the like: the text goes into keys, so nothing else may be in it.
std::optional<ByteCount> bytesFrom(const QString &text)
{
    static const QRegularExpression form(u"^[0-9]+(\\.[0-9]+)?(B|bytes|KiB|MiB|GiB|TiB)?$"_s);
    if (!form.match(text).hasMatch())
        return std::nullopt;
    QString plain = text;
    plain.replace(u"bytes"_s, u"B"_s);
    return parseBytes(plain);
}

/// 10000 as "10_000".
QString grouped(int n)
{
    QString digits = QString::number(n);
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, u'_');
    return digits;
}

QList<WorkloadRecipe> allStandards()
{
    QList<WorkloadRecipe> recipes;
    for (const auto action : {WorkloadAction::Download, WorkloadAction::Upload})
        for (const Standard &standard : standards)
            for (const bool onDisk : {true, false}) {
                if (!onDisk && !standard.alsoInMemory)
                    continue;
                WorkloadRecipe recipe;
                recipe.action = action;
                recipe.fileSize = standard.fileSize;
                recipe.fileBytes = *bytesFrom(recipe.fileSize);
                recipe.numFiles = standard.numFiles;
                recipe.filesOnDisk = onDisk;
                recipes += recipe;
            }
    return recipes;
}

} // namespace

Result<WorkloadRecipe> WorkloadRecipe::parse(const QByteArray &json)
{
    const auto root = nlohmann::ordered_json::parse(json.constData(), json.constData() + json.size(), nullptr, false);
    if (!root.is_object())
        return fail(ErrorKind::Config, ErrorCause::None, u"the workload source is no JSON object"_s);
    JsonFields fields(root, u"the workload source"_s);
    static const QStringList known{u"action"_s,   u"fileSize"_s,       u"numFiles"_s,      u"filesOnDisk"_s,
                                   u"checksum"_s, u"maxRepeatCount"_s, u"maxRepeatSecs"_s, u"comment"_s};
    for (const auto &item : root.items())
        if (!known.contains(QString::fromStdString(item.key())))
            fields.reject(item.key().c_str(), u"is not known; it is one of "_s + known.join(u", "_s));

    WorkloadRecipe recipe;
    const QString action = fields.text("action");
    if (action == u"upload")
        recipe.action = WorkloadAction::Upload;
    else if (action != u"download")
        fields.reject("action", u"must be \"upload\" or \"download\""_s);
    recipe.fileSize = fields.text("fileSize");
    const auto bytes = bytesFrom(recipe.fileSize);
    if (!bytes)
        fields.reject("fileSize", u"must be a size such as \"5GiB\", \"256KiB\" or \"1bytes\""_s);
    recipe.fileBytes = bytes.value_or(0);
    recipe.numFiles = int(fields.integer("numFiles", 1, mostFiles, 1));
    recipe.filesOnDisk = fields.boolean("filesOnDisk", true);
    if (const auto checksum = fields.textOrNull("checksum", false)) {
        recipe.checksum = workloadChecksum(*checksum);
        if (!recipe.checksum)
            fields.reject("checksum", u"must be null, \"CRC32\", \"CRC32C\", \"SHA1\" or \"SHA256\""_s);
    }
    recipe.maxRepeatCount = int(fields.integer("maxRepeatCount", 1, 1'000'000, 10));
    recipe.maxRepeatSecs = int(fields.integer("maxRepeatSecs", 0, 365 * 86'400, 600));
    recipe.comment = fields.text("comment", QString());
    if (fields.error())
        return fail(*fields.error());
    return recipe;
}

Result<WorkloadRecipe> WorkloadRecipe::read(const QString &path)
{
    const Result<QByteArray> text = readJsonFile(path, u"the workload source"_s);
    if (!text)
        return fail(text.error());
    Result<WorkloadRecipe> recipe = parse(*text);
    if (!recipe) {
        Error error = recipe.error();
        error.path = path;
        return fail(error);
    }
    return recipe;
}

std::optional<WorkloadRecipe> WorkloadRecipe::standard(const QString &name)
{
    for (const WorkloadRecipe &recipe : allStandards())
        if (recipe.name() == name)
            return recipe;
    return std::nullopt;
}

QStringList WorkloadRecipe::standardNames()
{
    QStringList names;
    for (const WorkloadRecipe &recipe : allStandards())
        names += recipe.name();
    return names;
}

QString WorkloadRecipe::folder() const
{
    const QString folder = fileSize + u'-' + grouped(numFiles) + u'x';
    return checksum ? folder + u'-' + millrace::name(*checksum) : folder;
}

QString WorkloadRecipe::name() const
{
    return millrace::name(action) + u'-' + folder() + (filesOnDisk ? QString() : u"-ram"_s);
}

Workload WorkloadRecipe::build() const
{
    Workload workload;
    workload.comment = comment;
    workload.filesOnDisk = filesOnDisk;
    workload.checksum = checksum;
    workload.maxRepeatCount = maxRepeatCount;
    workload.maxRepeatSecs = maxRepeatSecs;
    const auto digits = int(QString::number(numFiles).size());
    workload.tasks.reserve(numFiles);
    for (int i = 1; i <= numFiles; ++i)
        workload.tasks += {action, u"%1/%2/%3"_s.arg(millrace::name(action), folder()).arg(i, digits, 10, QChar(u'0')),
                           fileBytes};
    return workload;
}

} // namespace millrace
