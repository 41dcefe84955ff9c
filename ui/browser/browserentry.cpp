// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/browserentry.h"

using namespace Qt::StringLiterals;

namespace millrace {

QString BrowserPath::address() const
{
    return bucket.isEmpty() ? u"s3://"_s : u"s3://%1/%2"_s.arg(bucket, prefix);
}

BrowserPath BrowserPath::up() const
{
    if (prefix.isEmpty())
        return {};
    const qsizetype slash = prefix.chopped(1).lastIndexOf(u'/');
    return {bucket, prefix.left(slash + 1)};
}

BrowserPath BrowserPath::fromText(QString text)
{
    text = text.trimmed();
    if (text.startsWith(u"s3://"_s, Qt::CaseInsensitive))
        text.remove(0, 5);
    const qsizetype slash = text.indexOf(u'/');
    if (slash < 0)
        return {text, {}};
    const QString rest = text.mid(slash + 1);
    return {text.left(slash), rest.left(rest.lastIndexOf(u'/') + 1)};
}

} // namespace millrace
