// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/openreport.h"

#include "report/automatic.h"
#include "ui/reports/reportarchive.h"
#include "ui/text/coretext.h"
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Report)
};

/// One copy of each of the few words that a million files share.
class WordStore
{
public:
    void share(QString &word)
    {
        const auto known = m_words.constFind(word);
        if (known != m_words.cend())
            word = *known;
        else
            m_words.insert(word);
    }

private:
    QSet<QString> m_words;
};

} // namespace

Result<OpenReport> OpenReport::read(const QString &path)
{
    auto files = std::make_shared<std::vector<ReportedFile>>();
    WordStore words;
    Result<RunReport> report = readReport(path, [&files, &words](ReportedFile &&file) {
        if (files->size() >= mostFiles)
            return;
        words.share(file.bucket);
        words.share(file.outcome);
        words.share(file.verifiedBy);
        words.share(file.error);
        files->push_back(std::move(file));
    });
    if (!report)
        return fail(report.error());
    OpenReport open;
    open.title = titleOf(report->sources);
    open.history = historyOf(*report);
    open.report = std::move(*report);
    open.files = std::move(files);
    return open;
}

History historyOf(const RunReport &report)
{
    History history;
    double last = 0;
    qint64 retries = 0;
    qint64 throttles = 0;
    for (const Sample &sample : report.samples) {
        HistoryPoint point;
        point.at = sample.elapsedSeconds;
        point.seconds = std::max(0.0, sample.elapsedSeconds - last);
        point.rate = sample.rate;
        point.cpuPercent = sample.cpuPercent;
        point.memory = double(sample.residentBytes);
        point.diskRate = sample.diskWrittenRate;
        point.connections = sample.connections;
        point.retries = double(std::max<qint64>(0, sample.retries - retries));
        point.throttles = double(std::max<qint64>(0, sample.throttles - throttles));
        last = sample.elapsedSeconds;
        retries = sample.retries;
        throttles = sample.throttles;
        if (point.seconds > 0)
            history.add(point);
    }
    return history;
}

QString outcomeText(const QString &outcome)
{
    if (outcome == u"done")
        return Words::tr("Done");
    if (outcome == u"skipped")
        return Words::tr("Skipped");
    if (outcome == u"failed")
        return Words::tr("Failed");
    if (outcome == u"cancelled")
        return Words::tr("Stopped");
    if (outcome == u"planned")
        return Words::tr("Planned");
    return outcome;
}

QString valueText(const QString &field, const OrderedJson &value)
{
    if (value.is_null())
        return u"–"_s;
    if (isAutomatic(field, value))
        return fieldText(u"automatic"_s);
    if (value.is_number() && field.endsWith(u"bytes_per_second"_s))
        return rateText(value.get<double>());
    if (value.is_number() && (field.endsWith(u"_size"_s) || field.endsWith(u"_bytes"_s) || field.startsWith(u"bytes_"_s) || field == u"memory_limit"))
        return bytesText(value.get<qint64>());
    if (value.is_string()) {
        const QString text = QString::fromStdString(value.get<std::string>());
        const QString known = fieldText(text);
        return known == QString(text).replace(u'_', u' ') ? coreText(text) : known;
    }
    if (value.is_number_float())
        return QLocale().toString(value.get<double>(), 'f', 2);
    if (value.is_number_integer())
        return numberText(value.get<qint64>());
    if (value.is_boolean())
        return fieldText(value.get<bool>() ? u"yes"_s : u"no"_s);
    return QString::fromStdString(value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace));
}

/// The run ended before its files did, and nobody was left to say why.
static bool isCutOff(const RunReport &report)
{
    return !report.endedAt.isValid() || report.filesDone + report.filesSkipped < report.filesTotal;
}

RunEnd endOf(const RunReport &report)
{
    if (!report.error.isEmpty() && !report.cancelled)
        return RunEnd::Failed;
    if (report.filesFailed > 0)
        return RunEnd::Failed;
    return report.cancelled || isCutOff(report) ? RunEnd::Cancelled : RunEnd::Done;
}

QString endText(const RunReport &report)
{
    switch (endOf(report)) {
    case RunEnd::Done: return report.filesDone == 0 && report.filesSkipped > 0 ? Words::tr("Already current") : Words::tr("Finished");
    case RunEnd::Failed:
        return report.filesDone > 0 ? Words::tr("%n file(s) failed", nullptr, int(report.filesFailed)) : Words::tr("Failed");
    case RunEnd::Cancelled: return report.cancelled ? Words::tr("Cancelled") : Words::tr("Interrupted");
    }
    return {};
}

} // namespace millrace
