// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/uploadheaders.h"

#include "io/checksum.h"
#include "s3/uri.h"

#include <QHash>
#include <QMimeDatabase>
#include <QMutex>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// By the name alone: looking into the file would cost a read, and a type that changes with the content surprises. Names
/// with a suffix are judged by it, and each suffix once: the database tries dozens of patterns on every name.
QByteArray guessedType(const QString &key)
{
    static QMutex mutex;
    static QHash<QString, QByteArray> known;
    constexpr qsizetype mostKnown = 4096; // what follows the first dot may be different for every file
    QString name = key.mid(key.lastIndexOf(u'/') + 1);
    if (const qsizetype dot = name.indexOf(u'.', 1); dot > 0)
        name = u'x' + name.mid(dot);
    QMutexLocker lock(&mutex);
    const auto it = known.constFind(name);
    if (it != known.constEnd())
        return *it;
    if (known.size() >= mostKnown)
        known.clear();
    const QByteArray type = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase::MatchExtension).name().toLatin1();
    known.insert(name, type);
    return type;
}

} // namespace

HeaderList keyHeaders(const UploadSpec &spec)
{
    if (spec.encryption.mode != UploadEncryption::Mode::CustomerKey)
        return {};
    const QByteArray &key = spec.encryption.customerKey;
    return {{"x-amz-server-side-encryption-customer-algorithm", "AES256"},
            {"x-amz-server-side-encryption-customer-key", key.toBase64()},
            {"x-amz-server-side-encryption-customer-key-MD5",
             Checksum::of(ChecksumAlgorithm::Md5, key).toBase64()}};
}

HeaderList objectHeaders(const UploadSpec &spec, const QString &fileName)
{
    HeaderList headers = keyHeaders(spec);
    headers.emplaceBack("Content-Type", spec.contentType.isEmpty() ? guessedType(fileName) : spec.contentType.toLatin1());
    for (const auto &[name, value] : spec.metadata)
        headers.emplaceBack("x-amz-meta-" + name, value);
    if (!spec.storageClass.isEmpty())
        headers.emplaceBack("x-amz-storage-class", spec.storageClass.toLatin1());
    if (!spec.acl.isEmpty())
        headers.emplaceBack("x-amz-acl", spec.acl.toLatin1());
    if (spec.encryption.mode == UploadEncryption::Mode::Aes256)
        headers.emplaceBack("x-amz-server-side-encryption", "AES256");
    if (spec.encryption.mode == UploadEncryption::Mode::Kms) {
        headers.emplaceBack("x-amz-server-side-encryption", "aws:kms");
        if (!spec.encryption.kmsKeyId.isEmpty())
            headers.emplaceBack("x-amz-server-side-encryption-aws-kms-key-id", spec.encryption.kmsKeyId.toLatin1());
    }
    if (!spec.tags.isEmpty()) {
        QByteArrayList pairs;
        for (const auto &[name, value] : spec.tags)
            pairs += uriEncode(name.toUtf8(), false) + '=' + uriEncode(value.toUtf8(), false);
        headers.emplaceBack("x-amz-tagging", pairs.join('&'));
    }
    return headers;
}

} // namespace millrace
