// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/uploadengine.h"

#include "transfer/uploadkind.h"

namespace millrace {

UploadEngine::UploadEngine(UploadSpec spec, QObject *parent)
    : TransferEngine(std::make_unique<UploadKind>(std::move(spec)), parent)
{
}

} // namespace millrace
