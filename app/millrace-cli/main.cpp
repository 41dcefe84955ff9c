// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/allocator.h"
#include "base/cryptoexit.h"
#include "base/descriptors.h"
#include "cli/commandline.h"
#include "cli/programarguments.h"
#include "cli/standardstreams.h"

#include <QCoreApplication>
#include <clocale>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>

/// Qt reads and writes file names as UTF-8 and says so on stderr in any other locale, on every start. A bare container
/// has no locale at all; there UTF-8 is the right guess.
static void useUtf8Locale()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0) {
        ::setenv("LC_ALL", "C.UTF-8", 1);
        std::setlocale(LC_ALL, "C.UTF-8");
    }
}

int main(int argc, char **argv)
{
    millrace::holdStandardStreams();
    millrace::keepFreedMemory();
    millrace::raiseDescriptorLimit();
    millrace::leaveCryptoToTheSystem();
    useUtf8Locale();
    const auto args = millrace::programArguments(argc, argv);

    // Qt's own event dispatcher wakes up at less cost than the one over GLib, and nothing here needs GLib.
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", "1");

    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("millrace-cli"));
    return millrace::runCommandLine(args);
}
