// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reportarchive.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ReportArchive)
};

/// What a report has before its list of files: a time series of a thousand points and then some.
constexpr qint64 longestHead = 8 * MiB;

} // namespace

QString defaultReportFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/reports"_s;
}

QString unfinishedFolder(const QString &folder)
{
    return folder + u"/unfinished"_s;
}

QString archiveFile(const QString &folder, const QDateTime &startedAt, const QString &title)
{
    QDir().mkpath(folder);
    static const QRegularExpression odd(u"[^A-Za-z0-9._-]+"_s);
    QString name = title;
    name.replace(odd, u"-"_s).truncate(48);
    const QString stem = folder + u'/' + startedAt.toUTC().toString(u"yyyy-MM-dd'T'HH-mm-ss-zzz"_s) + u'-' + name;
    QString path = stem + u".json"_s;
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = u"%1-%2.json"_s.arg(stem).arg(i);
    return path;
}

QString titleOf(const QStringList &sources)
{
    if (sources.isEmpty())
        return Words::tr("Unnamed run");
    const QString first = sources.first();
    const bool folder = first.endsWith(u'/');
    const QString name = (folder ? first.chopped(1) : first).section(u'/', -1) + (folder ? u"/"_s : QString());
    return sources.size() == 1 ? name : Words::tr("%1 and %n more", nullptr, int(sources.size()) - 1).arg(name);
}

/// Up to the list of files, and closed there; empty where it has none near its beginning.
static QByteArray headOf(QFile &file)
{
    static const QByteArray mark = "\n  \"files\": [";
    QByteArray head;
    while (head.size() < longestHead && !file.atEnd()) {
        const qsizetype from = std::max<qsizetype>(0, head.size() - mark.size());
        head += file.read(256 * KiB);
        if (const qsizetype at = head.indexOf(mark, from); at >= 0)
            return head.left(at + mark.size()) + "]}";
    }
    return {};
}

Result<ArchivedRun> readArchivedRun(const QString &path)
{
    QFile file(path);
    ArchivedRun run;
    run.file = path;
    run.bytes = file.size();
    Result<RunReport> report;
    if (file.open(QIODevice::ReadOnly))
        if (const QByteArray head = headOf(file); !head.isEmpty())
            report = parseReport(head);
    if (!report || report->version == 0)
        report = readReport(path);
    if (!report)
        return fail(report.error());
    report->samples.clear();
    report->file = path;
    run.title = titleOf(report->sources);
    run.report = std::move(*report);
    return run;
}

QList<ArchivedRun> archivedRuns(const QString &folder)
{
    QList<ArchivedRun> runs;
    // Names begin with the time, so that they sort by it.
    const QStringList names = QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QString &name : names)
        if (Result<ArchivedRun> run = readArchivedRun(folder + u'/' + name))
            runs += std::move(*run);
    return runs;
}

void pruneArchive(const QString &folder, const ArchiveLimits &limits)
{
    const QFileInfoList files = QDir(folder).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name | QDir::Reversed);
    qint64 bytes = 0;
    int kept = 0;
    for (const QFileInfo &file : files) {
        bytes += file.size();
        // The newest stays, however large it is.
        if (kept > 0 && (kept >= limits.runs || bytes > limits.bytes))
            QFile::remove(file.filePath());
        else
            ++kept;
    }
    // Reports under way of this process, and of another, are written to at least now and then.
    const QDateTime old = QDateTime::currentDateTimeUtc().addDays(-7);
    const QFileInfoList parts = QDir(folder).entryInfoList({u"*.part"_s}, QDir::Files);
    for (const QFileInfo &part : parts)
        if (part.lastModified() < old)
            QFile::remove(part.filePath());
    // A transfer may be paused for long; the queue may have been removed, too.
    const QDateTime forgotten = QDateTime::currentDateTimeUtc().addDays(-180);
    const QFileInfoList unfinished = QDir(unfinishedFolder(folder)).entryInfoList({u"*.json"_s}, QDir::Files);
    for (const QFileInfo &part : unfinished)
        if (part.lastModified() < forgotten)
            QFile::remove(part.filePath());
    // What a process that was killed was just writing has an ending of its own.
    const QFileInfoList torn = QDir(unfinishedFolder(folder)).entryInfoList({u"*.json.*"_s}, QDir::Files);
    for (const QFileInfo &part : torn)
        if (part.lastModified() < old)
            QFile::remove(part.filePath());
}

} // namespace millrace
