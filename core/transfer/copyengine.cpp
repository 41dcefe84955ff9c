// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/copyengine.h"

#include "transfer/copykind.h"

namespace millrace {

CopyEngine::CopyEngine(CopySpec spec, QObject *parent)
    : TransferEngine(std::make_unique<CopyKind>(std::move(spec)), parent)
{
}

} // namespace millrace
