// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/removerun.h"

#include "cli/errortext.h"
#include "cli/printable.h"
#include "report/orderedjson.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
/// How many objects are counted before asking; beyond it the question says "more than".
constexpr qint64 mostCounted = 1000;
constexpr qint64 failuresShown = 20;

QString uri(const QString &bucket, const QString &key)
{
    return u"s3://%1/%2"_s.arg(printable(bucket), printable(key));
}
} // namespace

RemoveRun::RemoveRun(RemoveRequest request, S3Client &client, Console &console)
    : m_request(std::move(request)), m_client(client), m_console(console), m_question(console)
{
}

void RemoveRun::start()
{
    if (m_request.asks)
        count();
    else
        runNext();
}

void RemoveRun::cancel()
{
    m_cancelled = true;
    if (m_removal)
        m_removal->cancel();
    else
        QCoreApplication::exit(int(ExitCode::Interrupted));
}

/// Looks at what is named, up to a thousand objects, so that the question can say how much is at stake.
void RemoveRun::count()
{
    while (m_next < m_request.specs.size() && !m_request.specs.at(m_next).wholePrefix) {
        const RemovalSpec &spec = m_request.specs.at(m_next++);
        m_counted += spec.keys.size();
        if (m_firstKey.isEmpty())
            m_firstKey = uri(spec.bucket, spec.keys.first());
    }
    if (m_next == m_request.specs.size() || m_more) {
        ask();
        return;
    }
    const RemovalSpec &spec = m_request.specs.at(m_next);
    if (!m_pages)
        m_pages = std::make_unique<ObjectPages>(m_client, spec.bucket, spec.prefix, spec.filter);
    m_pages->next([this, bucket = spec.bucket](const Result<QList<ObjectInfo>> &objects) {
        if (!objects) {
            Error error = objects.error();
            error.bucket = bucket;
            onFailed(error);
            finish();
            return;
        }
        for (const ObjectInfo &object : *objects) {
            if (m_firstKey.isEmpty())
                m_firstKey = uri(bucket, object.key);
            ++m_counted;
            m_countedBytes += std::max<ByteCount>(0, object.size);
        }
        m_more = m_counted > mostCounted || (m_counted == mostCounted && !m_pages->atEnd());
        if (m_pages->atEnd()) {
            m_pages.reset();
            ++m_next;
        }
        count();
    });
}

void RemoveRun::ask()
{
    m_next = 0;
    if (m_counted == 0) {
        runNext(); // which says that there is nothing
        return;
    }
    QString what = m_counted == 1 ? m_firstKey
                                  : u"%1%2, %3 the first of them"_s.arg(m_more ? u"more than "_s : QString(),
                                        counted(m_more ? mostCounted : m_counted, u"object"_s, u"objects"_s), m_firstKey);
    if (!m_more && m_countedBytes > 0)
        what += u" (%1)"_s.arg(formatBytes(m_countedBytes));
    m_question.ask(u"Remove %1?"_s.arg(what), [this](bool yes) {
        if (yes) {
            runNext();
            return;
        }
        m_console.err(u"Nothing was removed."_s);
        QCoreApplication::exit(int(ExitCode::Ok));
    });
}

void RemoveRun::runNext()
{
    m_removal = std::make_unique<Removal>(m_request.specs.at(m_next++), m_client);
    connect(m_removal.get(), &Removal::removed, this, &RemoveRun::onRemoved);
    connect(m_removal.get(), &Removal::failed, this,
            [this](const ObjectInfo &, const Error &error) { onFailed(error); });
    connect(m_removal.get(), &Removal::finished, this, &RemoveRun::onFinished, Qt::QueuedConnection);
    m_removal->start();
}

void RemoveRun::onRemoved(const ObjectInfo &object)
{
    const RemovalSpec &spec = m_request.specs.at(m_next - 1);
    if (m_request.json) {
        m_console.outBytes(compactText({{"event", spec.dryRun ? "would_remove" : "removed"},
                                        {"bucket", toJson(spec.bucket)},
                                        {"key", toJson(object.key)},
                                        {"version_id", textOrNull(spec.versionId)},
                                        {"size", object.size < 0 ? OrderedJson(nullptr) : OrderedJson(object.size)}})
                           + '\n');
    } else if (!m_console.isQuiet()) {
        m_console.out((spec.dryRun ? u"would remove "_s : u"removed "_s) + uri(spec.bucket, object.key));
    }
}

void RemoveRun::onFailed(const Error &error)
{
    FileResult file;
    file.outcome = FileOutcome::Failed;
    file.error = error;
    m_tally.add(file);
    tell(error);
}

void RemoveRun::tell(const Error &error)
{
    if (m_request.json)
        m_console.outBytes(compactText({{"event", "error"}, {"error", toJson(error)}}) + '\n');
    if (m_total.failed++ < failuresShown && !m_request.json)
        m_console.error(errorLine(error));
}

void RemoveRun::onFinished(const RemovalResult &result)
{
    const RemovalSpec &spec = m_request.specs.at(m_next - 1);
    m_total.found += result.found;
    m_total.removed += result.removed;
    m_total.bytes += result.bytes;
    m_total.cancelled = m_total.cancelled || result.cancelled;
    if (result.error) {
        Error error = *result.error;
        error.bucket = spec.bucket;
        m_tally.add(error);
        if (!result.errorTold)
            tell(error);
    } else if (spec.wholePrefix && result.found == 0 && !result.cancelled) {
        Error error = Error::make(ErrorKind::NotFound, ErrorCause::None, u"nothing matches"_s);
        error.bucket = spec.bucket;
        error.key = spec.prefix;
        onFailed(error);
    }
    if (!m_cancelled && m_next < m_request.specs.size())
        runNext();
    else
        finish();
}

void RemoveRun::finish()
{
    const bool dry = m_request.specs.first().dryRun;
    if (m_total.cancelled)
        m_tally.add(Error::cancelled());
    const ExitCode code = m_tally.code();
    if (m_request.json) {
        m_console.outBytes(compactText({{"event", "summary"},
                                        {"dry_run", dry},
                                        {"objects", m_total.removed},
                                        {"bytes", m_total.bytes},
                                        {"failed", m_total.failed},
                                        {"exit_code", int(code)}}) + '\n');
    } else {
        if (m_total.failed > failuresShown)
            m_console.error(u"%1 more could not be removed; --json lists them all."_s.arg(
                grouped(m_total.failed - failuresShown)));
        if (!m_console.isQuiet())
            m_console.err(u"%1 %2%3.%4"_s.arg(dry ? u"Would remove"_s : u"Removed"_s,
                counted(m_total.removed, u"object"_s, u"objects"_s),
                m_total.bytes > 0 ? u", "_s + formatBytes(m_total.bytes) : QString(),
                m_total.cancelled ? u" Interrupted."_s : QString()));
    }
    m_console.flush();
    QCoreApplication::exit(int(code));
}

} // namespace millrace
