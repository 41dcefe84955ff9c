// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QDoubleSpinBox>
#include <optional>

namespace millrace {

/// A rate to type, in MiB/s; its lowest value says "No limit" where that is allowed.
class RateField : public QDoubleSpinBox
{
    Q_OBJECT
public:
    explicit RateField(bool mayBeUnlimited, QWidget *parent = nullptr);

    void setRate(std::optional<ByteRate> bytesPerSecond);
    /// None: no limit.
    std::optional<ByteRate> rate() const;
};

} // namespace millrace
