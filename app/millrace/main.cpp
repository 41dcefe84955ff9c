// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/allocator.h"
#include "base/cryptoexit.h"
#include "base/descriptors.h"
#include "cli/commandline.h"
#include "cli/programarguments.h"
#include "cli/standardstreams.h"
#include "ui/main/application.h"

#include <QApplication>
#include <QCoreApplication>
#include <cstdio>
#include <cstring>

using namespace Qt::StringLiterals;

/// "millrace --cli ..." is millrace-cli: it must run where there is no display.
static int runCli(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", "1");
    auto args = millrace::programArguments(argc, argv);
    if (args)
        args->removeAt(1);
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"millrace-cli"_s);
    return millrace::runCommandLine(args);
}

/// What needs no display. True: it was said.
static bool answer(const char *word)
{
    if (std::strcmp(word, "--version") == 0 || std::strcmp(word, "-V") == 0) {
        std::printf("millrace %s (Qt %s)\n", MILLRACE_VERSION, qVersion());
        return true;
    }
    if (std::strcmp(word, "--help") == 0 || std::strcmp(word, "-h") == 0) {
        std::printf("Usage: millrace [ADDRESS...]      the desktop application; s3://bucket/key, s3://bucket/folder/ and https links\n"
                    "                                  open the dialog for a new transfer, in the window there is if it runs already\n"
                    "       millrace --demo            with a small S3 service inside, to try things out\n"
                    "       millrace --cli ...         the command line, millrace-cli; needs no display\n"
                    "       millrace --version\n");
        return true;
    }
    return false;
}

int main(int argc, char **argv)
{
    millrace::holdStandardStreams();
    millrace::keepFreedMemory();
    millrace::raiseDescriptorLimit();
    millrace::leaveCryptoToTheSystem();
    if (argc > 1 && std::strcmp(argv[1], "--cli") == 0)
        return runCli(argc, argv);
    if (argc > 1 && answer(argv[1]))
        return 0;
    QApplication app(argc, argv);
    return millrace::runDesktop(app);
}
