// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/downloadsources.h"

#include <QHash>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace millrace {

static QString folderOf(const QString &key)
{
    return key.left(key.lastIndexOf(u'/') + 1);
}

/// The longest folder that both lie in: "a/b/c/" and "a/b/d/" give "a/b/".
static QString commonFolder(const QString &a, const QString &b)
{
    qsizetype same = 0;
    while (same < a.size() && same < b.size() && a[same] == b[same])
        ++same;
    return folderOf(a.left(same));
}

static Result<> checkUrls(const QList<DownloadSpec> &specs)
{
    QHash<QString, QString> names;
    for (const DownloadSpec &spec : specs) {
        if (spec.httpUrl.isEmpty())
            continue;
        const QString name = QUrl(spec.httpUrl).fileName();
        if (names.contains(name)) {
            return fail(ErrorKind::Config, ErrorCause::None,
                        u"two URLs end in \"%1\" and would become one file: download them in two runs"_s.arg(name));
        }
        names.insert(name, spec.httpUrl);
    }
    // What a listing will name is not known yet, and neither may be written over the other.
    for (const DownloadSpec &spec : specs) {
        if (!spec.httpUrl.isEmpty() || names.isEmpty())
            continue;
        if (spec.wholePrefix)
            return fail(ErrorKind::Config, ErrorCause::None,
                        u"a URL and a prefix cannot share a run, since their files might have one name: download them in two"_s);
        for (const QString &key : spec.keys)
            if (const QString name = key.mid(key.lastIndexOf(u'/') + 1); names.contains(name))
                return fail(ErrorKind::Config, ErrorCause::None,
                            u"a URL and a key end in \"%1\" and would become one file: download them in two runs"_s.arg(name));
    }
    return {};
}

Result<> separateTrees(QList<DownloadSpec> &specs, bool listed)
{
    if (const Result<> checked = checkUrls(specs); !checked)
        return checked;
    QHash<QString, QString> common; // bucket -> folder all its sources lie in
    qsizetype sources = 0;
    for (const DownloadSpec &spec : std::as_const(specs)) {
        if (!spec.httpUrl.isEmpty())
            continue;
        QStringList places = spec.keys;
        if (spec.wholePrefix)
            places += spec.prefix;
        for (const QString &place : std::as_const(places)) {
            const QString folder = folderOf(place);
            const auto known = common.find(spec.bucket);
            if (known == common.end())
                common.insert(spec.bucket, folder);
            else
                *known = commonFolder(*known, folder);
            ++sources;
        }
    }
    if (sources < 2)
        return {};
    for (DownloadSpec &spec : specs) {
        if (!spec.httpUrl.isEmpty())
            continue;
        // Two prefixes: s3://b/x/a/ and s3://b/x/b/ become a/... and b/.... A list keeps whole keys: where a file ends
        // up must not depend on what else is in the list.
        spec.stripPrefix = listed ? QString() : common.value(spec.bucket);
        if (common.size() > 1 && !spec.targetFolder.isEmpty())
            spec.targetFolder += (spec.targetFolder.endsWith(u'/') ? QString() : u"/"_s) + spec.bucket;
    }
    return {};
}

} // namespace millrace
