// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progressview.h"

#include "cli/console.h"
#include "cli/printable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

int percentDone(ByteCount done, ByteCount total)
{
    if (total <= 0)
        return 100;
    return int(std::clamp(100.0L * (long double)done / (long double)total, 0.0L, 100.0L));
}

QString bar(double fraction, int cells)
{
    const int inside = std::max(0, cells - 2);
    const int full = int(std::clamp(fraction, 0.0, 1.0) * inside);
    QString text(full, u'=');
    if (full < inside)
        text += u'>' + QString(inside - full - 1, u' ');
    return u'[' + text + u']';
}

static bool isFinished(const PartProgress &part)
{
    return part.state == PartState::Received || part.state == PartState::Verified;
}

static Tone toneOf(PartState state)
{
    switch (state) {
    case PartState::Waiting:
    case PartState::Paused: return Tone::Dim;
    case PartState::Active: return Tone::Plain;
    case PartState::Retrying: return Tone::Warning;
    case PartState::Received:
    case PartState::Verified: return Tone::Good;
    case PartState::Failed: return Tone::Bad;
    }
    return Tone::Plain;
}

QString partColumns(const QList<PartProgress> &parts, int cells, bool colour)
{
    constexpr int column = 5;
    const qsizetype count = parts.size();
    qsizetype first = 0;
    qsizetype last = count;
    QString before;
    QString after;
    if (count * column > cells) {
        while (first < count && isFinished(parts[first]))
            ++first;
        if (first > 0)
            before = u" %1 done"_s.arg(first);
        qsizetype active = count;
        while (active > first && parts[active - 1].state == PartState::Waiting)
            --active;
        // Room for the longest "+NNNN" that may be needed at the end.
        const int room = cells - int(before.size()) - 7;
        last = std::min(active, first + std::max(0, room / column));
        if (last < count)
            after = u" +%1"_s.arg(count - last);
    }
    QString text = painted(Tone::Good, before, colour);
    for (qsizetype i = first; i < last; ++i) {
        const PartProgress &part = parts[i];
        const int percent = isFinished(part) ? 100 : percentDone(part.done, part.size);
        // A mark besides the colour: "!" stands for a part that is being tried again or has failed.
        const bool troubled = part.state == PartState::Retrying || part.state == PartState::Failed;
        const QString cell = QString::number(percent) + (troubled ? u'!' : u'%');
        text += painted(toneOf(part.state), cell.rightJustified(column), colour);
    }
    return text + painted(Tone::Dim, after, colour);
}

static QString fileLine(const FileProgress &file, const ViewOptions &options)
{
    const int width = options.width - 1;
    const int nameCells = std::clamp(width / 4, 8, 32);
    const QString name = fitted(printable(file.key), std::min(nameCells, width));
    const int left = width - nameCells;
    if (left < 6)
        return name;
    if (options.monitor == MonitorMode::Parts && !file.parts.isEmpty())
        return name + partColumns(file.parts, left, options.colour);

    const int percent = percentDone(file.done, file.size);
    const QString numbers = u"%1%  %2  %3"_s.arg(percent, 4)
                                .arg(formatBytes(file.size), 9).arg(formatRate(file.rate), 11);
    const QString shown = left > numbers.size() ? numbers : u"%1%"_s.arg(percent, 4);
    const int barCells = std::min(40, left - 1 - int(shown.size()));
    const QString drawn = barCells >= 6 ? u' ' + bar(double(percent) / 100.0, barCells) : QString();
    return name + drawn + shown;
}

static QString totalLine(const Snapshot &s, const ViewOptions &options)
{
    const QString more = s.listing ? u"+"_s : QString();
    const bool known = s.bytesTotal > 0 || !s.listing;
    const int percent = s.bytesTotal > 0 ? percentDone(s.bytesDone, s.bytesTotal)
                                         : percentDone(s.filesDone + s.filesSkipped + s.filesFailed, s.filesTotal);

    struct Field { Tone tone; QString text; int priority; };
    QList<Field> fields;
    fields.append({Tone::Accent, known ? u"%1%"_s.arg(percent, 3) : u"listing"_s, 0});
    fields.append({Tone::Plain, u"%1/%2%3"_s.arg(formatBytes(s.bytesDone), formatBytes(s.bytesTotal), more), 3});
    fields.append({Tone::Accent, formatRate(s.rate), 1});
    fields.append({Tone::Plain, u"ETA "_s + formatDuration(s.etaSeconds), 4});
    fields.append({Tone::Plain, u"%1/%2%3 files"_s.arg(grouped(s.filesDone + s.filesSkipped), grouped(s.filesTotal),
                                                        more), 2});
    if (s.filesFailed > 0)
        fields.append({Tone::Bad, grouped(s.filesFailed) + u" failed"_s, 1});
    if (s.retries > 0)
        fields.append({Tone::Warning, counted(s.retries, u"retry"_s, u"retries"_s), 5});

    const int width = options.width - 1;
    const auto needed = [&fields] {
        qsizetype cells = 0;
        for (const Field &field : fields)
            cells += field.text.size() + 2;
        return int(cells);
    };
    // On a narrow terminal the least telling field goes first.
    while (fields.size() > 1 && needed() - 2 > width) {
        const auto least = std::max_element(fields.begin(), fields.end(),
                                            [](const Field &a, const Field &b) { return a.priority < b.priority; });
        fields.erase(least);
    }
    QString line;
    const int barCells = std::min(40, width - needed());
    if (known && barCells >= 8)
        line = painted(Tone::Good, bar(double(percent) / 100.0, barCells), options.colour) + u"  "_s;
    for (qsizetype i = 0; i < fields.size(); ++i)
        line += (i ? u"  "_s : QString()) + painted(fields[i].tone, elided(fields[i].text, width), options.colour);
    return line;
}

QStringList progressLines(const Snapshot &snapshot, const ViewOptions &options)
{
    QStringList lines{totalLine(snapshot, options)};
    if (options.monitor == MonitorMode::Off)
        return lines;
    const qsizetype room = std::max(0, options.height - 2);
    const qsizetype count = snapshot.files.size();
    const qsizetype shown = count <= room ? count : std::max<qsizetype>(0, room - 1);
    for (qsizetype i = 0; i < shown; ++i)
        lines += fileLine(snapshot.files[i], options);
    if (shown < count && room > 0) {
        lines += painted(Tone::Dim, elided(u"and %1 more in flight"_s.arg(count - shown), options.width - 1),
                         options.colour);
    }
    return lines;
}

QString progressText(const Snapshot &s)
{
    const QString more = s.listing ? u" or more"_s : QString();
    QString text;
    if (s.bytesTotal > 0)
        text = u"%1%  "_s.arg(percentDone(s.bytesDone, s.bytesTotal));
    text += u"%1 of %2%3  %4"_s.arg(formatBytes(s.bytesDone), formatBytes(s.bytesTotal), more, formatRate(s.rate));
    if (s.etaSeconds >= 0)
        text += u"  ETA "_s + formatDuration(s.etaSeconds);
    text += u"  %1 of %2%3 files"_s.arg(grouped(s.filesDone + s.filesSkipped), grouped(s.filesTotal), more);
    if (s.filesFailed > 0)
        text += u"  %1 failed"_s.arg(grouped(s.filesFailed));
    if (s.retries > 0)
        text += u"  "_s + counted(s.retries, u"retry"_s, u"retries"_s);
    return text;
}

} // namespace millrace
