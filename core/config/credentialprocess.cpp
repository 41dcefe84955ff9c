// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/credentialprocess.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

constexpr qsizetype maxOutput = 1024 * 1024;

Result<Credentials> readOutput(const QByteArray &output, const QString &who)
{
    const auto bad = [&who](const QString &why) {
        return fail(ErrorKind::Config, ErrorCause::CredentialsMissing, who + u' ' + why);
    };
    const QJsonDocument json = QJsonDocument::fromJson(output);
    if (!json.isObject())
        return bad(u"printed no JSON object"_s);
    const QJsonObject o = json.object();
    if (o[u"Version"_s].toInt() != 1)
        return bad(u"printed credentials of a version other than 1"_s);
    Credentials keys;
    keys.accessKeyId = o[u"AccessKeyId"_s].toString().toUtf8();
    keys.secretAccessKey = o[u"SecretAccessKey"_s].toString().toUtf8();
    keys.sessionToken = o[u"SessionToken"_s].toString().toUtf8();
    if (keys.isEmpty())
        return bad(u"printed no AccessKeyId or no SecretAccessKey"_s);
    if (const QString text = o[u"Expiration"_s].toString(); !text.isEmpty()) {
        const QDateTime when = QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
        if (!when.isValid())
            return bad(u"printed an Expiration that is not an ISO 8601 time"_s);
        if (when <= QDateTime::currentDateTimeUtc())
            return fail(ErrorKind::Auth, ErrorCause::TokenExpired, who + u" printed credentials that have expired"_s);
        keys.expiration = when;
    }
    return keys;
}

} // namespace

QStringList splitCommandLine(const QString &command)
{
#ifdef Q_OS_WIN
    return QProcess::splitCommand(command); // there a backslash is part of a path
#else
    QStringList words;
    QString word;
    bool inWord = false;
    QChar quote;
    for (qsizetype i = 0; i < command.size(); ++i) {
        const QChar c = command[i];
        if (quote == u'\'') {
            if (c == quote)
                quote = {};
            else
                word += c;
        } else if (c == u'\\' && i + 1 < command.size()) {
            const QChar next = command[++i];
            // Within double quotes a backslash is literal unless it guards one of these.
            if (quote == u'"' && next != u'"' && next != u'\\' && next != u'$' && next != u'`')
                word += c;
            word += next;
            inWord = true;
        } else if (c == quote && !quote.isNull()) {
            quote = {};
        } else if (quote.isNull() && (c == u'"' || c == u'\'')) {
            quote = c;
            inWord = true;
        } else if (quote.isNull() && c.isSpace()) {
            if (inWord)
                words.append(word);
            word.clear();
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (!quote.isNull())
        return {};
    if (inWord)
        words.append(word);
    return words;
#endif
}

Result<Credentials> runCredentialProcess(const QString &command, const QString &profile,
                                         const QProcessEnvironment &environment, std::chrono::milliseconds timeout,
                                         const std::stop_token &stop)
{
    QStringList arguments = splitCommandLine(command);
    if (arguments.isEmpty()) {
        return fail(ErrorKind::Config, ErrorCause::CredentialsMissing,
                    u"the credential_process of the profile \"%1\" is not a command: check its quotes"_s.arg(profile));
    }
    const QString program = arguments.takeFirst();
    const QString who = u"the credential_process of the profile \"%1\" (%2)"_s.arg(profile, QFileInfo(program).fileName());
    const auto bad = [&who](const QString &why) {
        return fail(ErrorKind::Config, ErrorCause::CredentialsMissing, who + u' ' + why);
    };

    QProcess process;
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    // What it complains about may hold secrets and would end up in a log; whoever needs it runs the command by hand.
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(program, arguments, QIODevice::ReadOnly);
    const QDeadlineTimer deadline(timeout);
    if (!process.waitForStarted(int(deadline.remainingTime())))
        return bad(u"could not be started: check that the program exists and may be run"_s);

    QByteArray output;
    // In slices, to hear of a stop.
    const auto slice = [&deadline] { return int(std::min<qint64>(50, deadline.remainingTime())); };
    while (process.state() != QProcess::NotRunning && output.size() <= maxOutput && !deadline.hasExpired()
           && !stop.stop_requested()) {
        process.waitForReadyRead(slice());
        output += process.readAllStandardOutput();
    }
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished(5000);
        if (stop.stop_requested())
            return fail(Error::cancelled());
        return output.size() > maxOutput
            ? bad(u"printed far more than credentials"_s)
            : bad(u"did not end within %1 s"_s.arg(std::chrono::duration_cast<std::chrono::seconds>(timeout).count()));
    }
    output += process.readAllStandardOutput();
    if (process.exitStatus() != QProcess::NormalExit)
        return bad(u"crashed"_s);
    if (process.exitCode() != 0)
        return bad(u"failed with exit code %1; run it by hand to see why"_s.arg(process.exitCode()));
    return readOutput(output, who);
}

} // namespace millrace
