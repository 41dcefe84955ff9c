// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/coretext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <vector>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// Sentences; %1 and %2 stand for what may be sentences of core themselves.
const char *const sentences[] = {
    // Notes on files, and why one has another name than its key.
    QT_TRANSLATE_NOOP("Core", "resumed: %1 were here already"),
    QT_TRANSLATE_NOOP("Core", "started over: the resume journal is damaged (%1)"),
    QT_TRANSLATE_NOOP("Core", "started over: %1"),
    QT_TRANSLATE_NOOP("Core", "the resume journal cannot be written: %1"),
    QT_TRANSLATE_NOOP("Core", "the earlier download was of another object"),
    QT_TRANSLATE_NOOP("Core", "the object changed since the earlier download"),
    QT_TRANSLATE_NOOP("Core", "the object changed during the download"),
    QT_TRANSLATE_NOOP("Core", "the server names no ETag, so nothing tells whether the object changed"),
    QT_TRANSLATE_NOOP("Core", "the settings changed since the last run"),
    QT_TRANSLATE_NOOP("Core", "the file changed since the last run"),
    QT_TRANSLATE_NOOP("Core", "the earlier upload is gone from the server"),
    QT_TRANSLATE_NOOP("Core", "the last run had sent all of it"),
    QT_TRANSLATE_NOOP("Core", "validation was switched off"),
    QT_TRANSLATE_NOOP("Core", "its checksum does not fit the part size, and the bytes were dropped as they came"),
    QT_TRANSLATE_NOOP("Core", "its checksum needs the bytes in order, and they were dropped as they came"),
    QT_TRANSLATE_NOOP("Core", "the %1 fits none of the usual part sizes, so it proves nothing"),
    QT_TRANSLATE_NOOP("Core", "the object is encrypted with a key that makes its ETag no checksum"),
    QT_TRANSLATE_NOOP("Core", "the server gives no checksum of it"),
    QT_TRANSLATE_NOOP("Core", "the server refuses checksums; parts are checked by their ETags"),
    QT_TRANSLATE_NOOP("Core", "already current (size and time)"),
    QT_TRANSLATE_NOOP("Core", "already current (%1)"),
    QT_TRANSLATE_NOOP("Core", "there is a file of this name already"),
    QT_TRANSLATE_NOOP("Core", "a folder"),
    QT_TRANSLATE_NOOP("Core", "transformed to %1"),
    QT_TRANSLATE_NOOP("Core", "a key that ends in `/` but has bytes is no folder"),
    QT_TRANSLATE_NOOP("Core", "%1 is also a folder"),
    QT_TRANSLATE_NOOP("Core", "%1 is also a file"),
    QT_TRANSLATE_NOOP("Core", "differs from another key only by case or Unicode form"),
    QT_TRANSLATE_NOOP("Core", "another key has the same local path"),
    QT_TRANSLATE_NOOP("Core", "the path is too long"),
    QT_TRANSLATE_NOOP("Core", "the parts sent so far are kept on the server; the same command goes on with them"),
    QT_TRANSLATE_NOOP("Core", "the parts sent so far could not be removed from the server: %1"),
    // The connection test.
    QT_TRANSLATE_NOOP("Core", "the proxy %1 does it"),
    QT_TRANSLATE_NOOP("Core", "likewise"),
    QT_TRANSLATE_NOOP("Core", "port %1, %2"),
    QT_TRANSLATE_NOOP("Core", "plain http: what is sent can be read on the way"),
    QT_TRANSLATE_NOOP("Core", "anonymous, %1"),
    QT_TRANSLATE_NOOP("Core", "accepted, %1"),
    QT_TRANSLATE_NOOP("Core", "accepted"),
    QT_TRANSLATE_NOOP("Core", "there are no buckets yet"),
    QT_TRANSLATE_NOOP("Core", "there is no object to read"),
    QT_TRANSLATE_NOOP("Core", "bucket \"%1\""),
    QT_TRANSLATE_NOOP("Core", "first byte in %1"),
    // The queue, and errors that are core's own.
    QT_TRANSLATE_NOOP("Core", "the queue has no entry %1"),
    QT_TRANSLATE_NOOP("Core", "the transfer failed"),
    QT_TRANSLATE_NOOP("Core", "nothing is under this prefix, or nothing matches"),
    QT_TRANSLATE_NOOP("Core", "%1 files failed"),
    QT_TRANSLATE_NOOP("Core", "there is nothing to tune with: no object was found"),
    QT_TRANSLATE_NOOP("Core", "the file was changed while it was being uploaded"),
    QT_TRANSLATE_NOOP("Core", "the object is larger than S3 allows"),
    QT_TRANSLATE_NOOP("Core", "the answer carries no ETag"),
    QT_TRANSLATE_NOOP("Core", "out of memory"),
    // What came of requests; the server's own words are not among them.
    QT_TRANSLATE_NOOP("Core", "there is no such object"),
    QT_TRANSLATE_NOOP("Core", "there is no such bucket"),
    QT_TRANSLATE_NOOP("Core", "the connection was refused"),
    QT_TRANSLATE_NOOP("Core", "the connection was lost"),
    QT_TRANSLATE_NOOP("Core", "the connection was lost before an answer came"),
    QT_TRANSLATE_NOOP("Core", "the connection was lost before the whole answer had come"),
    QT_TRANSLATE_NOOP("Core", "the answer was not HTTP"),
    QT_TRANSLATE_NOOP("Core", "the host name could not be resolved"),
    QT_TRANSLATE_NOOP("Core", "the host could not be reached: "),
    QT_TRANSLATE_NOOP("Core", "the proxy could not be used"),
    QT_TRANSLATE_NOOP("Core", "the TLS handshake failed"),
    QT_TRANSLATE_NOOP("Core", "the TLS handshake failed: "),
    QT_TRANSLATE_NOOP("Core", "%1:%2 does not answer"),
    QT_TRANSLATE_NOOP("Core", "there is no such version of the object"),
    QT_TRANSLATE_NOOP("Core", "there is no such multipart upload; it may have been aborted or completed"),
    QT_TRANSLATE_NOOP("Core", "the bucket name is not valid"),
    QT_TRANSLATE_NOOP("Core", "access denied"),
    QT_TRANSLATE_NOOP("Core", "all access to this object has been disabled"),
    QT_TRANSLATE_NOOP("Core", "there is a problem with the account"),
    QT_TRANSLATE_NOOP("Core", "the account is not signed up for this service"),
    QT_TRANSLATE_NOOP("Core", "the user is suspended"),
    QT_TRANSLATE_NOOP("Core", "the access key id is not known to the server"),
    QT_TRANSLATE_NOOP("Core", "the signature does not match: the secret access key is wrong"),
    QT_TRANSLATE_NOOP("Core", "the session token has expired"),
    QT_TRANSLATE_NOOP("Core", "the session token must be refreshed"),
    QT_TRANSLATE_NOOP("Core", "the signed request has expired"),
    QT_TRANSLATE_NOOP("Core", "the session token is malformed or belongs to another key"),
    QT_TRANSLATE_NOOP("Core", "this machine's clock and the server's are too far apart"),
    QT_TRANSLATE_NOOP("Core", "the bucket must be addressed at another endpoint"),
    QT_TRANSLATE_NOOP("Core", "the bucket is in another region"),
    QT_TRANSLATE_NOOP("Core", "the object changed since the transfer began"),
    QT_TRANSLATE_NOOP("Core", "another request changed the object meanwhile"),
    QT_TRANSLATE_NOOP("Core", "the object is archived and must be restored before it can be read"),
    QT_TRANSLATE_NOOP("Core", "another conflicting operation is in progress"),
    QT_TRANSLATE_NOOP("Core", "the bucket name is taken"),
    QT_TRANSLATE_NOOP("Core", "the bucket exists already"),
    QT_TRANSLATE_NOOP("Core", "the bucket is not empty"),
    QT_TRANSLATE_NOOP("Core", "the server asks to slow down"),
    QT_TRANSLATE_NOOP("Core", "the service is not available at the moment"),
    QT_TRANSLATE_NOOP("Core", "the bandwidth limit of the account is used up"),
    QT_TRANSLATE_NOOP("Core", "the server waited too long for the request"),
    QT_TRANSLATE_NOOP("Core", "the server received other bytes than the checksum tells"),
    QT_TRANSLATE_NOOP("Core", "the server received other bytes than were signed"),
    QT_TRANSLATE_NOOP("Core", "the server received fewer bytes than announced"),
    QT_TRANSLATE_NOOP("Core", "the object is shorter than the range asked for"),
    QT_TRANSLATE_NOOP("Core", "the key is longer than 1024 bytes"),
    QT_TRANSLATE_NOOP("Core", "the server had an internal error"),
    QT_TRANSLATE_NOOP("Core", "the server does not offer this operation"),
    QT_TRANSLATE_NOOP("Core", "the server does not allow this operation here"),
    QT_TRANSLATE_NOOP("Core", "the proxy asks for a user name and password"),
    QT_TRANSLATE_NOOP("Core", "the request conflicts with another"),
    // What --auto-optimize changed while a run went on.
    QT_TRANSLATE_NOOP("Core", "opening: each of %1 connections brings only %2"),
    QT_TRANSLATE_NOOP("Core", "the server asked to slow down with %1 requests in flight"),
    QT_TRANSLATE_NOOP("Core", "%1 of the parts wait for the disk, which is busy %2 of the time"),
    QT_TRANSLATE_NOOP("Core", "%1 of the requests wait for their first byte, %2 ms each: larger parts for the files to come"),
    QT_TRANSLATE_NOOP("Core", "no more connections: the processor is full (%1 of all cores)"),
    QT_TRANSLATE_NOOP("Core", "%1 connections bring %2, %3 each: do more bring more?"),
    QT_TRANSLATE_NOOP("Core", "the rate fell from %1 to %2 while first bytes take %3 ms instead of %4: fewer connections"),
    QT_TRANSLATE_NOOP("Core", "the rate fell from %1 to %2: measuring again"),
    QT_TRANSLATE_NOOP("Core", "first bytes take %1 ms, %2 when there were fewer: do fewer connections do as well?"),
    QT_TRANSLATE_NOOP("Core", "the processor is full: do fewer connections do as well?"),
    QT_TRANSLATE_NOOP("Core", "more brought nothing: do fewer connections do as well?"),
    QT_TRANSLATE_NOOP("Core", "more disk threads brought nothing: "),
    QT_TRANSLATE_NOOP("Core", "more connections brought nothing: "),
    QT_TRANSLATE_NOOP("Core", "fewer cost speed: "),
    QT_TRANSLATE_NOOP("Core", "%1 instead of %2"),
    // What to mind when two runs are compared.
    QT_TRANSLATE_NOOP("Core", "one is a %1, the other a %2"),
    QT_TRANSLATE_NOOP("Core", "they moved different sources (%1; %2)"),
    QT_TRANSLATE_NOOP("Core", "one went to disk, the other to memory"),
    QT_TRANSLATE_NOOP("Core", "they moved different amounts (%1; %2)"),
    QT_TRANSLATE_NOOP("Core", "the benchmarks differ in %1 (%2; %3)"),
    QT_TRANSLATE_NOOP("Core", "they ran on different machines"),
    QT_TRANSLATE_NOOP("Core", "the %1 did not complete"),
    QT_TRANSLATE_NOOP("Core", "mean %1"),
    QT_TRANSLATE_NOOP("Core", "%1 of %2 done"),
    QT_TRANSLATE_NOOP("Core", "%1 (%2 over the network)"),
    QT_TRANSLATE_NOOP("Core", "%1; asked to slow down %2 times"),
    QT_TRANSLATE_NOOP("Core", "%1 s (%2 s a GiB)"),
    QT_TRANSLATE_NOOP("Core", "%1 (%2 Gbit/s)"),
    QT_TRANSLATE_NOOP("Core", "first"),
    QT_TRANSLATE_NOOP("Core", "second"),
};

