// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>

namespace millrace {

/// A running Ceph RADOS Gateway (tests/support/radosgw.sh), started on construction and ended with the object; were
/// the test to die, the script ends it. One per test executable: make it in initTestCase().
class Radosgw
{
public:
    /// An object to store, and after store() what it is.
    struct Object
    {
        QString key;
        qint64 size = 0;
        qint64 part = 0;   ///< bytes a part of a multipart upload; 0: one PUT
        QByteArray sha256 = {}; ///< lower-case hex
        QByteArray etag = {};   ///< with quotes
    };

    /// @p sts: hands out keys for roles as well. It then tells wrong keys from missing rights no more.
    explicit Radosgw(bool sts = false);
    ~Radosgw();
    Radosgw(const Radosgw &) = delete;
    Radosgw &operator=(const Radosgw &) = delete;

    bool isRunning() const { return !m_folder.isEmpty(); }
    /// The server's programs are not installed: a reason to skip. Otherwise !isRunning() is a failure.
    bool isMissing() const { return m_missing; }
    QString whyNot() const { return m_whyNot; }

    QString endpoint() const { return m_endpoint; }       ///< http://127.0.0.1:PORT
    QString tlsEndpoint() const { return m_tlsEndpoint; } ///< https://127.0.0.1:PORT
    QString caBundle() const { return m_caBundle; }       ///< PEM of the authority behind tlsEndpoint
    QString bucket() const { return m_bucket; }
    QString accessKey() const { return m_accessKey; }
    QString secretKey() const { return m_secretKey; }
    QString folder() const { return m_folder; } ///< with the ceph.conf for radosgw-admin
    /// The process's environment without any AWS_ or proxy setting, plus the keys and region of this server.
    QProcessEnvironment environment() const;

    /// Stores @p objects through boto3 and fills in what they became. False with a reason in @p error.
    bool store(QList<Object> &objects, QString *error) const;
    /// A GET URL for @p key presigned by boto3; empty with a reason in @p error.
    QString presign(const QString &key, QString *error) const;

private:
    QByteArray fill(const QStringList &arguments, const QByteArray &input, QString *error) const;

    QString m_folder;
    QString m_endpoint;
    QString m_tlsEndpoint;
    QString m_caBundle;
    QString m_bucket;
    QString m_accessKey;
    QString m_secretKey;
    QString m_whyNot;
    bool m_missing = false;
};

} // namespace millrace
