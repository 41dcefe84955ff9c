// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sweeprun.h"

#include "cli/errortext.h"
#include "cli/printable.h"
#include "report/orderedjson.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace millrace {

SweepRun::SweepRun(SweepRequest request, S3Client &client, Console &console)
    : m_request(std::move(request)), m_client(client), m_console(console), m_question(console)
{
}

void SweepRun::start()
{
    SweepSpec spec = m_request.spec;
    spec.abort = m_aborting = m_request.abort && !m_request.asks && !m_request.dryRun;
    run(std::move(spec));
}

void SweepRun::cancel()
{
    if (m_sweep)
        m_sweep->cancel();
    else
        QCoreApplication::exit(int(ExitCode::Interrupted));
}

void SweepRun::run(SweepSpec spec)
{
    m_sweep = std::make_unique<UploadSweep>(std::move(spec), m_client);
    connect(m_sweep.get(), &UploadSweep::found, this, &SweepRun::onFound);
    connect(m_sweep.get(), &UploadSweep::aborted, this, [this](const PendingUpload &upload) { show(upload, "aborted"); });
    connect(m_sweep.get(), &UploadSweep::failed, this,
            [this](const PendingUpload &, const Error &error) { onFailed(error); });
    connect(m_sweep.get(), &UploadSweep::finished, this, &SweepRun::onFinished, Qt::QueuedConnection);
    m_sweep->start();
}

void SweepRun::onFound(const PendingUpload &upload)
{
    if (!m_request.abort)
        show(upload, "upload");
    else if (m_request.dryRun)
        show(upload, "would_abort");
    else if (m_request.asks && !m_aborting)
        m_found += upload;
}

void SweepRun::show(const PendingUpload &upload, const char *event)
{
    if (m_request.json) {
        m_console.outBytes(compactText({{"event", event},
                                        {"bucket", toJson(m_request.spec.bucket)},
                                        {"key", toJson(upload.key)},
                                        {"upload_id", toJson(upload.uploadId)},
                                        {"initiated", upload.initiated.isValid()
                                             ? toJson(upload.initiated.toUTC().toString(Qt::ISODateWithMs))
                                             : OrderedJson(nullptr)},
                                        {"storage_class", textOrNull(upload.storageClass)}}) + '\n');
        return;
    }
    if (m_request.abort && m_console.isQuiet())
        return;
    const QString begun = upload.initiated.isValid() ? upload.initiated.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s)
                                                     : u"unknown"_s;
    const QByteArray name(event);
    const QString done = name == "aborted" ? u"aborted  "_s : name == "would_abort" ? u"would abort  "_s : QString();
    m_console.out(u"%1%2  %3  %4"_s.arg(done, begun.leftJustified(19), printable(upload.uploadId),
                                        printable(upload.key)));
}

void SweepRun::onFailed(const Error &error)
{
    FileResult file;
    file.outcome = FileOutcome::Failed;
    file.error = error;
    m_tally.add(file);
    if (m_request.json)
        m_console.outBytes(compactText({{"event", "error"}, {"error", toJson(error)}}) + '\n');
    else
        m_console.error(errorLine(error));
}

void SweepRun::onFinished(const SweepResult &result)
{
    m_sweep.reset();
    const bool ask = m_request.asks && !m_aborting && !result.error && !result.cancelled && !m_found.isEmpty();
    if (!ask) {
        finish(result);
        return;
    }
    for (const PendingUpload &upload : std::as_const(m_found)) {
        m_console.err(u"  %1  %2"_s.arg(upload.initiated.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s),
                                        printable(upload.key)));
    }
    m_question.ask(u"Abort %1?"_s.arg(counted(m_found.size(), u"unfinished upload"_s, u"unfinished uploads"_s)),
                   [this](bool yes) {
        if (!yes) {
            m_console.err(u"Nothing was aborted."_s);
            QCoreApplication::exit(int(ExitCode::Ok));
            return;
        }
        SweepSpec spec = m_request.spec;
        spec.abort = m_aborting = true;
        spec.given = std::move(m_found);
        run(std::move(spec));
    });
}

void SweepRun::finish(const SweepResult &result)
{
    if (result.error) {
        m_tally.add(*result.error);
        m_console.error(errorLine(*result.error));
    }
    if (result.cancelled)
        m_tally.add(Error::cancelled());
    const ExitCode code = m_tally.code();
    if (m_request.json) {
        m_console.outBytes(compactText({{"event", "summary"},
                                        {"found", result.found},
                                        {"aborted", result.aborted},
                                        {"failed", result.failed},
                                        {"exit_code", int(code)}}) + '\n');
    } else if (!m_console.isQuiet() && (result.found > 0 || !result.error)) {
        const bool told = m_aborting && result.found > 0;
        m_console.err(told ? u"Aborted %1."_s.arg(counted(result.aborted, u"upload"_s, u"uploads"_s))
                           : counted(result.found, u"unfinished upload."_s, u"unfinished uploads."_s));
    }
    m_console.flush();
    QCoreApplication::exit(int(code));
}

} // namespace millrace
