// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/partcells.h"

#include "ui/text/coretext.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

/// Over the part's whole time, so that finished parts keep the colour they earned. 0: no figure.
static ByteRate meanRate(const PartProgress &part)
{
    return part.seconds < 0.05f ? 0 : double(part.done) / double(part.seconds);
}

PartCells::PartCells(TransferDetail detail, HeatBy by) : m_detail(std::move(detail))
{
    ByteRate low = -1;
    for (const FileParts &file : std::as_const(m_detail.files)) {
        m_starts.append(int(m_cells.size()));
        bool first = m_detail.files.size() > 1;
        for (const PartProgress &part : file.progress.parts) {
            PartCell cell;
            cell.state = part.state;
            cell.firstOfFile = std::exchange(first, false);
            cell.heat = 255;
            const bool whole = part.state == PartState::Received || part.state == PartState::Verified;
            cell.percent = whole ? 100 : part.size <= 0 ? 0 : quint8(std::clamp<qint64>(100 * part.done / part.size, 0, 100));
            ++m_counts[size_t(part.state)];
            m_cells.append(cell);
            if (const ByteRate rate = meanRate(part); rate > 0) {
                m_high = std::max(m_high, rate);
                low = low < 0 ? rate : std::min(low, rate);
            }
        }
    }
    // Parts that are nearly equal are to look it: the scale spans a factor of two at least.
    m_low = std::min(std::max(0.0, low), m_high / 2);
    if (by == HeatBy::State)
        return;
    int index = 0;
    for (const FileParts &file : std::as_const(m_detail.files))
        for (const PartProgress &part : file.progress.parts) {
            PartCell &cell = m_cells[index++];
            if (const ByteRate rate = meanRate(part); rate > 0)
                cell.heat = quint8(m_high > m_low ? 100 * (rate - m_low) / (m_high - m_low) : 50);
        }
}

PartCells::Origin PartCells::origin(int index) const
{
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), index);
    const auto file = after - m_starts.begin() - 1;
    return {&m_detail.files.at(file), index - m_starts.at(file)};
}

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Parts)
};
} // namespace

QString stateText(PartState state)
{
    switch (state) {
    case PartState::Waiting: return Words::tr("Waiting");
    case PartState::Active: return Words::tr("Active");
    case PartState::Retrying: return Words::tr("Retrying");
    case PartState::Paused: return Words::tr("Paused");
    case PartState::Received: return Words::tr("Received");
    case PartState::Verified: return Words::tr("Verified");
    case PartState::Failed: return Words::tr("Failed");
    }
    return {};
}

QString partText(const PartCells::Origin &origin)
{
    const PartProgress &part = origin.progress();
    const FileProgress &file = origin.file->progress;
    QStringList lines;
    lines += file.key;
    lines += Words::tr("Part %1 of %2: %3").arg(numberText(origin.part + 1), numberText(file.parts.size()), stateText(part.state));
    lines += Words::tr("Bytes %1 to %2 (%3)")
                 .arg(numberText(part.offset), numberText(std::max<ByteCount>(part.offset, part.offset + part.size - 1)),
                      bytesText(part.size));
    const bool whole = part.state == PartState::Received || part.state == PartState::Verified;
    if (!whole && part.done > 0)
        lines += Words::tr("%1 there").arg(bytesText(part.done));
    if (part.attempt > 0)
        lines += Words::tr("Attempt %1").arg(part.attempt);
    if (const Error *trouble = part.lastError.get()) {
        const ErrorSentence sentence = errorSentence(*trouble);
        const QString text = sentence.details.isEmpty() ? sentence.what : u"%1 (%2)"_s.arg(sentence.what, sentence.details);
        lines += (whole ? Words::tr("An earlier attempt failed: %1") : Words::tr("The last attempt failed: %1")).arg(text);
    }
    if (part.connection >= 0)
        lines += Words::tr("Connection %1").arg(part.connection + 1);
    if (part.rate >= 1)
        lines += rateText(part.rate);
    else if (meanRate(part) > 0)
        lines += Words::tr("%1 on average").arg(rateText(meanRate(part)));
    if (part.seconds >= 0.1f)
        lines += durationText(double(part.seconds));
    if (const auto &result = origin.file->result) {
        if (result->verifiedBy != VerifiedBy::Nothing)
            lines += Words::tr("File verified by %1").arg(verifiedText(name(result->verifiedBy)));
        if (result->error && !part.lastError)
            lines += errorSentence(*result->error).what;
    }
    return lines.join(u'\n');
}

} // namespace millrace
