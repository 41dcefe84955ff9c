// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/connectionflags.h"
#include "cli/hookflags.h"
#include "cli/outputflags.h"
#include "report/report.h"
#include "transfer/ratetimetable.h"
#include "transfer/transferspec.h"

#include <QList>
#include <functional>

namespace millrace {

/// A download as the command line asks for it.
struct DownloadRequest
{
    QList<DownloadSpec> specs;   ///< to run one after another; their connection is not filled in
    bool needsConnection = true; ///< false where every source is a plain URL
    ConnectionOptions connection;
    RateTimetable rates;
    HookLines hooks;
    QStringList warnings;        ///< to be said before the run
    OutputOptions output;
    RunFacts facts;
    bool testObject = false;     ///< --object-size-mb without a key: upload, download, delete
    bool keepTestObject = false;

    bool toMemory() const { return facts.target.isEmpty(); }
    bool toStdout() const { return facts.target == QStringLiteral("-"); }
};

/// Every flag of "download".
const class OptionTable &downloadOptions();
QString downloadIntro();

/// Reads the text of a --from-file list; "-" is stdin.
using ListReader = std::function<Result<QByteArray>(const QString &path)>;
Result<QByteArray> readListFile(const QString &path);

/// Config error with the flag, the value and what is allowed; LocalFile error for a list that cannot be read.
Result<DownloadRequest> parseDownload(const QStringList &words, const ListReader &readList = readListFile);

} // namespace millrace