/// Fields of reports, with blanks; whatever has no line here is shown as it is.
const char *const fields[] = {
    QT_TRANSLATE_NOOP("ReportField", "settings"),
    QT_TRANSLATE_NOOP("ReportField", "sources"),
    QT_TRANSLATE_NOOP("ReportField", "target"),
    QT_TRANSLATE_NOOP("ReportField", "endpoint"),
    QT_TRANSLATE_NOOP("ReportField", "region"),
    QT_TRANSLATE_NOOP("ReportField", "file parallelism"),
    QT_TRANSLATE_NOOP("ReportField", "concurrency"),
    QT_TRANSLATE_NOOP("ReportField", "part size"),
    QT_TRANSLATE_NOOP("ReportField", "workers"),
    QT_TRANSLATE_NOOP("ReportField", "max pool connections"),
    QT_TRANSLATE_NOOP("ReportField", "io threads"),
    QT_TRANSLATE_NOOP("ReportField", "chunk size"),
    QT_TRANSLATE_NOOP("ReportField", "streaming mode"),
    QT_TRANSLATE_NOOP("ReportField", "memory limit"),
    QT_TRANSLATE_NOOP("ReportField", "max bytes per second"),
    QT_TRANSLATE_NOOP("ReportField", "auto optimize"),
    QT_TRANSLATE_NOOP("ReportField", "disk bytes per second"),
    QT_TRANSLATE_NOOP("ReportField", "direct io"),
    QT_TRANSLATE_NOOP("ReportField", "transport"),
    QT_TRANSLATE_NOOP("ReportField", "validate"),
    QT_TRANSLATE_NOOP("ReportField", "stall timeout seconds"),
    QT_TRANSLATE_NOOP("ReportField", "max attempts"),
    QT_TRANSLATE_NOOP("ReportField", "overwrite"),
    QT_TRANSLATE_NOOP("ReportField", "machine"),
    QT_TRANSLATE_NOOP("ReportField", "os"),
    QT_TRANSLATE_NOOP("ReportField", "kernel"),
    QT_TRANSLATE_NOOP("ReportField", "architecture"),
    QT_TRANSLATE_NOOP("ReportField", "cpu model"),
    QT_TRANSLATE_NOOP("ReportField", "cpu count"),
    QT_TRANSLATE_NOOP("ReportField", "memory bytes"),
    QT_TRANSLATE_NOOP("ReportField", "qt version"),
    QT_TRANSLATE_NOOP("ReportField", "millrace version"),
    QT_TRANSLATE_NOOP("ReportField", "outcome"),
    QT_TRANSLATE_NOOP("ReportField", "files total"),
    QT_TRANSLATE_NOOP("ReportField", "files done"),
    QT_TRANSLATE_NOOP("ReportField", "files skipped"),
    QT_TRANSLATE_NOOP("ReportField", "files failed"),
    QT_TRANSLATE_NOOP("ReportField", "files cancelled"),
    QT_TRANSLATE_NOOP("ReportField", "files renamed"),
    QT_TRANSLATE_NOOP("ReportField", "verified by"),
    QT_TRANSLATE_NOOP("ReportField", "bytes done"),
    QT_TRANSLATE_NOOP("ReportField", "bytes moved"),
    QT_TRANSLATE_NOOP("ReportField", "retries"),
    QT_TRANSLATE_NOOP("ReportField", "throttles"),
    QT_TRANSLATE_NOOP("ReportField", "cpu seconds"),
    QT_TRANSLATE_NOOP("ReportField", "peak resident bytes"),
    QT_TRANSLATE_NOOP("ReportField", "cancelled"),
    QT_TRANSLATE_NOOP("ReportField", "error"),
    QT_TRANSLATE_NOOP("ReportField", "tuning"),
    QT_TRANSLATE_NOOP("ReportField", "connections"),
    QT_TRANSLATE_NOOP("ReportField", "validation summary"),
    QT_TRANSLATE_NOOP("ReportField", "total files"),
    QT_TRANSLATE_NOOP("ReportField", "successful downloads"),
    QT_TRANSLATE_NOOP("ReportField", "validation failures"),
    // Values.
    QT_TRANSLATE_NOOP("ReportField", "automatic"),
    QT_TRANSLATE_NOOP("ReportField", "auto"),
    QT_TRANSLATE_NOOP("ReportField", "always"),
    QT_TRANSLATE_NOOP("ReportField", "never"),
    QT_TRANSLATE_NOOP("ReportField", "if-different"),
    QT_TRANSLATE_NOOP("ReportField", "download"),
    QT_TRANSLATE_NOOP("ReportField", "upload"),
    QT_TRANSLATE_NOOP("ReportField", "yes"),
    QT_TRANSLATE_NOOP("ReportField", "no"),
    // Kinds of errors.
    QT_TRANSLATE_NOOP("ReportField", "network"),
    QT_TRANSLATE_NOOP("ReportField", "timeout"),
    QT_TRANSLATE_NOOP("ReportField", "throttled"),
    QT_TRANSLATE_NOOP("ReportField", "auth"),
    QT_TRANSLATE_NOOP("ReportField", "not found"),
    QT_TRANSLATE_NOOP("ReportField", "conflict"),
    QT_TRANSLATE_NOOP("ReportField", "integrity"),
    QT_TRANSLATE_NOOP("ReportField", "local file"),
    QT_TRANSLATE_NOOP("ReportField", "protocol"),
    QT_TRANSLATE_NOOP("ReportField", "config"),
    // Titles, rows and columns of report pages.
    QT_TRANSLATE_NOOP("ReportField", "Summary"),
    QT_TRANSLATE_NOOP("ReportField", "Throughput of the files, MiB/s"),
    QT_TRANSLATE_NOOP("ReportField", "Timed runs"),
    QT_TRANSLATE_NOOP("ReportField", "Verification"),
    QT_TRANSLATE_NOOP("ReportField", "Failures"),
    QT_TRANSLATE_NOOP("ReportField", "First failures"),
    QT_TRANSLATE_NOOP("ReportField", "Failed files"),
    QT_TRANSLATE_NOOP("ReportField", "Slowest files"),
    QT_TRANSLATE_NOOP("ReportField", "Files, slowest first"),
    QT_TRANSLATE_NOOP("ReportField", "Settings"),
    QT_TRANSLATE_NOOP("ReportField", "Machine"),
    QT_TRANSLATE_NOOP("ReportField", "Throughput"),
    QT_TRANSLATE_NOOP("ReportField", "Memory"),
    QT_TRANSLATE_NOOP("ReportField", "CPU"),
    QT_TRANSLATE_NOOP("ReportField", "Disk"),
    QT_TRANSLATE_NOOP("ReportField", "Network"),
    QT_TRANSLATE_NOOP("ReportField", "Connections"),
    QT_TRANSLATE_NOOP("ReportField", "Retries"),
    QT_TRANSLATE_NOOP("ReportField", "what"),
    QT_TRANSLATE_NOOP("ReportField", "source"),
    QT_TRANSLATE_NOOP("ReportField", "started"),
    QT_TRANSLATE_NOOP("ReportField", "duration"),
    QT_TRANSLATE_NOOP("ReportField", "throughput"),
    QT_TRANSLATE_NOOP("ReportField", "files"),
    QT_TRANSLATE_NOOP("ReportField", "bytes"),
    QT_TRANSLATE_NOOP("ReportField", "CPU time"),
    QT_TRANSLATE_NOOP("ReportField", "peak memory"),
    QT_TRANSLATE_NOOP("ReportField", "limited by"),
    QT_TRANSLATE_NOOP("ReportField", "ended"),
    QT_TRANSLATE_NOOP("ReportField", "interrupted"),
    QT_TRANSLATE_NOOP("ReportField", "memory (bytes are dropped)"),
    QT_TRANSLATE_NOOP("ReportField", "not what the server says"),
    QT_TRANSLATE_NOOP("ReportField", "kind"),
    QT_TRANSLATE_NOOP("ReportField", "key"),
    QT_TRANSLATE_NOOP("ReportField", "why"),
    QT_TRANSLATE_NOOP("ReportField", "size"),
    QT_TRANSLATE_NOOP("ReportField", "seconds"),
    QT_TRANSLATE_NOOP("ReportField", "parts"),
    QT_TRANSLATE_NOOP("ReportField", "mean"),
    QT_TRANSLATE_NOOP("ReportField", "moved"),
    QT_TRANSLATE_NOOP("ReportField", "system"),
    QT_TRANSLATE_NOOP("ReportField", "user"),
    QT_TRANSLATE_NOOP("ReportField", "all"),
    QT_TRANSLATE_NOOP("ReportField", "resident"),
    QT_TRANSLATE_NOOP("ReportField", "read"),
    QT_TRANSLATE_NOOP("ReportField", "written"),
    QT_TRANSLATE_NOOP("ReportField", "received"),
    QT_TRANSLATE_NOOP("ReportField", "sent"),
    QT_TRANSLATE_NOOP("ReportField", "loopback"),
    QT_TRANSLATE_NOOP("ReportField", "requests"),
    QT_TRANSLATE_NOOP("ReportField", "time"),
    QT_TRANSLATE_NOOP("ReportField", "so far"),
    QT_TRANSLATE_NOOP("ReportField", "% of one core"),
    QT_TRANSLATE_NOOP("ReportField", "Requests in flight"),
    QT_TRANSLATE_NOOP("ReportField", "Retries and throttling"),
    QT_TRANSLATE_NOOP("ReportField", "Network of the machine"),
    QT_TRANSLATE_NOOP("ReportField", "run"),
    QT_TRANSLATE_NOOP("ReportField", "runs"),
    QT_TRANSLATE_NOOP("ReportField", "mean MiB/s"),
    QT_TRANSLATE_NOOP("ReportField", "95 % CI"),
    QT_TRANSLATE_NOOP("ReportField", "median"),
    QT_TRANSLATE_NOOP("ReportField", "std"),
    QT_TRANSLATE_NOOP("ReportField", "skipped"),
    QT_TRANSLATE_NOOP("ReportField", "failed"),
};

