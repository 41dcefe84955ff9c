// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/hookflags.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {

/// Files that ended and wait for their program: enough that those never lack work, few enough to keep in memory.
constexpr int mostWaiting = 1000;

OptionGroup hookOptions()
{
    return {u"Hooks"_s,
            {
                {{u"on-file-done"_s}, u"COMMAND"_s,
                 u"run COMMAND for every file that was moved or failed, four at a time (when 1000 wait, no new file begins): no "
                 "shell; its facts come as JSON on standard input and as MILLRACE_KEY, MILLRACE_PATH, MILLRACE_OUTCOME, ...; a failing one gives exit 1"_s,
                 {}},
                {{u"on-finished"_s}, u"COMMAND"_s, u"run COMMAND once, after the last file, likewise"_s, {}},
                {{u"hook-timeout"_s}, u"TIME"_s, u"end a COMMAND that takes longer (30s, 5m); it counts as failed"_s, u"none"_s},
            }};
}

/// Split as a command line; nothing is expanded, since no shell is asked.
static QStringList readLine(OptionValues &values, const QString &flag)
{
    if (!values.has(flag))
        return {};
    const QStringList words = QProcess::splitCommand(values.text(flag));
    if (words.isEmpty())
        values.reject(u"--%1 needs a command"_s.arg(flag));
    else if (words.first().contains(u'/') ? !QFileInfo(words.first()).isExecutable() || QFileInfo(words.first()).isDir()
                                          : QStandardPaths::findExecutable(words.first()).isEmpty())
        values.reject(u"--%1: there is no program \"%2\" that could be run (a command is started without a shell; for one, "
                      "write: sh -c \"...\")"_s.arg(flag, words.first()));
    return words;
}

HookLines readHooks(OptionValues &values)
{
    HookLines lines{readLine(values, u"on-file-done"_s), readLine(values, u"on-finished"_s),
                    values.duration(u"hook-timeout"_s, 100ms, 24h * 7), {}};
    if (lines.timeout && lines.onFileDone.isEmpty() && lines.onFinished.isEmpty())
        values.reject(u"--hook-timeout is for --on-file-done and --on-finished"_s);
    if (!lines.onFileDone.isEmpty())
        lines.backlog = std::make_shared<Backlog>(mostWaiting);
    return lines;
}

void HookLines::holdBack(TransferSettings &settings) const
{
    if (!backlog)
        return;
    const auto hooks = settings.hooks ? std::make_shared<Hooks>(*settings.hooks) : std::make_shared<Hooks>();
    hooks->backlog = backlog;
    settings.hooks = hooks;
}

} // namespace millrace
