// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/ratefield.h"

using namespace Qt::StringLiterals;

namespace millrace {

static constexpr double least = 0.01; // MiB/s

RateField::RateField(bool mayBeUnlimited, QWidget *parent) : QDoubleSpinBox(parent)
{
    setDecimals(2);
    setRange(mayBeUnlimited ? 0 : least, 100'000);
    setSuffix(QChar(0xa0) + u"MiB/s"_s);
    setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    if (mayBeUnlimited)
        setSpecialValueText(tr("No limit"));
}

void RateField::setRate(std::optional<ByteRate> bytesPerSecond)
{
    setValue(bytesPerSecond ? std::max(least, *bytesPerSecond / double(MiB)) : minimum());
}

std::optional<ByteRate> RateField::rate() const
{
    return value() < least ? std::nullopt : std::optional<ByteRate>(value() * double(MiB));
}

} // namespace millrace
