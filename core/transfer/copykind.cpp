// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/copykind.h"

#include "transfer/copysource.h"
#include "transfer/uploadlayout.h"

using namespace Qt::StringLiterals;

namespace millrace {

Result<RunLayout> CopyKind::layOut(bool) const
{
    if (m_spec.multipartThreshold < 0 || m_spec.multipartThreshold > largestPart)
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"the multipart threshold of a copy is at most 5 GiB, the most one CopyObject takes"_s);
    const bool sameTree = m_spec.wholePrefix && m_spec.sourceBucket == m_spec.bucket
        && m_spec.key.startsWith(m_spec.prefix);
    // Then each copy is its own source, and changes its class.
    const bool inPlace = !m_spec.move && !m_spec.storageClass.isEmpty() && m_spec.key == m_spec.prefix
        && (m_spec.key.isEmpty() || m_spec.key.endsWith(u'/'));
    if (sameTree && !inPlace)
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"the target s3://%1/%2 lies in the source: every copy would be a source again"_s.arg(m_spec.bucket,
                                                                                                   m_spec.key));
    RunLayout layout;
    layout.workers = 0;
    layout.connections = std::clamp(m_spec.settings.concurrency.value_or(usualCopyRequests), 1, mostCopyRequests);
    layout.firstConnections = layout.connections;
    layout.files = std::clamp(m_spec.settings.fileParallelism.value_or(layout.connections), 1, layout.connections);
    layout.filesFixed = true;
    return layout;
}

Result<std::unique_ptr<TaskSource>> CopyKind::makeSource(const RunContext &context)
{
    auto filter = KeyFilter::make(m_spec.include, m_spec.exclude);
    if (!filter)
        return fail(filter.error());
    return std::make_unique<CopySource>(
        CopyShare{m_spec, context.client, context.layout.connections, std::make_shared<int>(0)}, std::move(*filter));
}

} // namespace millrace
