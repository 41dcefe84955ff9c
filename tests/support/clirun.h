// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/testendpoint.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

namespace millrace {

/// What a run of millrace-cli came to.
struct CliResult
{
    int code = -1; ///< -1: it crashed or did not end
    QByteArray out;
    QByteArray err;

    /// The JSON lines of standard output.
    QList<QJsonObject> json() const
    {
        QList<QJsonObject> lines;
        for (const QByteArray &line : out.split('\n')) {
            if (!line.isEmpty())
                lines += QJsonDocument::fromJson(line).object();
        }
        return lines;
    }
    /// Those of one event.
    QList<QJsonObject> events(const QString &name) const
    {
        QList<QJsonObject> lines = json();
        lines.removeIf([&name](const QJsonObject &line) { return line.value(QLatin1String("event")).toString() != name; });
        return lines;
    }
};

/// The environment without any setting of the machine's own, and with the endpoint's keys.
inline QProcessEnvironment cliEnvironment(const Connection &connection, const QString &home)
{
    QProcessEnvironment e = QProcessEnvironment::systemEnvironment();
    for (const QString &name : e.keys()) {
        if (name.startsWith(QLatin1String("AWS_")) || name.endsWith(QLatin1String("_proxy"), Qt::CaseInsensitive))
            e.remove(name);
    }
    e.insert(QStringLiteral("HOME"), home);
    e.insert(QStringLiteral("XDG_STATE_HOME"), home + QStringLiteral("/state"));
    e.insert(QStringLiteral("AWS_ACCESS_KEY_ID"), QString::fromUtf8(connection.credentials.accessKeyId));
    e.insert(QStringLiteral("AWS_SECRET_ACCESS_KEY"), QString::fromUtf8(connection.credentials.secretAccessKey));
    e.insert(QStringLiteral("AWS_ENDPOINT_URL"), connection.endpoint.toString());
    e.insert(QStringLiteral("AWS_EC2_METADATA_DISABLED"), QStringLiteral("true")); // never ask the network around a test
    e.insert(QStringLiteral("AWS_REGION"), QStringLiteral("us-east-1"));
    return e;
}

/// Waits for the end of @p process, @p milliseconds at most; then it is killed.
inline CliResult resultOf(QProcess &process, int milliseconds = 120'000)
{
    CliResult result;
    if (!process.waitForFinished(milliseconds)) {
        process.kill();
        process.waitForFinished();
        return result;
    }
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    if (process.exitStatus() == QProcess::NormalExit)
        result.code = process.exitCode();
    return result;
}

/// Runs the built @p program, millrace-cli or one beside it, in @p folder to its end, standard input closed.
inline CliResult runProgram(const QString &program, const QProcessEnvironment &environment, const QString &folder,
                            const QStringList &arguments, int milliseconds = 120'000)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QFileInfo(QStringLiteral(MILLRACE_CLI)).path() + QLatin1Char('/') + program, arguments);
    return resultOf(process, milliseconds);
}

/// Runs millrace-cli to its end, standard input closed unless @p terminal (a pseudo-terminal's path) is given.
inline CliResult runCli(const QProcessEnvironment &environment, const QStringList &arguments,
                        const QString &terminal = {})
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(terminal.isEmpty() ? QProcess::nullDevice() : terminal);
    process.start(QStringLiteral(MILLRACE_CLI), arguments);
    return resultOf(process);
}

} // namespace millrace
