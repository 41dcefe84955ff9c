// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

#include <array>

namespace millrace {

enum class HeatBy { State, Rate };

/// A part as the grid shows it.
struct PartCell
{
    PartState state = PartState::Waiting;
    quint8 percent = 0;
    quint8 heat = 0;    ///< 0 to 100; 255: no figure
    bool firstOfFile = false;

    bool operator==(const PartCell &) const = default;
};

/// The parts of a transfer in the order of the grid: file by file. A value; no GUI needed to test it.
class PartCells
{
public:
    PartCells() = default;
    PartCells(TransferDetail detail, HeatBy by);

    int count() const { return int(m_cells.size()); }
    const PartCell &at(int index) const { return m_cells.at(index); }

    /// Where a cell comes from.
    struct Origin
    {
        const FileParts *file = nullptr;
        int part = 0; ///< index in its file
        const PartProgress &progress() const { return file->progress.parts.at(part); }
    };
    Origin origin(int index) const;

    /// Parts by state, for the legend and the summary that is read out.
    int countOf(PartState state) const { return m_counts[size_t(state)]; }
    /// Rates between which the heat runs.
    ByteRate coldest() const { return m_low; }
    ByteRate hottest() const { return m_high; }

private:
    TransferDetail m_detail;
    QList<PartCell> m_cells;
    QList<int> m_starts; ///< first cell of each file
    std::array<int, size_t(PartState::Failed) + 1> m_counts{};
    ByteRate m_low = 0;
    ByteRate m_high = 0;
};

/// What is known of a cell, in lines, for tool tips and screen readers.
QString partText(const PartCells::Origin &origin);
QString stateText(PartState state);

} // namespace millrace
