// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/transferengine.h"
#include "transfer/transferspec.h"

namespace millrace {

/// Runs one DownloadSpec: lists, plans, fetches, verifies.
class DownloadEngine final : public TransferEngine
{
    Q_OBJECT
public:
    explicit DownloadEngine(DownloadSpec spec, QObject *parent = nullptr);
};

} // namespace millrace
