// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/planner.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// "a/b/c" -> "a/b/"; "c" -> "".
QString folderPart(const QString &key)
{
    return key.left(key.lastIndexOf(u'/') + 1);
}

LocalNameOptions nameOptions(const DownloadSpec &spec)
{
    LocalNameOptions options;
    options.caseInsensitive = spec.caseInsensitiveNames;
    options.targetFolder = QFileInfo(spec.targetFolder).absoluteFilePath();
    return options;
}

} // namespace

HookedFile hookedFile(const PlannedFile &planned)
{
    HookedFile file;
    file.id = planned.id;
    file.bucket = planned.bucket;
    file.key = planned.object.key;
    file.etag = planned.object.etag;
    file.size = planned.object.size;
    file.lastModified = planned.object.lastModified;
    file.contentEncoding = planned.object.contentEncoding;
    file.path = planned.path;
    return file;
}

Planner::Planner(const DownloadSpec &spec, KeyFilter filter)
    : m_spec(spec), m_filter(std::move(filter)), m_names(nameOptions(spec))
{
    if (spec.stripPrefix)
        m_strip = *spec.stripPrefix;
    else if (spec.wholePrefix)
        m_strip = folderPart(spec.prefix);
    else if (spec.keys.size() == 1)
        m_strip = folderPart(spec.keys.first());
}

Result<Planner> Planner::make(const DownloadSpec &spec)
{
    auto filter = KeyFilter::make(spec.include, spec.exclude);
    if (!filter)
        return fail(filter.error());
    return Planner(spec, std::move(*filter));
}

std::optional<PlannedFile> Planner::plan(const ObjectInfo &object, int iteration)
{
    if (isFull() || !m_filter.accepts(object.key))
        return std::nullopt;
    ++m_taken;
    PlannedFile planned;
    planned.id = ++m_lastId;
    planned.object = object;
    planned.bucket = m_spec.bucket;
    place(planned, iteration);
    return planned;
}

PlannedFile Planner::planFailure(const QString &key, const Error &error)
{
    PlannedFile planned;
    planned.id = ++m_lastId;
    planned.object.key = key;
    planned.object.size = 0;
    planned.bucket = m_spec.bucket;
    planned.refused = error;
    return planned;
}

void Planner::place(PlannedFile &planned, int iteration)
{
    if (!m_spec.targetFile.isEmpty()) {
        planned.path = QFileInfo(m_spec.targetFile).absoluteFilePath();
        if (m_spec.settings.hooks)
            planned.vetoed =
                m_spec.settings.hooks->found(hookedFile(planned), QFileInfo(m_spec.targetFile).fileName()).veto;
    } else if (!m_spec.targetFolder.isEmpty()) {
        QString key = planned.object.key;
        if (!m_strip.isEmpty() && key.startsWith(m_strip))
            key.remove(0, m_strip.size());
        if (m_spec.httpUrl.size() > 0)
            key = key.section(u'/', -1).isEmpty() ? u"index"_s : key.section(u'/', -1);
        // Iterations of one object are files of their own, or they would race for one name.
        if (iteration > 1)
            key += u".%1"_s.arg(iteration);
        if (m_spec.settings.hooks) {
            const HookedName hooked = m_spec.settings.hooks->found(hookedFile(planned), key);
            planned.vetoed = hooked.veto;
            if (!hooked.veto.isEmpty())
                return; // it takes no name from another
            if (!hooked.name.isEmpty())
                key = hooked.name;
        }
        const LocalName name = m_names.assign(key, planned.object.size);
        planned.renamedBecause = name.renamedBecause;
        planned.folderMarker = name.folderMarker;
        const QString folder = QFileInfo(m_spec.targetFolder).absoluteFilePath();
        planned.path = name.path.isEmpty() ? folder : folder + u'/' + name.path;
    } else {
        if (m_spec.settings.hooks)
            planned.vetoed = m_spec.settings.hooks->found(hookedFile(planned), planned.object.key).veto;
        return;
    }
    planned.partPath = partFileName(planned.path);
    planned.journalPath = journalFileName(planned.path);
}

} // namespace millrace
