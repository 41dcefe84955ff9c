// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/downloadengine.h"

#include "transfer/downloadkind.h"

namespace millrace {

DownloadEngine::DownloadEngine(DownloadSpec spec, QObject *parent)
    : TransferEngine(std::make_unique<DownloadKind>(std::move(spec)), parent)
{
}

} // namespace millrace
