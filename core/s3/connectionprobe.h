// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/s3client.h"

#include <QElapsedTimer>
#include <QObject>
#include <memory>

class QTcpSocket;

namespace millrace {

/// Tries a connection out step by step: name, TCP, TLS, signature, list, range. Stops at the first step that fails: what
/// comes after stands on it. Lives in one thread with an event loop; one run a probe.
class ConnectionProbe : public QObject
{
    Q_OBJECT
public:
    enum class Step { Resolve, Connect, Tls, Sign, List, Range };

    /// @p bucket may be empty: then the buckets are listed, and the first of them is looked into.
    ConnectionProbe(Connection connection, QString bucket, QString prefix, QObject *parent = nullptr);
    ~ConnectionProbe() override;

    /// How long a port may take to answer; ten seconds unless told otherwise.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    void start();

    struct Report
    {
        Step step = Step::Resolve;
        enum class Outcome { Passed, Failed, Skipped } outcome = Outcome::Passed;
        QString detail;              ///< "3 addresses, 12 ms", or why it was skipped
        std::optional<Error> error;
    };

signals:
    void stepBegan(millrace::ConnectionProbe::Step step);
    void stepEnded(const millrace::ConnectionProbe::Report &report);
    /// Once, and nothing after it.
    void finished(bool works);

private:
    void begin(Step step);
    void pass(const QString &detail);
    void skip(const QString &detail);
    void stop(const Error &error);
    void end(bool works);
    void resolve();
    void connectTcp();
    void shakeHands();
    void sign();
    void listBuckets();
    void listKeys();
    void readRange(const ObjectInfo &object);
    QString elapsed() const;

    const Connection m_connection;
    QString m_bucket;
    const QString m_prefix;
    std::shared_ptr<S3Session> m_session;
    std::unique_ptr<S3Client> m_client;
    HttpTransportOptions m_options;
    std::unique_ptr<QTcpSocket> m_socket;
    QString m_host;
    quint16 m_port = 0;
    Step m_step = Step::Resolve;
    bool m_over = false;
    std::chrono::milliseconds m_patience{10'000};
    QElapsedTimer m_clock;
    std::optional<ListPage> m_page;
};

} // namespace millrace

Q_DECLARE_METATYPE(millrace::ConnectionProbe::Report)
