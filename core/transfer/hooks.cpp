// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/hooks.h"

namespace millrace {

HookedName TransferHook::fileFound(const HookedFile &, const QString &)
{
    return {};
}

QString TransferHook::fileStarts(const HookedFile &)
{
    return {};
}

std::unique_ptr<ChunkTransform> TransferHook::transformOf(const HookedFile &)
{
    return nullptr;
}

void TransferHook::fileEnded(const FileResult &) {}

void TransferHook::runEnded(const RunResult &) {}

HookedName Hooks::found(const HookedFile &file, const QString &name) const
{
    HookedName all;
    QString current = name;
    for (const auto &hook : stateful) {
        const HookedName one = hook->fileFound(file, current);
        if (!one.veto.isEmpty()) {
            all.veto = one.veto;
            return all;
        }
        if (!one.name.isEmpty())
            all.name = current = one.name;
    }
    return all;
}

QString Hooks::starts(const HookedFile &file) const
{
    for (const auto &hook : stateful)
        if (QString veto = hook->fileStarts(file); !veto.isEmpty())
            return veto;
    return {};
}

TransformChain Hooks::transformsOf(const HookedFile &file) const
{
    TransformChain chain;
    for (const auto &hook : stateful)
        if (auto transform = hook->transformOf(file))
            chain.push_back(std::move(transform));
    return chain;
}

} // namespace millrace
