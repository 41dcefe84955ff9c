// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/transferengine.h"
#include "transfer/uploadspec.h"

namespace millrace {

/// Runs one UploadSpec: walks the sources, sends, completes, confirms.
class UploadEngine final : public TransferEngine
{
    Q_OBJECT
public:
    explicit UploadEngine(UploadSpec spec, QObject *parent = nullptr);
};

} // namespace millrace
