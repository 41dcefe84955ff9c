// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/optiontable.h"

#include "cli/printable.h"
#include "cli/suggestion.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

constexpr int helpColumn = 30;

QStringList OptionTable::longNames() const
{
    QStringList names;
    for (const OptionGroup &group : m_groups) {
        for (const Option &option : group.options)
            names += option.names.first();
    }
    return names;
}

static QStringList wrapped(const QString &text, int width)
{
    QStringList lines;
    QString line;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (!line.isEmpty() && line.size() + 1 + word.size() > width) {
            lines += line;
            line.clear();
        }
        line += (line.isEmpty() ? u""_s : u" "_s) + word;
    }
    return lines << line;
}

static QString left(const Option &option)
{
    QString text = u"  "_s;
    for (const QString &name : option.names) {
        if (name.size() == 1)
            text += u'-' + name + u", "_s;
    }
    text += u"--"_s + option.names.first();
    if (!option.value.isEmpty())
        text += u' ' + option.value;
    return text;
}

QString OptionTable::help(const QString &intro, int width) const
{
    QString text = intro;
    const int helpWidth = std::max(30, std::min(width, 110) - helpColumn);
    for (const OptionGroup &group : m_groups) {
        text += u"\n"_s + group.title + u":\n"_s;
        for (const Option &option : group.options) {
            QString what = option.help;
            if (!option.defaultText.isEmpty())
                what += u" [default: %1]"_s.arg(option.defaultText);
            QString begin = left(option);
            if (begin.size() >= helpColumn - 1) {
                text += begin + u'\n';
                begin.clear();
            }
            for (const QString &line : wrapped(what, helpWidth)) {
                text += fitted(begin, helpColumn) + line + u'\n';
                begin.clear();
            }
        }
    }
    return text;
}

static Error usage(const QString &message)
{
    return Error::make(ErrorKind::Config, ErrorCause::None, message);
}

Result<Arguments> Arguments::parse(const OptionTable &table, const QStringList &words, const QString &verb)
{
    QCommandLineParser parser;
    for (const OptionGroup &group : table.groups()) {
        for (const Option &option : group.options)
            parser.addOption(QCommandLineOption(option.names, option.help, option.value));
    }
    const bool good = parser.parse(QStringList{u"millrace-cli"_s} + words);

    if (!parser.unknownOptionNames().isEmpty()) {
        const QString unknown = parser.unknownOptionNames().constFirst();
        QString message = u"%1 is no flag of \"%2\""_s.arg((unknown.size() == 1 ? u"-"_s : u"--"_s) + unknown, verb);
        const QString near = nearest(unknown, table.longNames());
        if (!near.isEmpty())
            message += u"; did you mean --%1?"_s.arg(near);
        return fail(usage(message));
    }
    if (!good)
        return fail(usage(parser.errorText()));

    Arguments arguments;
    for (const OptionGroup &group : table.groups()) {
        for (const Option &option : group.options) {
            const QString name = option.names.first();
            if (!parser.isSet(name))
                continue;
            arguments.m_options.insert(name, option.value.isEmpty() ? QStringList{QString()} : parser.values(name));
        }
    }
    arguments.m_positional = parser.positionalArguments();
    return arguments;
}

} // namespace millrace