struct Pattern
{
    QRegularExpression expression;
    const char *english;
    int arguments = 0;
};

/// The sentence as an expression with a capture for each placeholder; one that ends in a blank goes on with anything.
Pattern patternOf(const char *english)
{
    const QString text = QString::fromLatin1(english);
    Pattern pattern{{}, english, int(text.count(u'%'))};
    QString expression = QRegularExpression::escape(text);
    for (int i = 1; i <= pattern.arguments; ++i)
        expression.replace(u"\\%%1"_s.arg(i), u"(?<a%1>.+)"_s.arg(i));
    if (text.endsWith(u' '))
        expression += u"(?<rest>.+)"_s;
    pattern.expression.setPattern(QRegularExpression::anchoredPattern(expression));
    pattern.expression.setPatternOptions(QRegularExpression::DotMatchesEverythingOption);
    return pattern;
}

const std::vector<Pattern> &patterns()
{
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> made;
        for (const char *english : sentences)
            made.push_back(patternOf(english));
        return made;
    }();
    return all;
}

QString translated(const QString &english, bool &known, bool figures)
{
    for (const Pattern &pattern : patterns()) {
        const QRegularExpressionMatch match = pattern.expression.match(english);
        if (!match.hasMatch())
            continue;
        known = true;
        QString text = QCoreApplication::translate("Core", pattern.english);
        for (int i = 1; i <= pattern.arguments; ++i)
            text.replace(u"%%1"_s.arg(i), coreText(match.captured(u"a%1"_s.arg(i)), figures));
        if (match.capturedStart(u"rest"_s) >= 0)
            text += coreText(match.captured(u"rest"_s), figures);
        return text;
    }
    return english;
}

