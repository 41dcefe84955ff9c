// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/allocator.h"
#include "cli/argvscrub.h"
#include "cli/commandline.h"
#include "ui/main/application.h"

#include <QApplication>
#include <QCoreApplication>
#include <cstring>

using namespace Qt::StringLiterals;

/// "millrace --cli ..." is millrace-cli: it must run where there is no display.
static int runCli(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", "1");
    QStringList args;
    for (int i = 0; i < argc; ++i)
        if (i != 1)
            args += QString::fromLocal8Bit(argv[i]);
    millrace::scrubSecretArguments(argc, argv);
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"millrace-cli"_s);
    return millrace::runCommandLine(args);
}

int main(int argc, char **argv)
{
    millrace::keepFreedMemory();
    if (argc > 1 && std::strcmp(argv[1], "--cli") == 0)
        return runCli(argc, argv);
    QApplication app(argc, argv);
    return millrace::runDesktop(app);
}
