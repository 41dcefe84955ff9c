// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/source.h"

#include "s3/uri.h"
#include "transfer/keyfilter.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace millrace {

bool Source::isUrl(const QString &text)
{
    return text.startsWith(u"s3://"_s, Qt::CaseInsensitive) || text.startsWith(u"http://"_s, Qt::CaseInsensitive)
        || text.startsWith(u"https://"_s, Qt::CaseInsensitive);
}

Result<Source> Source::parse(const QString &text, bool globs)
{
    Source source;
    if (!isUrl(text)) {
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"\"%1\" is no source: it should look like s3://bucket/key, s3://bucket/prefix/, "
                    "s3://bucket/*.csv or https://..."_s.arg(text));
    }
    if (!text.startsWith(u"s3://"_s, Qt::CaseInsensitive)) {
        const QUrl url(text, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty()) {
            return fail(ErrorKind::Config, ErrorCause::None,
                        u"\"%1\" is no valid URL: quote it in the shell if it holds \"&\""_s.arg(
                            text.section(u'?', 0, 0)));
        }
        source.kind = Kind::Url;
        source.url = text;
        return source;
    }
    const Result<S3Uri> uri = S3Uri::parse(text);
    if (!uri)
        return fail(uri.error());
    source.bucket = uri->bucket;
    source.key = uri->key;
    if (globs && Glob::looksLikeGlob(uri->key)) {
        const Result<Glob> glob = Glob::parse(uri->key, u"source"_s);
        if (!glob)
            return fail(glob.error());
        source.key = glob->literalPrefix();
        if (!glob->hasWildcard())
            return source;
        source.kind = Kind::Glob;
        source.glob = uri->key;
    } else if (uri->key.isEmpty() || uri->key.endsWith(u'/')) {
        source.kind = Kind::Prefix;
    }
    return source;
}

QString Source::displayName() const
{
    if (kind == Kind::Url) {
        QUrl shown(url);
        shown.setQuery(QString());
        shown.setUserInfo(QString());
        return shown.toString();
    }
    return u"s3://%1/%2"_s.arg(bucket, kind == Kind::Glob ? glob : key);
}

} // namespace millrace
