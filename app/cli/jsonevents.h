// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exitcode.h"
#include "report/report.h"

#include <QByteArray>

/// The events of --json: JSON Lines on standard output, one object a line, UTF-8, "event" first. Version 1. Fields are
/// added, never renamed or removed, without a new version; readers should ignore fields and events they do not know.
///
///   {"event":"start","millrace_events":1,"mode":"download","sources":[...],"target":DIR|null,"endpoint":URL|null,
///    "region":NAME|null}
///   {"event":"file_started","id":N,"key":KEY,"path":PATH|null,"size":BYTES}
///   {"event":"progress","elapsed_seconds":S,"listing":BOOL,"files_total":N,"files_done":N,"files_skipped":N,
///    "files_failed":N,"bytes_total":N,"bytes_done":N,"bytes_moved":N,"bytes_per_second":N,"eta_seconds":S|null,
///    "connections":N,"retries":N,"throttles":N,
///    "files":[{"id":N,"key":KEY,"size":N,"done":N,"bytes_per_second":N,"parts":[PERCENT,...]},...]}
///    at every --monitor-interval; totals are lower bounds while "listing" is true; "parts" is left out unless
///    --monitor is parts, "files" when it is off.
///   {"event":"file_finished","id":N, ...the fields of a "files" entry of the report}
///   {"event":"tuning_step","at_seconds":S,"parameter":"connections"|"io_threads"|"part_size","from":N,"to":N,
///    "bytes_per_second":N,"reason":TEXT}
///    with --auto-optimize; "to" is "from" where something was looked at and left as it is.
///   {"event":"notice","text":TEXT}
///   {"event":"error","error":{"kind":..,"cause":..,"message":..,...},"text":SENTENCE,"next_step":SENTENCE}
///   {"event":"summary","exit_code":N,"cancelled":BOOL,"files_done":N,"files_skipped":N,"files_failed":N,
///    "files_cancelled":N,"bytes_done":N,"bytes_moved":N,"retries":N,
///    "bottleneck":{"kind":NAME,"text":SENTENCE,"advice":SENTENCE|null,"evidence":{NAME:NUMBER,...}}|null,
///    "summary":{...the seed's summary object}}
///    always the last line.
namespace millrace {

enum class MonitorMode;

QByteArray startEvent(const RunFacts &facts);
QByteArray fileStartedEvent(quint64 id, const QString &key, const QString &path, ByteCount size);
QByteArray progressEvent(const Snapshot &snapshot, MonitorMode monitor);
QByteArray fileFinishedEvent(const FileResult &file);
QByteArray tuningStepEvent(const TuningStep &step);
QByteArray noticeEvent(const QString &text);
/// Of a sync: "deleted", or "would_delete" in a dry run.
QByteArray deletedEvent(const QString &name, bool planned);
QByteArray errorEvent(const Error &error);
QByteArray summaryEvent(const Report &report, ExitCode code);

} // namespace millrace
