// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/uploadkind.h"

#include "transfer/uploadjournal.h"
#include "transfer/uploadlayout.h"
#include "transfer/uploadsource.h"

namespace millrace {

Result<RunLayout> UploadKind::layOut(bool tls) const
{
    return layOutUploads(m_spec, tls);
}

Result<std::unique_ptr<TaskSource>> UploadKind::makeSource(const RunContext &context)
{
    std::optional<UploadTree> tree;
    if (!m_spec.generated && !m_spec.bytes && !m_spec.feed && m_spec.items.isEmpty()) {
        auto filter = KeyFilter::make(m_spec.include, m_spec.exclude);
        if (!filter)
            return fail(filter.error());
        auto made = UploadTree::make(m_spec.paths, std::move(*filter));
        if (!made)
            return fail(made.error());
        tree = std::move(*made);
    }
    UploadShare share{m_spec, context.client, context.writers, PartMemory::create(uploadMemory(m_spec)),
                      std::make_shared<ServerTraits>(), !UploadJournal::list(m_spec.stateFolder).isEmpty()};
    return std::make_unique<UploadSource>(std::move(share), std::move(tree));
}

} // namespace millrace
