// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/uploadheaders.h"

#include "io/checksum.h"
#include "s3/uri.h"

#include <QMimeDatabase>

using namespace Qt::StringLiterals;

namespace millrace {

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
    QString type = spec.contentType;
    if (type.isEmpty()) {
        // By the name alone: looking into the file would cost a read, and a type that changes with the content surprises.
        static const QMimeDatabase types;
        type = types.mimeTypeForFile(fileName, QMimeDatabase::MatchExtension).name();
    }
    headers.emplaceBack("Content-Type", type.toLatin1());
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
