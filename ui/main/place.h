// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferfilter.h"

#include <QMetaType>
#include <QString>

namespace millrace {

/// Somewhere in the main window that the sidebar leads to. A value.
struct Place
{
    enum class Kind { None, Welcome, Transfers, Connection, AddConnection, Reports, Optimize } kind = Kind::None;
    TransferShown shown = TransferShown::All;
    QString connectionId;

    bool operator==(const Place &) const = default;
};

} // namespace millrace

Q_DECLARE_METATYPE(millrace::Place)
