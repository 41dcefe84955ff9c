// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/downloadkind.h"

#include "io/filesink.h"
#include "io/orderedstream.h"
#include "transfer/keysource.h"
#include "transfer/planner.h"
#include "transfer/streamlayout.h"

#include <QFileInfo>
#include <cerrno>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace millrace {

bool DownloadKind::usesTls(const S3Session &session) const
{
    return m_spec.httpUrl.isEmpty() ? session.usesTls() : m_spec.httpUrl.startsWith(u"https:"_s);
}

Result<RunLayout> DownloadKind::layOut(bool tls) const
{
    return m_spec.stream ? layOutStreamRun(m_spec.settings, tls) : layOutRun(m_spec.settings, tls);
}

void DownloadKind::ended()
{
    if (m_spec.stream)
        m_spec.stream->finish();
}

void DownloadKind::describe(RunCounters &counters) const
{
    counters.toDisk = !m_spec.targetFolder.isEmpty() || !m_spec.targetFile.isEmpty();
}

void DownloadKind::equip(PartEnvironment &environment, const RunLayout &layout)
{
    environment.buffers = BufferPool::create(layout.chunkSize, layout.buffers);
    environment.chunkSize = layout.chunkSize;
    if (m_spec.stream)
        m_spec.stream->setCapacity(layout.buffers, layout.chunkSize);
}

Result<std::unique_ptr<TaskSource>> DownloadKind::makeSource(const RunContext &context)
{
    auto planner = Planner::make(m_spec);
    if (!planner)
        return fail(planner.error());
    return std::make_unique<KeySource>(m_spec, context, std::move(*planner));
}

/// The target is looked at once the source was found: a mistyped bucket must not leave an empty folder behind.
Result<void> DownloadKind::prepare()
{
    if (m_spec.dryRun)
        return {};
    QString folder = m_spec.targetFolder;
    if (!m_spec.targetFile.isEmpty())
        folder = QFileInfo(m_spec.targetFile).absolutePath();
    if (folder.isEmpty())
        return {};
    if (auto made = makeFolder(folder); !made)
        return made;
    if (::access(QFile::encodeName(folder), W_OK | X_OK) != 0)
        return fail(localError(errno, u"write into the folder"_s, folder));
    return {};
}

} // namespace millrace
