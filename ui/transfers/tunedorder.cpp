// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/tunedorder.h"

#include "transfer/uploadlayout.h"

namespace millrace {

TransferSettings withTuned(TransferSettings settings, const TunedSettings &found, bool upload)
{
    found.applyTo(settings);
    if (upload)
        settings.partSize = std::max(found.partSize, smallestPart);
    return settings;
}

TransferSettings settingsFor(const TransferOrder &order, TransferSettings wanted, bool begun)
{
    if (const auto *upload = std::get_if<UploadSpec>(&order.spec); upload && begun)
        wanted.partSize = upload->settings.partSize;
    return wanted;
}

} // namespace millrace
