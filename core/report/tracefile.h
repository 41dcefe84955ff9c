// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/requesttrace.h"

#include <QFile>
#include <QMutex>
#include <map>
#include <memory>
#include <vector>

namespace millrace {

/// Rows of the trace's pictures: which one a request belongs to, so that no two overlap in one. One thread.
class TraceRows
{
public:
    struct Place
    {
        int row = 0;
        qint64 connection = 0; ///< numbered from 1; 0: not told
        bool isNew = false;    ///< the row is used for the first time
        qint64 freeFrom = 0;   ///< the end of the request before, as far as it is known
    };
    /// In the order in which requests end.
    Place place(const RequestRecord &record);

private:
    struct Lane
    {
        int row = 0;
        qint64 end = 0; ///< of its last request
    };
    std::map<std::pair<int, int>, Place> m_connections; ///< by thread and local port
    std::map<int, std::vector<Lane>> m_lanes;           ///< by thread, of requests without a known connection
    qint64 m_lastConnection = 0;
    int m_lastRow = 0;
};

/// Writes requests to a file as they end: rows of CSV, or events that chrome://tracing and Perfetto load. Whole rows only
/// reach the disk, at least each second while requests end, so that the file can be read while it grows. Any thread.
class TraceFile : public RequestTrace
{
public:
    enum class Format { Csv, Chrome };
    /// CSV where the name ends in ".csv".
    static Format formatOf(const QString &path);
    /// LocalFile error where the file cannot be made.
    static Result<std::shared_ptr<TraceFile>> open(const QString &path, Format format);
    ~TraceFile() override; ///< closes

    void add(const RequestRecord &record) override;
    /// Ends the file; what is told afterwards is dropped. The first thing that went wrong with it, if any.
    Result<> close();

    qint64 count() const; ///< requests told of so far

private:
    explicit TraceFile(Format format) : m_format(format) {}
    void flush();

    const Format m_format;
    mutable QMutex m_mutex; ///< guards all below
    QFile m_file;
    QByteArray m_buffer;
    qint64 m_flushedAt = 0;
    qint64 m_count = 0;
    bool m_closed = true; ///< until open() has made it
    std::optional<Error> m_error;
    TraceRows m_rows;
};

/// Hands requests on to several traces.
class TraceTee : public RequestTrace
{
public:
    explicit TraceTee(std::vector<std::shared_ptr<RequestTrace>> traces) : m_traces(std::move(traces)) {}
    void add(const RequestRecord &record) override;

private:
    const std::vector<std::shared_ptr<RequestTrace>> m_traces;
};

/// The heading of CSV and one row, line ends included. Pure.
QByteArray traceCsvHead();
QByteArray traceCsvRow(const RequestRecord &record, const TraceRows::Place &place, const QDateTime &begin);
/// The Trace Event objects of one request, each followed by a comma and a line end. Pure.
QByteArray traceChromeEvents(const RequestRecord &record, const TraceRows::Place &place);

} // namespace millrace
