// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace millrace {

/// A pattern on whole keys, case-sensitive: `*` and `**` match any run of characters, "/" included (as in aws
/// --include and s5cmd), `?` one character, `[a-z]` one of a set, `[!a-z]` or `[^a-z]` one outside it; `\` takes the
/// next character as it stands. Matching takes time linear in the key for each `*`, whatever the pattern.
class Glob
{
public:
    /// Config error that quotes @p text behind @p what ("--include", "source") when it is no pattern.
    static Result<Glob> parse(const QString &text, const QString &what);
    /// True when @p text holds `*`, `?` or `[` at all, so that a source is a pattern and not a plain key.
    static bool looksLikeGlob(QStringView text);

    bool matches(const QString &key) const;
    /// The characters before the first wildcard, unescaped: what every matching key begins with.
    QString literalPrefix() const { return m_literalPrefix; }
    /// False when everything special was escaped: only the key literalPrefix() matches.
    bool hasWildcard() const { return m_hasWildcard; }

private:
    QRegularExpression m_expression;
    QString m_literalPrefix;
    bool m_hasWildcard = false;
};

/// Which keys take part: those that match any include pattern (or all, where there is none) and no exclude pattern.
class KeyFilter
{
public:
    KeyFilter() = default; ///< accepts every key
    /// Config error that names the flag and the pattern when one of them is none.
    static Result<KeyFilter> make(const QStringList &include, const QStringList &exclude);

    bool accepts(const QString &key) const;
    /// True when an exclude pattern leaves out whatever may be in the folder @p key.
    bool excludes(const QString &key) const;

private:
    QList<Glob> m_include;
    QList<Glob> m_exclude;
};

} // namespace millrace