QString fieldOr(const QString &name, const QString &otherwise)
{
    for (const char *known : fields)
        if (name == QLatin1StringView(known))
            return QCoreApplication::translate("ReportField", known);
    return otherwise;
}

} // namespace

/// "12.5 MiB/s" as the user's language writes figures.
static QString figureText(const QString &english)
{
    static const QRegularExpression figure(u"^[-+]?\\d+\\.\\d+( ?[%a-zA-Z/]*)?$"_s);
    QString text = english;
    return figure.match(english).hasMatch() ? text.replace(u'.', QLocale().decimalPoint()) : text;
}

QString coreText(const QString &english, bool figures)
{
    bool known = false;
    const QString whole = translated(english, known, figures);
    if (known)
        return whole;
    // "message (Code)": a report's.
    static const QRegularExpression coded(u"^(.+) \\(([A-Za-z0-9]+)\\)$"_s);
    if (const QRegularExpressionMatch match = coded.match(english); match.hasMatch()) {
        const QString message = translated(match.captured(1), known, figures);
        if (known)
            return u"%1 (%2)"_s.arg(message, match.captured(2));
    }
    static const QString startedOver = u": started over"_s;
    if (english.endsWith(startedOver))
        return QCoreApplication::translate("Core", "%1: started over").arg(coreText(english.chopped(startedOver.size()), figures));
    // Of several notes each; behind a key, the note about it.
    for (const QString &between : {u"; "_s, u": "_s}) {
        for (qsizetype at = english.indexOf(between); at >= 0; at = english.indexOf(between, at + 1)) {
            const QString tail = translated(english.mid(at + 2), known, figures);
            if (known)
                return coreText(english.left(at), figures) + between + tail;
        }
    }
    return figures ? figureText(english) : english;
}

