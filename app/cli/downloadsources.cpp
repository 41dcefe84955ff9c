// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/downloadsources.h"

#include "base/utf8.h"

#include "s3/uri.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace millrace {

constexpr qsizetype namesShown = 100;

Result<QByteArray> readListFile(const QString &path)
{
    QFile file(path);
    const bool open = path == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!open) {
        Error e = Error::make(ErrorKind::LocalFile, ErrorCause::BadPath,
                              u"cannot read the list of --from-file: %1"_s.arg(file.errorString()));
        e.path = path;
        return fail(e);
    }
    return file.readAll();
}

static tl::unexpected<Error> usage(const QString &message)
{
    return fail(ErrorKind::Config, ErrorCause::None, message);
}

namespace {
/// Appends sources and joins neighbours where one engine run can serve both.
class Gatherer
{
public:
    explicit Gatherer(SourceList &list) : m_list(list) {}

    void add(const Source &source)
    {
        ++m_count;
        if (m_count <= namesShown)
            m_list.displayNames += source.displayName();
        if (source.kind == Source::Kind::Object && !m_list.specs.isEmpty()) {
            DownloadSpec &last = m_list.specs.last();
            if (!last.keys.isEmpty() && last.bucket == source.bucket) {
                last.keys += source.key;
                return;
            }
        }
        DownloadSpec spec;
        spec.bucket = source.bucket;
        switch (source.kind) {
        case Source::Kind::Object: spec.keys = QStringList{source.key}; break;
        case Source::Kind::Glob:
            spec.include = QStringList{source.glob};
            [[fallthrough]];
        case Source::Kind::Prefix:
            spec.wholePrefix = true;
            spec.prefix = source.key;
            break;
        case Source::Kind::Url: spec.httpUrl = source.url; break;
        }
        m_list.specs += spec;
    }

    void finish()
    {
        if (m_count > namesShown)
            m_list.displayNames += u"and %1 more"_s.arg(m_count - namesShown);
    }

private:
    SourceList &m_list;
    qsizetype m_count = 0;
};
} // namespace

static Result<> addListed(Gatherer &gatherer, const QByteArray &text, const QString &bucket)
{
    qsizetype number = 0;
    for (QByteArray line : text.split('\n')) {
        ++number;
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            continue;
        const QString word = fromUtf8Exactly(line);
        if (word.toUtf8() != line)
            return usage(u"line %1 of the list is not UTF-8 text, which a key has to be: \"%2\""_s.arg(number).arg(word));
        if (Source::isUrl(word)) {
            const Result<Source> source = Source::parse(word, false);
            if (!source)
                return usage(u"line %1 of the list: %2"_s.arg(number).arg(source.error().message));
            gatherer.add(*source);
        } else if (bucket.isEmpty()) {
            return usage(u"line %1 of the list is a key without a bucket (\"%2\"): pass --bucket-name, or write "
                         "s3://bucket/key"_s.arg(number).arg(word));
        } else {
            Source source;
            source.bucket = bucket;
            source.key = word;
            gatherer.add(source);
        }
    }
    return {};
}

Result<SourceList> gatherSources(const QStringList &words, OptionValues &values, const ListReader &readList)
{
    SourceList list;
    Gatherer gatherer(list);
    const QString bucket = values.text(u"bucket-name"_s);
    const bool named = values.has(u"bucket-name"_s);
    if (!named && (values.has(u"prefix"_s) || values.has(u"key"_s)))
        return usage(u"--%1 needs --bucket-name beside it"_s.arg(values.has(u"prefix"_s) ? u"prefix"_s : u"key"_s));
    if (values.has(u"prefix"_s) && values.has(u"key"_s))
        return usage(u"--prefix and --key contradict each other: give one of them"_s);
    if (named && !words.isEmpty())
        return usage(u"--bucket-name and the source \"%1\" contradict each other: give one of them"_s.arg(words.first()));

    if (named && !S3Uri::parse(u"s3://"_s + bucket + u"/"_s)) {
        return usage(u"--bucket-name cannot be \"%1\": 3 to 63 letters, digits, \"-\" and \".\" are needed, without "
                     "s3://"_s.arg(bucket));
    }

    for (const QString &word : words) {
        const Result<Source> source = Source::parse(word, !values.has(u"no-glob"_s));
        if (!source)
            return fail(source.error());
        if (source->kind == Source::Kind::Glob && values.has(u"include"_s))
            return usage(u"--include cannot narrow the pattern %1: give the prefix as the source and both as "
                         "--include, or one pattern"_s.arg(word));
        gatherer.add(*source);
    }
    if (values.has(u"from-file"_s)) {
        const Result<QByteArray> text = readList(values.text(u"from-file"_s));
        if (!text)
            return fail(text.error());
        if (const Result<> added = addListed(gatherer, *text, bucket); !added)
            return fail(added.error());
        if (list.specs.isEmpty())
            return usage(u"the list %1 names nothing"_s.arg(values.text(u"from-file"_s)));
    } else if (named) {
        Source source;
        source.bucket = bucket;
        for (const QString &key : values.texts(u"key"_s)) {
            if (key.isEmpty())
                return usage(u"--key cannot be empty"_s);
            source.key = key;
            gatherer.add(source);
        }
        list.isTestObject = !values.has(u"key"_s) && !values.has(u"prefix"_s) && values.has(u"object-size-mb"_s);
        if (!values.has(u"key"_s) && !list.isTestObject) {
            source.kind = Source::Kind::Prefix;
            source.key = values.text(u"prefix"_s);
            gatherer.add(source);
        } else if (list.isTestObject) {
            list.displayNames += u"s3://%1/ (test object)"_s.arg(bucket);
            DownloadSpec spec;
            spec.bucket = bucket;
            list.specs += spec;
        }
    }
    if (list.specs.isEmpty())
        return usage(u"nothing to download: name a source such as s3://bucket/key, or --bucket-name with --prefix"_s);
    if (values.has(u"version-id"_s)) {
        if (list.specs.size() != 1 || list.specs.first().keys.size() != 1)
            return usage(u"--version-id goes with exactly one object"_s);
        list.specs.first().versionId = values.text(u"version-id"_s);
    }
    gatherer.finish();
    return list;
}

void applyIterations(QList<DownloadSpec> &specs, std::optional<qint64> iterations, bool toDisk)
{
    if (!iterations)
        return;
    const auto count = int(std::min<qint64>(*iterations, std::numeric_limits<int>::max()));
    QList<DownloadSpec> result;
    for (DownloadSpec &spec : specs) {
        if (spec.wholePrefix) {
            spec.maxFiles = *iterations;
            result += spec;
        } else if (toDisk && count > 1) {
            spec.overwrite = OverwritePolicy::Always;
            for (int i = 0; i < count; ++i)
                result += spec;
        } else {
            spec.repeat = count;
            result += spec;
        }
    }
    specs = result;
}

} // namespace millrace
