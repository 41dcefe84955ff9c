// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verbrun.h"

#include "cli/errortext.h"

using namespace Qt::StringLiterals;

namespace millrace {

bool wantsHelp(const Words &words)
{
    const Words flags = words.mid(0, words.indexOf(u"--"_s));
    return flags.contains(u"--help"_s) || flags.contains(u"-h"_s);
}

bool showHelp(const Words &words, const OptionTable &options, const QString &intro, Console &console)
{
    if (!wantsHelp(words))
        return false;
    console.outBytes(options.help(intro, console.width()).toUtf8());
    return true;
}

int failWith(Console &console, const Error &error)
{
    console.error(errorLine(error));
    return int(exitCodeFor(error));
}

void warnOfSecrets(const OptionValues &values, Console &console)
{
    if (const QString warning = secretFlagWarning(values); !warning.isEmpty())
        console.warn(warning);
}

Result<Connection> openConnection(const ConnectionOptions &options, Console &console)
{
    QString origin;
    Result<Connection> connection = connectionFrom(options, true, &origin);
    if (connection && console.isVerbose() && !origin.isEmpty())
        console.err(origin);
    return connection;
}

} // namespace millrace