QString fieldText(const QString &field)
{
    const QString words = QString(field).replace(u'_', u' ');
    const QString said = fieldOr(words, verifiedText(words));
    if (said != words)
        return said;
    static const std::pair<QString, QString> capitals[] = {{u"cpu"_s, u"CPU"_s}, {u"io"_s, u"I/O"_s}, {u"os"_s, u"OS"_s}, {u"qt"_s, u"Qt"_s}};
    QStringList parts = said.split(u' ');
    for (QString &part : parts)
        for (const auto &[low, high] : capitals)
            if (part == low)
                part = high;
    return parts.join(u' ');
}

QString fieldTitle(const QString &field)
{
    QString text = fieldText(field);
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString verifiedText(const QString &how)
{
    if (how == u"nothing")
        return QCoreApplication::translate("ReportField", "nothing");
    if (how == u"size only")
        return QCoreApplication::translate("ReportField", "size only");
    if (how == u"md5 etag")
        return QCoreApplication::translate("ReportField", "MD5 ETag");
    if (how == u"multipart etag")
        return QCoreApplication::translate("ReportField", "multipart ETag");
    return how;
}

QStringList coreTextPatterns()
{
    QStringList all;
    for (const char *english : sentences)
        all += QString::fromLatin1(english);
    return all;
}

} // namespace millrace
