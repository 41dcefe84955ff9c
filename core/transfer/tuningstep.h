// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QMetaType>
#include <QString>

namespace millrace {

/// What a run may change about itself while it goes on.
enum class TunedParameter { Connections, IoThreads, PartSize };

/// One change, and why.
struct TuningStep
{
    double atSeconds = 0; ///< since the run began
    TunedParameter parameter = TunedParameter::Connections;
    qint64 from = 0;
    qint64 to = 0;        ///< the same as `from` where something was looked at and left as it is
    ByteRate rate = 0;    ///< measured before the change
    QString reason;
};

QString name(TunedParameter parameter); ///< "connections", "io_threads", "part_size"

} // namespace millrace

Q_DECLARE_METATYPE(millrace::TuningStep)
