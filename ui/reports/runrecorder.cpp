// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/runrecorder.h"

#include "ui/reports/reportarchive.h"
#include "ui/widgets/later.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

void describe(const DownloadSpec &spec, RunFacts &facts)
{
    facts.mode = u"download"_s;
    if (!spec.httpUrl.isEmpty())
        facts.sources += QUrl(spec.httpUrl).adjusted(QUrl::RemoveQuery | QUrl::RemoveUserInfo).toString();
    else if (spec.wholePrefix)
        facts.sources += u"s3://%1/%2"_s.arg(spec.bucket, spec.prefix);
    else
        for (const QString &key : spec.keys)
            facts.sources += u"s3://%1/%2"_s.arg(spec.bucket, key);
    facts.target = spec.targetFile.isEmpty() ? spec.targetFolder : spec.targetFile;
    facts.overwrite = spec.overwrite;
}

void describe(const UploadSpec &spec, RunFacts &facts)
{
    facts.mode = u"upload"_s;
    facts.sources = spec.paths;
    facts.target = u"s3://%1/%2"_s.arg(spec.bucket, spec.key);
}

} // namespace

RunFacts factsOf(const TransferOrder &order)
{
    RunFacts facts;
    std::visit([&facts](const auto &spec) {
        describe(spec, facts);
        facts.settings = spec.settings;
        facts.endpoint = spec.connection.endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
        facts.region = spec.connection.region;
    }, order.spec);
    return facts;
}

RunRecorder::~RunRecorder() = default;

Result<> RunRecorder::begin(const TransferOrder &order)
{
    if (m_folder.isEmpty() || m_report)
        return {};
    const RunFacts facts = factsOf(order);
    m_file = archiveFile(m_folder, QDateTime::currentDateTimeUtc(), titleOf(facts.sources));
    auto report = std::make_shared<Report>(facts);
    if (Result<> opened = report->openFile(m_file); !opened)
        return opened;
    m_report = std::move(report);
    return {};
}

void RunRecorder::add(const FileResult &file)
{
    if (m_report)
        m_report->add(file);
}

void RunRecorder::add(const RunResult &run)
{
    if (m_report)
        m_report->add(run);
}

void RunRecorder::finish(QObject *context, std::function<void(const Result<QString> &file)> done)
{
    if (!m_report)
        return;
    later(context, [report = std::exchange(m_report, nullptr), file = m_file, folder = m_folder]() mutable -> Result<QString> {
        const Result<> written = report->write();
        report.reset();
        pruneArchive(folder);
        if (!written)
            return fail(written.error());
        return file;
    }, std::move(done));
}

void RunRecorder::drop()
{
    m_report.reset();
}

} // namespace millrace
