// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace millrace {

class Console;

/// What a verb was called with, without program name and verb.
using Words = QStringList;

/// Every verb takes its words, says what it has to say to the console and returns the exit code. It may run
/// QCoreApplication's event loop, once.
int runDownload(const Words &words, Console &console);
int runUpload(const Words &words, Console &console);
int runQueue(const Words &words, Console &console);
int runList(const Words &words, Console &console);
int runPresign(const Words &words, Console &console);
int runStat(const Words &words, Console &console);
int runCopy(const Words &words, Console &console);
int runMove(const Words &words, Console &console);
int runSync(const Words &words, Console &console);
int runRemove(const Words &words, Console &console);
int runUploads(const Words &words, Console &console);
int runMakeBucket(const Words &words, Console &console);
int runRemoveBucket(const Words &words, Console &console);
int runWorkload(const Words &words, Console &console);
int runTune(const Words &words, Console &console);
int runBenchmark(const Words &words, Console &console);
int runSweep(const Words &words, Console &console);
int runReport(const Words &words, Console &console);
int runServe(const Words &words, Console &console);

} // namespace millrace
