// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/keyfilter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

// QRegularExpression::wildcardToRegularExpression() lets "*" stop at "/" before Qt 6.6 and knows no escapes, so the
// translation is done here; the matching stays with QRegularExpression.

QString literal(char32_t c)
{
    return u"\\x{%1}"_s.arg(uint(c), 0, 16);
}

/// Reads the set whose "[" stands before @p at and leaves @p at behind its "]". Empty text when there is none.
QString translateSet(const QList<uint> &text, qsizetype &at)
{
    QString set = u"["_s;
    if (at < text.size() && (text[at] == U'!' || text[at] == U'^')) {
        set += u'^';
        ++at;
    }
    for (bool first = true; at < text.size(); first = false, ++at) {
        char32_t c = text[at];
        if (c == U']' && !first) {
            ++at;
            return set + u']';
        }
        // "-" between two members makes a range; first or last it stands for itself.
        const bool range = c == U'-' && !first && at + 1 < text.size() && text[at + 1] != U']';
        if (range) {
            set += u'-';
            continue;
        }
        if (c == U'[' && at + 1 < text.size() && text[at + 1] == U':')
            return {}; // a POSIX class: better refused than misread
        if (c == U'\\') {
            if (++at == text.size())
                return {};
            c = text[at];
        }
        set += literal(c);
    }
    return {};
}

tl::unexpected<Error> invalid(const QString &what, const QString &text, const QString &why)
{
    return fail(ErrorKind::Config, ErrorCause::None, u"%1 \"%2\" is not a valid pattern: %3"_s.arg(what, text, why));
}

} // namespace

bool Glob::looksLikeGlob(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c == u'*' || c == u'?' || c == u'['; });
}

Result<Glob> Glob::parse(const QString &text, const QString &what)
{
    Glob glob;
    const QList<uint> points = text.toUcs4();
    // Each piece between two stars is matched where it first fits and never tried again elsewhere: an earlier fit leaves
    // the most to the pieces after it. Only the last one must reach the end. This is what keeps `*a*a*a*b` cheap.
    QStringList pieces = {QString()};
    for (qsizetype at = 0; at < points.size();) {
        char32_t c = points[at++];
        if (c == U'*') {
            if (!pieces.last().isEmpty() || pieces.size() == 1)
                pieces.append(QString());
            glob.m_hasWildcard = true;
        } else if (c == U'?') {
            pieces.last() += u'.';
            glob.m_hasWildcard = true;
        } else if (c == U'[') {
            const QString set = translateSet(points, at);
            if (set.isEmpty())
                return invalid(what, text, u"a \"[\" without its \"]\" (write \"\\[\" for the character itself)"_s);
            pieces.last() += set;
            glob.m_hasWildcard = true;
        } else {
            if (c == U'\\') {
                if (at == points.size())
                    return invalid(what, text,
                                   u"it ends in a single \"\\\" (write \"\\\\\" for the character itself)"_s);
                c = points[at++];
            }
            pieces.last() += literal(c);
            if (!glob.m_hasWildcard)
                glob.m_literalPrefix += QString::fromUcs4(&c, 1);
        }
    }

    QString expression = u"\\A"_s + pieces.first();
    for (qsizetype i = 1; i + 1 < pieces.size(); ++i)
        expression += u"(?>.*?"_s + pieces[i] + u')';
    if (pieces.size() > 1)
        expression += u".*"_s + pieces.last();
    expression += u"\\z"_s;
    glob.m_expression = QRegularExpression(expression, QRegularExpression::DotMatchesEverythingOption);
    if (!glob.m_expression.isValid())
        return invalid(what, text, u"a range in \"[...]\" runs backwards, or the pattern is too long"_s);
    glob.m_expression.optimize();
    return glob;
}

bool Glob::matches(const QString &key) const
{
    if (!m_hasWildcard)
        return key == m_literalPrefix;
    return m_expression.match(key).hasMatch();
}

Result<KeyFilter> KeyFilter::make(const QStringList &include, const QStringList &exclude)
{
    KeyFilter filter;
    for (const QString &text : include) {
        Result<Glob> glob = Glob::parse(text, u"--include"_s);
        if (!glob)
            return fail(glob.error());
        filter.m_include.append(*std::move(glob));
    }
    for (const QString &text : exclude) {
        Result<Glob> glob = Glob::parse(text, u"--exclude"_s);
        if (!glob)
            return fail(glob.error());
        filter.m_exclude.append(*std::move(glob));
    }
    return filter;
}

bool KeyFilter::excludes(const QString &key) const
{
    // A name no pattern spells out: what matches it matches whatever is in the folder.
    const QString inside = key + u"/\uFFFF"_s;
    return std::any_of(m_exclude.begin(), m_exclude.end(), [&](const Glob &glob) { return glob.matches(inside); });
}

bool KeyFilter::accepts(const QString &key) const
{
    const auto matchesKey = [&key](const Glob &glob) { return glob.matches(key); };
    return (m_include.isEmpty() || std::any_of(m_include.begin(), m_include.end(), matchesKey))
        && std::none_of(m_exclude.begin(), m_exclude.end(), matchesKey);
}

} // namespace millrace
