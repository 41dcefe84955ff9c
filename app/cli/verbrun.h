// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/runview.h"
#include "cli/signalwatch.h"
#include "cli/verbs.h"

#include <QCoreApplication>
#include <QObject>
#include <QTimer>

namespace millrace {

/// True where a transfer verb is asked for its flags rather than to run; what follows "--" is no flag.
inline bool wantsHelp(const Words &words)
{
    const Words flags = words.mid(0, words.indexOf(QStringLiteral("--")));
    return flags.contains(QStringLiteral("--help")) || flags.contains(QStringLiteral("-h"));
}

/// Runs the event loop until @p Run (start(), cancel(), finished(exit code)) is over. Interrupts cancel it.
template <typename Run, typename Request> int runToEnd(Request request, RunView &view)
{
    SignalWatch signalWatch;
    Run run(std::move(request), view);
    QObject::connect(&signalWatch, &SignalWatch::interrupted, &run, &Run::cancel);
    QObject::connect(&signalWatch, &SignalWatch::terminalChanged, &run, [&view] { view.redraw(); });
    QObject::connect(&run, &Run::finished, &run, [](int code) { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    // Inside the event loop, so that even a run that ends at once finds it running.
    QTimer::singleShot(0, &run, &Run::start);
    return QCoreApplication::exec();
}

} // namespace millrace
