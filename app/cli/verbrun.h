// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/connectionflags.h"
#include "cli/console.h"
#include "cli/runview.h"
#include "cli/signalwatch.h"
#include "cli/verbs.h"

#include <QCoreApplication>
#include <QObject>
#include <QTimer>

// What verbs do before their work and around it.
namespace millrace {

/// True where a verb is asked for its flags rather than to run; what follows "--" is no flag.
bool wantsHelp(const Words &words);
/// Shows the flags where they are asked for; false: go on.
bool showHelp(const Words &words, const OptionTable &options, const QString &intro, Console &console);

/// Says what is wrong; the exit code it gives.
int failWith(Console &console, const Error &error);
/// A warning where a secret came by argv, which is public.
void warnOfSecrets(const OptionValues &values, Console &console);
/// connectionFrom(), for a verb that speaks to the console itself: where credentials came from goes there with --verbose.
Result<Connection> openConnection(const ConnectionOptions &options, Console &console);

/// Runs the event loop until @p run (start(), cancel(), finished(exit code)) is over. Interrupts cancel it; @p redraw is
/// called when the terminal has changed.
template <typename Run> int runLoop(Run &run, const std::function<void()> &redraw = [] {})
{
    SignalWatch signalWatch;
    QObject::connect(&signalWatch, &SignalWatch::interrupted, &run, &Run::cancel);
    QObject::connect(&signalWatch, &SignalWatch::terminalChanged, &run, redraw);
    QObject::connect(&run, &Run::finished, &run, [](int code) { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    // Inside the event loop, so that even a run that ends at once finds it running.
    QTimer::singleShot(0, &run, &Run::start);
    return QCoreApplication::exec();
}

/// The same for a run that is made of a request and shown by a view.
template <typename Run, typename Request> int runToEnd(Request request, RunView &view)
{
    Run run(std::move(request), view);
    return runLoop(run, [&view] { view.redraw(); });
}

} // namespace millrace
