// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/copyspec.h"
#include "transfer/transferengine.h"

namespace millrace {

/// Runs one CopySpec: lists, copies on the server, confirms. No byte passes through this machine.
class CopyEngine final : public TransferEngine
{
    Q_OBJECT
public:
    explicit CopyEngine(CopySpec spec, QObject *parent = nullptr);
};

} // namespace millrace
