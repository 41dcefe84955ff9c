// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/queueconnection.h"

#include "config/connectionresolver.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace millrace {

Result<Connection> connectionFromChain(const QueueTask &task, const QProcessEnvironment &environment)
{
    if (!task.connectionId.isEmpty() && task.connection.profile.isEmpty() && !task.connection.noSignRequest)
        return fail(ErrorKind::Auth, ErrorCause::CredentialsMissing,
                    u"the keys of the connection \"%1\" are kept by the desktop application, which has to run this transfer"_s.arg(
                        task.connectionName));
    QProcessEnvironment plain = environment;
    for (const QString &variable : {u"AWS_REGION"_s, u"AWS_DEFAULT_REGION"_s, u"AWS_ENDPOINT_URL"_s, u"AWS_ENDPOINT_URL_S3"_s})
        plain.remove(variable);
    const auto *download = std::get_if<DownloadSpec>(&task.spec);
    if (download && !download->httpUrl.isEmpty())
        return resolveForUrl(task.connection, plain, QUrl(download->httpUrl));
    auto resolved = resolveConnection(task.connection, plain);
    if (!resolved)
        return fail(resolved.error());
    return std::move(resolved->connection);
}

Result<ConnectionOptions> fixConnection(ConnectionOptions options, const QProcessEnvironment &environment)
{
    const auto files = loadAwsFiles(environment);
    if (!files)
        return fail(files.error());
    const auto connection = resolveEndpoint(options, environment, *files);
    if (!connection)
        return fail(connection.error());
    // Keys of the environment win over a profile of the environment, as they will where the queue runs.
    if (options.profile.isEmpty() && !options.noSignRequest && environment.value(u"AWS_ACCESS_KEY_ID"_s).isEmpty()) {
        for (const QString &variable : {u"AWS_PROFILE"_s, u"AWS_DEFAULT_PROFILE"_s})
            if (options.profile.isEmpty())
                options.profile = environment.value(variable);
    }
    options.region = connection->region;
    options.endpointUrl = connection->endpoint.toString();
    options.addressing = connection->addressing;
    options.caBundle = connection->caBundle.isEmpty() ? QString() : QFileInfo(connection->caBundle).absoluteFilePath();
    options.accessKeyId.clear();
    options.secretAccessKey.clear();
    options.sessionToken.clear();
    return options;
}

} // namespace millrace
