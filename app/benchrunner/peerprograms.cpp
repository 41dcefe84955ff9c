// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchrunner/peerprograms.h"

#include "s3/credentialsupply.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QUrl>
#include <QVersionNumber>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace millrace {

QProcessEnvironment peerEnvironment(const Connection &connection, const QHash<QString, QString> &more)
{
    QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"AWS_PROFILE"_s, u"AWS_DEFAULT_PROFILE"_s, u"AWS_SESSION_TOKEN"_s})
        own.remove(name);
    const Credentials keys = currentCredentials(connection);
    if (!keys.anonymous) {
        own.insert(u"AWS_ACCESS_KEY_ID"_s, QString::fromUtf8(keys.accessKeyId));
        own.insert(u"AWS_SECRET_ACCESS_KEY"_s, QString::fromUtf8(keys.secretAccessKey));
        if (!keys.sessionToken.isEmpty())
            own.insert(u"AWS_SESSION_TOKEN"_s, QString::fromUtf8(keys.sessionToken));
    }
    own.insert(u"AWS_SHARED_CREDENTIALS_FILE"_s, QProcess::nullDevice());
    own.insert(u"AWS_CONFIG_FILE"_s, QProcess::nullDevice());
    own.insert(u"AWS_EC2_METADATA_DISABLED"_s, u"true"_s);
    own.insert(u"AWS_REGION"_s, connection.region);
    own.insert(u"AWS_DEFAULT_REGION"_s, connection.region);
    if (!connection.caBundle.isEmpty())
        own.insert(u"AWS_CA_BUNDLE"_s, connection.caBundle);
    for (auto it = more.cbegin(); it != more.cend(); ++it) {
        if (it.value().isEmpty())
            own.remove(it.key());
        else
            own.insert(it.key(), it.value());
    }
    return own;
}

/// The one on PATH first, then Debian's, which may be another version.
static QStringList candidates(const QString &program)
{
    QStringList found;
    for (const QString &path : {QStandardPaths::findExecutable(program),
                                QStandardPaths::findExecutable(program, {u"/usr/bin"_s})})
        if (!path.isEmpty() && !found.contains(path))
            found += path;
    return found;
}

static QString outputOf(const QString &program, const QStringList &arguments, bool *good = nullptr)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    const bool ended = process.waitForFinished(60'000);
    if (good)
        *good = ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return QString::fromUtf8(process.readAll());
}

tl::expected<QString, QString> findPeerProgram(const QString &client, const QString &program, const QString &endpoint)
{
    const QStringList found = candidates(program);
    if (found.isEmpty())
        return tl::make_unexpected(u"%1 is not installed"_s.arg(program));
    if (client != u"cli-crt")
        return found.first();
    static const QRegularExpression form(u"aws-cli/(\\d+\\.\\d+\\.\\d+)"_s);
    const int port = QUrl(endpoint).port(0);
    bool anyTwo = false;
    for (const QString &path : found) {
        const auto version = QVersionNumber::fromString(form.match(outputOf(path, {u"--version"_s})).captured(1));
        if (version.majorVersion() < 2)
            continue;
        anyTwo = true;
        if (port == 0 || port == 80 || port == 443 || version >= QVersionNumber(2, 12))
            return path;
    }
    return tl::make_unexpected(anyTwo ? u"the CRT of this aws connects to ports 80 and 443 only"_s
                                      : u"aws version 2, which has the CRT, is not installed"_s);
}

tl::expected<QString, QString> findPython(const QString &module)
{
    for (const QString &path : candidates(u"python3"_s)) {
        bool good = false;
        outputOf(path, {u"-c"_s, u"import "_s + module}, &good);
        if (good)
            return path;
    }
    return tl::make_unexpected(u"no python3 with %1 is installed"_s.arg(module));
}

Error peerFailure(const QString &client, const QString &reason)
{
    return Error::make(ErrorKind::Conflict, ErrorCause::None, u"%1 failed: %2"_s.arg(client, reason));
}

qint64 peakOfChildren()
{
    struct rusage usage = {};
    return ::getrusage(RUSAGE_CHILDREN, &usage) == 0 ? qint64(usage.ru_maxrss) * 1024 : 0;
}

} // namespace millrace
