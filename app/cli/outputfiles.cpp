// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/outputfiles.h"

#include "io/wholefile.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// What @p path leads to, whether it is there or not.
QString placeOf(const QString &path)
{
    const QFileInfo file(path);
    if (file.exists())
        return file.canonicalFilePath();
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return (folder.isEmpty() ? file.absolutePath() : folder) + u'/' + file.fileName();
}

} // namespace

Result<> checkOutputFiles(const OutputOptions &output, const RunFacts &facts)
{
    QList<std::pair<QString, QString>> files; // flag, name
    if (!output.reportFile.isEmpty())
        files.append({u"--report"_s, output.reportFile});
    if (!output.profileFile.isEmpty())
        files.append({u"--profile-out"_s, output.profileFile});
    for (const QString &trace : output.traceFiles)
        files.append({u"--trace"_s, trace});
    QHash<QString, QString> taken; // by place, what it is
    const auto keepApart = [&taken](const QString &local, const QString &what) {
        if (!local.contains(u"://"_s) && !local.isEmpty() && !QFileInfo(local).isDir())
            taken.insert(placeOf(local), what);
    };
    for (const QString &source : facts.sources)
        keepApart(source, u"a source"_s);
    keepApart(facts.target, u"the target"_s);
    for (const auto &[flag, name] : std::as_const(files)) {
        if (!WholeFile::isReplaceable(name)) // a device takes what comes
            continue;
        const QString place = placeOf(name);
        if (const auto other = taken.constFind(place); other != taken.constEnd())
            return fail(ErrorKind::Config, ErrorCause::None,
                        u"%1 %2 would overwrite %3: give it another name"_s.arg(
                            flag, name, other->startsWith(u"--"_s) ? u"the file of "_s + *other : *other));
        taken.insert(place, flag);
    }
    return {};
}

void completeOutputFiles(Report &report, OutputOptions &output, RunView &view, ExitTally &tally)
{
    const auto failed = [&](const Error &error) {
        tally.add(error);
        view.failed(error);
    };
    if (const Result<> written = report.write(); !written) {
        failed(written.error());
        output.reportFile.clear();
    }
    for (const Error &error : view.completeFiles())
        failed(error);
}

} // namespace millrace
