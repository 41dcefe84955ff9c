// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/jsonview.h"

#include "cli/console.h"
#include "cli/jsonevents.h"

using namespace Qt::StringLiterals;

namespace millrace {

JsonView::JsonView(const OutputOptions &options, Console &console) : m_options(options), m_console(console)
{
    m_sinceProgress.start();
    m_sinceFlush.start();
}

void JsonView::send(const QByteArray &event)
{
    m_console.outBytes(event);
    // Thousands of small files a second must not mean as many writes; a reader waits a tenth of a second at most,
    // since progressed() comes at 10 Hz.
    if (m_sinceFlush.elapsed() >= 100) {
        m_console.flush();
        m_sinceFlush.restart();
    }
}

void JsonView::begin(const RunFacts &facts)
{
    send(startEvent(facts));
    m_console.flush();
}

void JsonView::fileStarted(quint64 id, const QString &key, const QString &path, ByteCount size)
{
    send(fileStartedEvent(id, key, path, size));
}

void JsonView::fileFinished(const FileResult &file)
{
    send(fileFinishedEvent(file));
}

void JsonView::progressed(const Snapshot &snapshot)
{
    const qint64 interval = m_options.monitorInterval.count() > 0 ? m_options.monitorInterval.count() : 1000;
    if (m_sinceProgress.elapsed() >= interval) {
        m_sinceProgress.restart();
        send(progressEvent(snapshot, m_options.monitor));
    }
    m_console.flush();
}

void JsonView::adjusted(const TuningStep &step)
{
    send(tuningStepEvent(step));
}

void JsonView::noticed(const QString &text)
{
    send(noticeEvent(text));
}

void JsonView::warned(const QString &text)
{
    send(noticeEvent(text));
    m_console.warn(text);
}

void JsonView::failed(const Error &error)
{
    send(errorEvent(error));
    m_console.flush();
}

void JsonView::deleted(const QString &name, bool planned)
{
    send(deletedEvent(name, planned));
}

void JsonView::interrupted()
{
    send(noticeEvent(u"interrupted: stopping"_s));
    m_console.flush();
}

void JsonView::end(const Report &report, const RunNotes &, const SummaryContext &, ExitCode code)
{
    send(summaryEvent(report, code));
    m_console.flush();
}

} // namespace millrace
