// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QCommandLineParser>
#include <QList>
#include <QStringList>

namespace millrace {

/// One flag of a verb.
struct Option
{
    QStringList names;     ///< the long name first
    QString value;         ///< what stands for its value in the help; empty: a switch
    QString help;          ///< one sentence without a full stop
    QString defaultText;   ///< shown in the help; empty: none worth a word
};

/// Flags that belong together in the help.
struct OptionGroup
{
    QString title;
    QList<Option> options;
};

/// The flags of one verb: parsing (by QCommandLineParser) and help. A value.
class OptionTable
{
public:
    void add(OptionGroup group) { m_groups.append(std::move(group)); }
    const QList<OptionGroup> &groups() const { return m_groups; }
    QStringList longNames() const;

    /// Help for humans: @p intro, then the groups, wrapped to @p width.
    QString help(const QString &intro, int width) const;

private:
    QList<OptionGroup> m_groups;
};

/// A parsed command line.
class Arguments
{
public:
    /// @p words without program and verb. Config error that names the flag, and the valid one most like it.
    static Result<Arguments> parse(const OptionTable &table, const QStringList &words, const QString &verb);

    bool has(const QString &name) const { return m_options.contains(name); }
    /// The last one given.
    QString value(const QString &name) const { return values(name).isEmpty() ? QString() : values(name).constLast(); }
    QStringList values(const QString &name) const { return m_options.value(name); }
    const QStringList &positional() const { return m_positional; }

private:
    QHash<QString, QStringList> m_options; ///< by long name; a switch has one empty value
    QStringList m_positional;
};

} // namespace millrace
