// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace millrace {

/// Settings under one heading; names are lower case. A nested setting ("s3 =" with indented lines) is "s3.addressing_style".
class AwsSettings
{
public:
    QString value(const QString &name) const { return m_values.value(name); }
    bool contains(const QString &name) const { return !m_values.value(name).isEmpty(); }
    void insert(const QString &name, const QString &value) { m_values.insert(name, value); }
    void merge(const AwsSettings &stronger);

private:
    QHash<QString, QString> m_values;
};

/// The AWS shared files ~/.aws/config and ~/.aws/credentials as one set of profiles.
/// Source: "Shared config and credentials files" and "Format of the shared files", AWS SDKs and Tools Reference Guide.
///
/// Read by a small line reader of our own: QSettings' INI form decodes %XX, splits at commas, cuts values at semicolons,
/// reorders and folds the case of names, and knows no nested settings, so it would change secrets without a word.
class AwsConfigFile
{
public:
    /// Reads both files. One that does not exist counts as empty; one that cannot be read is LocalFile, one that cannot be
    /// understood Config, by file and line and never with the line's text, which may be a secret.
    static Result<AwsConfigFile> load(const QString &configPath, const QString &credentialsPath);

    QStringList profileNames() const; ///< sorted
    bool hasProfile(const QString &name) const { return m_profiles.contains(name); }
    /// Empty settings where there is no such profile. Values of the credentials file win.
    AwsSettings profile(const QString &name) const { return m_profiles.value(name); }
    /// [services NAME] of the config file.
    AwsSettings services(const QString &name) const { return m_services.value(name); }

private:
    enum class Dialect { Config, Credentials };

    Result<> read(const QString &path, Dialect dialect);
    AwsSettings *section(const QString &heading, Dialect dialect);

    QHash<QString, AwsSettings> m_profiles;
    QHash<QString, AwsSettings> m_services;
    AwsSettings m_ignored; ///< [sso-session x], [plugins], ...: read over
};

} // namespace millrace
