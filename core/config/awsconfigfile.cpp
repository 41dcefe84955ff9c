// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/awsconfigfile.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}

/// A "#" or ";" begins a comment at the start of a line, or after white space in a value.
QString withoutComment(const QString &text)
{
    for (qsizetype i = 1; i < text.size(); ++i) {
        if ((text[i] == u'#' || text[i] == u';') && isBlank(text[i - 1]))
            return text.left(i).trimmed();
    }
    return text.trimmed();
}

tl::unexpected<Error> malformed(const QString &path, int line, const QString &why)
{
    Error e = Error::make(ErrorKind::Config, ErrorCause::None, u"line %1 of %2 %3"_s.arg(QString::number(line), path, why));
    e.path = path;
    return fail(std::move(e));
}

} // namespace

void AwsSettings::merge(const AwsSettings &stronger)
{
    for (auto it = stronger.m_values.begin(); it != stronger.m_values.end(); ++it)
        m_values.insert(it.key(), it.value());
}

Result<AwsConfigFile> AwsConfigFile::load(const QString &configPath, const QString &credentialsPath)
{
    AwsConfigFile config;
    if (const auto read = config.read(configPath, Dialect::Config); !read)
        return fail(read.error());
    AwsConfigFile keys;
    if (const auto read = keys.read(credentialsPath, Dialect::Credentials); !read)
        return fail(read.error());
    for (auto it = keys.m_profiles.begin(); it != keys.m_profiles.end(); ++it)
        config.m_profiles[it.key()].merge(it.value());
    return config;
}

QStringList AwsConfigFile::profileNames() const
{
    QStringList names = m_profiles.keys();
    std::sort(names.begin(), names.end());
    return names;
}

AwsSettings *AwsConfigFile::section(const QString &heading, Dialect dialect)
{
    if (dialect == Dialect::Credentials)
        return &m_profiles[heading];
    if (heading == u"default"_s)
        return &m_profiles[heading];
    const qsizetype gap = std::find_if(heading.begin(), heading.end(), isBlank) - heading.begin();
    const QString kind = heading.left(gap);
    QString name = heading.mid(gap).trimmed();
    if (name.size() >= 2 && (name.front() == u'"' || name.front() == u'\'') && name.back() == name.front())
        name = name.mid(1, name.size() - 2);
    if (kind == u"profile"_s && !name.isEmpty())
        return &m_profiles[name];
    if (kind == u"services"_s && !name.isEmpty())
        return &m_services[name];
    // In the config file a bare [x] is no profile, though people write it; saying "unknown profile" later lists the names.
    return &m_ignored;
}

Result<> AwsConfigFile::read(const QString &path, Dialect dialect)
{
    if (path.isEmpty() || !QFileInfo::exists(path))
        return {};
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly))
        return fail(localError(QFileInfo(path).isDir() ? EISDIR : EACCES, u"read"_s, path));
    QString text = QString::fromUtf8(file.readAll());
    if (text.startsWith(QChar(QChar::ByteOrderMark)))
        text.remove(0, 1);

    AwsSettings *current = nullptr;
    QString lastName;      // a continuation or nested line belongs to this
    bool nested = false;   // lastName had no value, so deeper lines under it are settings of their own
    qsizetype lastIndent = 0; // some people indent every line of a section: only a deeper one belongs to the last
    int number = 0;
    for (const QString &raw : text.split(u'\n')) {
        ++number;
        const QString line = raw.trimmed(); // takes the CR of CRLF too
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';'))
            continue;
        if (line.startsWith(u'[')) {
            const qsizetype end = line.indexOf(u']');
            if (end < 0)
                return malformed(path, number, u"begins a section but has no \"]\""_s);
            current = section(line.mid(1, end - 1).trimmed(), dialect);
            lastName.clear();
            nested = false;
            continue;
        }
        if (!current)
            return malformed(path, number, u"stands before the first [section]"_s);
        const qsizetype indent =
            std::find_if_not(raw.begin(), raw.end(), isBlank) - raw.begin();
        const bool deeper = !lastName.isEmpty() && indent > lastIndent;
        const qsizetype equals = line.indexOf(u'=');
        if (deeper && !nested) {
            current->insert(lastName, current->value(lastName) + u'\n' + withoutComment(line));
            continue;
        }
        if (equals < 1)
            return malformed(path, number, u"is neither a [section] nor \"name = value\""_s);
        const QString name = line.left(equals).trimmed().toLower();
        // A command line may hold a "#" of its own; everything else ends where a comment begins.
        const QString after = line.mid(equals + 1);
        const QString value = name == u"credential_process"_s ? after.trimmed() : withoutComment(after);
        if (deeper) {
            current->insert(lastName + u'.' + name, value);
            continue;
        }
        current->insert(name, value);
        lastName = name;
        lastIndent = indent;
        nested = value.isEmpty();
    }
    return {};
}

} // namespace millrace
