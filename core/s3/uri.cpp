// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/uri.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

bool isUnreserved(uchar c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_'
        || c == '~';
}

bool isLetterOrDigit(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

/// Why @p bucket cannot be a bucket name; empty where it can. New buckets are DNS labels of 3 to 63 characters, but
/// older AWS buckets and other servers have names of up to 255 with upper case and underscores, which must stay readable.
QString bucketFault(const QString &bucket)
{
    if (bucket.isEmpty())
        return u"it has no bucket name"_s;
    if (bucket.size() < 3 || bucket.size() > 255)
        return u"the bucket name \"%1\" must have 3 to 63 characters"_s.arg(bucket);
    for (const QChar c : bucket) {
        if (!isLetterOrDigit(c) && c != u'.' && c != u'-' && c != u'_')
            return u"the bucket name \"%1\" may hold only letters, digits, \".\", \"-\" and \"_\""_s.arg(bucket);
    }
    if (!isLetterOrDigit(bucket.front()) || !isLetterOrDigit(bucket.back()))
        return u"the bucket name \"%1\" must begin and end with a letter or a digit"_s.arg(bucket);
    if (bucket.contains(u".."_s))
        return u"the bucket name \"%1\" holds \"..\""_s.arg(bucket);
    if (bucket.count(u'.') == 3 && !QHostAddress(bucket).isNull())
        return u"the bucket name \"%1\" is an IP address"_s.arg(bucket);
    return {};
}

} // namespace

QByteArray uriEncode(QByteArrayView utf8, bool keepSlash)
{
    static const char hex[] = "0123456789ABCDEF";
    QByteArray out;
    out.reserve(utf8.size() + utf8.size() / 2);
    for (const char ch : utf8) {
        const uchar c = uchar(ch);
        if (isUnreserved(c) || (keepSlash && c == '/')) {
            out += ch;
        } else {
            const char escape[3] = {'%', hex[c >> 4], hex[c & 15]};
            out.append(escape, 3);
        }
    }
    return out;
}

Result<S3Uri> S3Uri::parse(const QString &text)
{
    if (!text.startsWith(u"s3://"_s, Qt::CaseInsensitive)) {
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"\"%1\" is not an S3 address; write it as s3://bucket/key"_s.arg(text));
    }
    const QStringView rest = QStringView(text).mid(5);
    const qsizetype slash = rest.indexOf(u'/');
    S3Uri uri;
    uri.bucket = (slash < 0 ? rest : rest.left(slash)).toString();
    if (slash >= 0)
        uri.key = rest.mid(slash + 1).toString();
    if (const QString fault = bucketFault(uri.bucket); !fault.isEmpty()) {
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"\"%1\" is not an S3 address: %2"_s.arg(text, fault));
    }
    return uri;
}

QString S3Uri::toString() const
{
    return u"s3://"_s + bucket + u'/' + key;
}

} // namespace millrace
