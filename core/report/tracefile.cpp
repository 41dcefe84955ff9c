// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/tracefile.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr qsizetype bufferSize = 64 * KiB;
constexpr qint64 flushInterval = 1'000'000'000;

/// When its connection begins to be its own.
qint64 beginOf(const RequestRecord &record)
{
    return record.sent >= 0 ? record.sent : record.queued;
}

Error writeError(const QFile &file)
{
    Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None, u"cannot write the trace: %1"_s.arg(file.errorString()));
    error.path = file.fileName();
    return error;
}

} // namespace

TraceRows::Place TraceRows::place(const RequestRecord &record)
{
    if (record.localPort > 0) {
        Place &known = m_connections[{record.thread, record.localPort}];
        const bool isNew = known.row == 0;
        if (isNew)
            known.row = ++m_lastRow;
        // The system may give the port out again; the picture's row serves on.
        if (isNew || record.newConnection)
            known.connection = ++m_lastConnection;
        Place place = known;
        place.isNew = isNew;
        known.freeFrom = std::max(known.freeFrom, record.lastByte);
        return place;
    }
    std::vector<Lane> &lanes = m_lanes[record.thread];
    const auto free = std::find_if(lanes.begin(), lanes.end(),
                                   [&record](const Lane &lane) { return lane.end <= beginOf(record); });
    if (free != lanes.end()) {
        free->end = record.lastByte;
        return {free->row};
    }
    lanes.push_back({++m_lastRow, record.lastByte});
    return {m_lastRow, 0, true, 0};
}

TraceFile::Format TraceFile::formatOf(const QString &path)
{
    return path.endsWith(u".csv"_s, Qt::CaseInsensitive) ? Format::Csv : Format::Chrome;
}

Result<std::shared_ptr<TraceFile>> TraceFile::open(const QString &path, Format format)
{
    std::shared_ptr<TraceFile> trace(new TraceFile(format));
    trace->m_file.setFileName(path);
    if (!trace->m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return fail(writeError(trace->m_file));
    trace->m_closed = false;
    trace->m_buffer.reserve(bufferSize + 4 * KiB);
    trace->m_buffer = format == Format::Csv
        ? traceCsvHead()
        : "[\n{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":1,\"tid\":0,\"args\":{\"name\":\"millrace, from "
            + trace->begin().toString(Qt::ISODateWithMs).toUtf8() + "\"}},\n";
    trace->flush();
    if (trace->m_error)
        return fail(*trace->m_error);
    return trace;
}

TraceFile::~TraceFile()
{
    const Result<> closed = close();
    Q_UNUSED(closed)
}

void TraceFile::add(const RequestRecord &record)
{
    const QMutexLocker lock(&m_mutex);
    if (m_closed || m_error)
        return;
    ++m_count;
    const TraceRows::Place place = m_rows.place(record);
    m_buffer += m_format == Format::Csv ? traceCsvRow(record, place, begin()) : traceChromeEvents(record, place);
    if (m_buffer.size() >= bufferSize || record.lastByte - m_flushedAt >= flushInterval) {
        flush();
        m_flushedAt = record.lastByte;
    }
}

void TraceFile::flush()
{
    if (m_file.write(m_buffer) != m_buffer.size() && !m_error)
        m_error = writeError(m_file);
    m_buffer.resize(0); // keeps its memory
}

Result<> TraceFile::close()
{
    const QMutexLocker lock(&m_mutex);
    if (!m_closed) {
        m_closed = true;
        if (m_format == Format::Chrome) // a last event without a comma behind it
            m_buffer += "{\"name\":\"trace_end\",\"ph\":\"i\",\"s\":\"g\",\"pid\":1,\"tid\":0,\"ts\":"
                + QByteArray::number(double(now()) / 1000, 'f', 1) + "}\n]\n";
        if (!m_error)
            flush();
        m_file.close();
    }
    return m_error ? Result<>(fail(*m_error)) : Result<>();
}

qint64 TraceFile::count() const
{
    const QMutexLocker lock(&m_mutex);
    return m_count;
}

void TraceTee::add(const RequestRecord &record)
{
    for (const auto &trace : m_traces)
        trace->add(record);
}

} // namespace millrace
