// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/fileresults.h"

#include "transfer/downloadengine.h"

namespace millrace {

FileResults::FileResults(DownloadSpec spec, CancelToken cancel)
    : m_run(std::make_unique<BlockingRun>([spec = std::move(spec)] { return std::make_unique<DownloadEngine>(spec); },
                                          std::move(cancel)))
{
}

} // namespace millrace
