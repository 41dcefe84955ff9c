// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/credentials.h"
#include "server/faultoptions.h"

#include <QHostAddress>
#include <QList>
#include <QString>

namespace millrace {

/// A folder shown as a bucket. Files that are there already are objects under their relative path.
struct ServedBucket
{
    QString name;
    QString folder;     ///< must exist; empty: the bucket holds synthetic objects only
};

/// Objects that exist without a disk: their bytes follow from seed, index and offset.
struct SyntheticObjects
{
    QString bucket;     ///< made when it is in no other list
    QString key;        ///< with count 1 the whole key; otherwise followed by the zero-padded number, from 1
    QString suffix;     ///< after the number
    qint64 count = 1;
    ByteCount size = 0; ///< of each
    quint64 seed = 1;
};

/// How objects without a stored ETag (files that were in the folder already, synthetic ones) get theirs.
enum class EtagMode {
    Auto,   ///< MD5 for files up to 8 MiB, opaque above and for synthetic objects
    Md5,    ///< MD5 always, computed on first demand and kept
    Opaque, ///< from size and modification time, in a form that cannot be taken for an MD5
};

/// What an EmbeddedServer serves, how and to whom. A value.
struct ServerOptions
{
    QList<ServedBucket> buckets;
    /// When set, each subfolder of it is a bucket too, and CreateBucket and DeleteBucket work there.
    QString bucketRoot;
    QList<SyntheticObjects> synthetic;

    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0;              ///< 0: any free one
    int threads = 0;               ///< 0: one per processor, at least 2
    bool readOnly = false;         ///< every write is AccessDenied

    bool tls = false;
    QString certificateFile;       ///< PEM, chain included; empty with tls: self-signed, made at start
    QString keyFile;               ///< PEM
    QStringList certificateNames;  ///< further names and addresses for the self-signed certificate

    /// Who may come in. With an empty list and anonymous off nobody can.
    QList<Credentials> credentials;
    bool anonymous = false;        ///< unsigned requests are allowed
    QString region = QStringLiteral("us-east-1"); ///< signatures for another one are refused; empty: any will do
    QString baseDomain;            ///< "s3.test": Host "b.s3.test" means bucket b. Empty: any "bucket.anything"

    EtagMode etagMode = EtagMode::Auto;
    ByteCount minimumPartSize = 5 * MiB; ///< EntityTooSmall below it (all parts but the last)
    FaultOptions faults;
};

} // namespace millrace
