// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/builtinhooks.h"

#include "transfer/decompression.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace millrace {

QString CacheCheckHook::fileStarts(const HookedFile &file)
{
    if (file.upload || file.path.isEmpty() || !file.lastModified.isValid())
        return {};
    const QFileInfo local(file.path);
    if (!local.isFile() || local.lastModified().toSecsSinceEpoch() != file.lastModified.toSecsSinceEpoch())
        return {};
    if (m_compare == Compare::Time)
        return u"already current (time)"_s;
    return local.size() == file.size ? u"already current (size and time)"_s : QString();
}

HookedName DecompressHook::fileFound(const HookedFile &file, const QString &name)
{
    if (file.upload || compressionOf({}, name) == Compression::None)
        return {};
    const QString stripped = name.left(name.lastIndexOf(u'.'));
    if (stripped.isEmpty() || stripped.endsWith(u'/'))
        return {}; // ".gz" is all of its name
    return {{}, stripped};
}

/// A compressed object's file has another size, so the engine's own look at the local copy finds it different.
QString DecompressHook::fileStarts(const HookedFile &file)
{
    if (!m_keepCurrent || compressionOf({}, file.key) == Compression::None)
        return {};
    return m_current.fileStarts(file);
}

std::unique_ptr<ChunkTransform> DecompressHook::transformOf(const HookedFile &file)
{
    return makeDecompressor(compressionOf(file.contentEncoding, file.key));
}

} // namespace millrace
