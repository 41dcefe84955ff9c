// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/targetindex.h"

namespace millrace {

void TargetIndex::add(const ObjectInfo &object)
{
    m_entries.insert(hashOf(object.key), {checkOf(object.key), object.size, object.lastModified.toMSecsSinceEpoch(),
                                          etagHash(object.etag)});
}

std::optional<TargetIndex::Entry> TargetIndex::find(const QString &key) const
{
    const auto it = m_entries.constFind(hashOf(key));
    if (it == m_entries.constEnd() || it->check != checkOf(key))
        return std::nullopt;
    return *it;
}

} // namespace millrace
