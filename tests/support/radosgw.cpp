// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/radosgw.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace millrace {
namespace {

QString supportFile(const QString &name)
{
    return QStringLiteral(TEST_SOURCE_DIR) + u"/support/"_s + name;
}

constexpr int notInstalled = 77;
constexpr int patience = 300'000; // ms; storing 1 GiB on a busy machine takes a while

} // namespace

Radosgw::Radosgw(bool sts)
{
    QProcess script;
    script.setStandardInputFile(QProcess::nullDevice());
    QStringList arguments{u"start"_s, u"--tls"_s, u"--json"_s, u"--watch"_s, QString::number(QCoreApplication::applicationPid())};
    if (sts)
        arguments += u"--sts"_s;
    script.start(supportFile(u"radosgw.sh"_s), arguments);
    if (!script.waitForFinished(patience) || script.exitStatus() != QProcess::NormalExit) {
        m_whyNot = u"radosgw.sh did not end: "_s + script.errorString();
        return;
    }
    const QString complaint = QString::fromUtf8(script.readAllStandardError()).trimmed();
    if (script.exitCode() != 0) {
        m_missing = script.exitCode() == notInstalled;
        m_whyNot = complaint;
        return;
    }
    const QJsonObject settings = QJsonDocument::fromJson(script.readAllStandardOutput()).object();
    m_folder = settings["dir"_L1].toString();
    m_endpoint = settings["endpoint"_L1].toString();
    m_tlsEndpoint = settings["tls_endpoint"_L1].toString();
    m_caBundle = settings["ca_bundle"_L1].toString();
    m_bucket = settings["bucket"_L1].toString();
    m_accessKey = settings["access_key"_L1].toString();
    m_secretKey = settings["secret_key"_L1].toString();
    if (m_folder.isEmpty())
        m_whyNot = u"radosgw.sh printed no settings"_s;
}

Radosgw::~Radosgw()
{
    if (isRunning())
        QProcess::execute(supportFile(u"radosgw.sh"_s), {u"stop"_s, m_folder});
}

QProcessEnvironment Radosgw::environment() const
{
    QProcessEnvironment result;
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    for (const QString &name : own.keys()) {
        if (!name.startsWith("AWS_"_L1) && !name.endsWith("_proxy"_L1, Qt::CaseInsensitive))
            result.insert(name, own.value(name));
    }
    // The machine's own profiles must not leak into a test.
    result.insert(u"AWS_CONFIG_FILE"_s, u"/dev/null"_s);
    result.insert(u"AWS_SHARED_CREDENTIALS_FILE"_s, u"/dev/null"_s);
    result.insert(u"AWS_EC2_METADATA_DISABLED"_s, u"true"_s);
    result.insert(u"AWS_REGION"_s, u"us-east-1"_s);
    result.insert(u"AWS_DEFAULT_REGION"_s, u"us-east-1"_s);
    result.insert(u"AWS_ACCESS_KEY_ID"_s, m_accessKey);
    result.insert(u"AWS_SECRET_ACCESS_KEY"_s, m_secretKey);
    return result;
}

QByteArray Radosgw::fill(const QStringList &arguments, const QByteArray &input, QString *error) const
{
    QProcess script;
    script.setProcessEnvironment(environment());
    script.start(u"/usr/bin/python3"_s,
                 QStringList{supportFile(u"s3fill.py"_s), u"--endpoint"_s, m_endpoint, u"--bucket"_s, m_bucket} + arguments);
    script.write(input);
    script.closeWriteChannel();
    if (!script.waitForFinished(patience) || script.exitStatus() != QProcess::NormalExit || script.exitCode() != 0) {
        *error = u"s3fill.py: "_s + script.errorString() + u'\n' + QString::fromUtf8(script.readAllStandardError());
        return {};
    }
    return script.readAllStandardOutput();
}

bool Radosgw::store(QList<Object> &objects, QString *error) const
{
    QByteArray input;
    for (qsizetype i = 0; i < objects.size(); ++i) {
        QJsonObject line{{u"key"_s, objects[i].key}, {u"size"_s, objects[i].size}, {u"seed"_s, qint64(i)}};
        if (objects[i].part > 0)
            line[u"part"_s] = objects[i].part;
        input += QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    }
    const QList<QByteArray> answers = fill({}, input, error).trimmed().split('\n');
    if (answers.size() != objects.size()) {
        if (error->isEmpty())
            *error = u"s3fill.py stored %1 of %2 objects"_s.arg(answers.size()).arg(objects.size());
        return false;
    }
    for (qsizetype i = 0; i < objects.size(); ++i) {
        const QJsonObject answer = QJsonDocument::fromJson(answers[i]).object();
        objects[i].sha256 = answer["sha256"_L1].toString().toLatin1();
        objects[i].etag = answer["etag"_L1].toString().toLatin1();
    }
    return true;
}

QString Radosgw::presign(const QString &key, QString *error) const
{
    return QString::fromLatin1(fill({u"--presign"_s, key}, {}, error)).trimmed();
}

} // namespace millrace
