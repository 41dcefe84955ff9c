// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/uploadkeys.h"

#include "transfer/keyfilter.h"

#include <QDir>
#include <QFileInfo>

namespace millrace {

QString uploadKey(const UploadSpec &spec, bool singleFile, const QString &name)
{
    const QString &key = spec.key;
    if (singleFile && !key.isEmpty() && !key.endsWith(u'/'))
        return key;
    return (key.isEmpty() || key.endsWith(u'/') ? key : key + u'/') + name;
}

std::optional<QString> uploadKeyOfPath(const UploadSpec &spec, const QString &path)
{
    const auto filter = KeyFilter::make(spec.include, spec.exclude);
    if (!filter)
        return std::nullopt;
    const bool alone = spec.paths.size() == 1;
    for (const QString &text : spec.paths) {
        const QString source = QDir::cleanPath(QDir::current().absoluteFilePath(text));
        const QString own = QFileInfo(source).fileName();
        const bool isSource = path == source;
        if (!isSource && !path.startsWith(source + u'/'))
            continue;
        const QString below = path.mid(source.size() + 1);
        const QString name = isSource ? own : alone ? below : own + u'/' + below;
        if (filter->accepts(name))
            return uploadKey(spec, alone && isSource, name);
    }
    return std::nullopt;
}

} // namespace millrace
