// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/sweep.h"

using namespace Qt::StringLiterals;

namespace millrace {

/// The columns, in order, as the original's.
static constexpr char head[] = "run_id,file_parallelism,concurrency,multipart_size_mb,max_pool_connections,iteration,success,"
                               "throughput,p50_throughput,p95_throughput,mean_throughput,total_duration,timestamp\n";

QByteArray sweepCsvHead()
{
    return head;
}

QByteArray toCsv(const SweepRow &row)
{
    QByteArrayList cells{QByteArray::number(row.runId)};
    for (const int value : row.point.values())
        cells += QByteArray::number(value);
    cells += {QByteArray::number(row.iteration), row.success ? "True" : "False"};
    for (const double rate : {row.throughput, row.p50, row.p95, row.mean})
        cells += QByteArray::number(rate, 'f', 2);
    cells += {QByteArray::number(row.seconds, 'f', 3), row.timestamp.toUtf8()};
    return cells.join(',') + '\n';
}

static std::optional<SweepRow> rowOf(const QByteArray &line)
{
    const QByteArrayList cells = line.split(',');
    if (cells.size() != 13)
        return std::nullopt;
    bool good = true;
    const auto whole = [&cells, &good](int index) {
        bool ok = false;
        const int value = cells.at(index).toInt(&ok);
        good = good && ok;
        return value;
    };
    const auto real = [&cells, &good](int index) {
        bool ok = false;
        const double value = cells.at(index).toDouble(&ok);
        good = good && ok;
        return value;
    };
    SweepRow row;
    row.runId = whole(0);
    row.point = {whole(1), whole(2), whole(3), whole(4)};
    row.iteration = whole(5);
    row.success = cells.at(6).compare("true", Qt::CaseInsensitive) == 0;
    row.throughput = real(7);
    row.p50 = real(8);
    row.p95 = real(9);
    row.mean = real(10);
    row.seconds = real(11);
    row.timestamp = QString::fromUtf8(cells.at(12));
    return good ? std::optional(row) : std::nullopt;
}

Result<QList<SweepRow>> parseSweepCsv(const QByteArray &text, qsizetype *whole)
{
    if (!text.startsWith(QByteArray(head)))
        return fail(ErrorKind::Config, ErrorCause::None, u"the file is no CSV of a sweep"_s);
    QList<SweepRow> rows;
    qsizetype at = qsizetype(sizeof head) - 1;
    while (at < text.size()) {
        const qsizetype end = text.indexOf('\n', at);
        if (end < 0)
            break; // what was being written when the process died
        const auto row = rowOf(text.mid(at, end - at));
        if (!row)
            return fail(ErrorKind::Config, ErrorCause::None,
                        u"line %1 is no row of a sweep"_s.arg(rows.size() + 2));
        rows += *row;
        at = end + 1;
    }
    if (whole)
        *whole = at;
    return rows;
}

} // namespace millrace
