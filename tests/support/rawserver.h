// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <functional>
#include <memory>
#include <sys/socket.h>

namespace millrace {

/// A server that does to each request what the test says, byte by byte.
class RawServer : public QTcpServer
{
public:
    struct Request
    {
        QByteArray head, body;
        QByteArray target() const { return head.split(' ').value(1); }
        QByteArray header(const QByteArray &name) const
        {
            for (const QByteArray &line : head.split('\n'))
                if (line.toLower().startsWith(name.toLower() + ':'))
                    return line.mid(name.size() + 1).trimmed();
            return {};
        }
    };
    using Answer = std::function<void(QTcpSocket *, const Request &)>;

    explicit RawServer(Answer answer) : m_answer(std::move(answer))
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port to listen on");
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *s = nextPendingConnection()) {
                ++connections;
                auto pending = std::make_shared<QByteArray>();
                connect(s, &QTcpSocket::readyRead, this, [this, s, pending] { take(s, *pending); });
                connect(s, &QTcpSocket::disconnected, s, &QObject::deleteLater);
            }
        });
    }
    QByteArray url(const QByteArray &path = "/") const { return "http://127.0.0.1:" + QByteArray::number(serverPort()) + path; }

    int connections = 0;
    QList<Request> requests;

private:
    void take(QTcpSocket *s, QByteArray &pending)
    {
        pending += s->readAll();
        for (;;) {
            if (pending.startsWith('\x16')) { // a TLS ClientHello
                s->write("HTTP/1.1 400 Bad Request\r\n\r\n");
                s->disconnectFromHost();
                return;
            }
            const qsizetype end = pending.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            Request r{pending.first(end), {}};
            const qsizetype length = r.header("content-length").toLongLong();
            if (pending.size() < end + 4 + length)
                return;
            r.body = pending.mid(end + 4, length);
            pending.remove(0, end + 4 + length);
            requests.append(r);
            m_answer(s, r);
        }
    }
    Answer m_answer;
};

inline QByteArray answer(const QByteArray &body, const QByteArray &extra = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + extra + "\r\n" + body;
}

/// Ends the connection with a reset instead of an orderly close.
inline void reset(QTcpSocket *s)
{
    s->flush();
    const linger l{1, 0};
    setsockopt(int(s->socketDescriptor()), SOL_SOCKET, SO_LINGER, &l, sizeof l);
    s->abort();
}

/// The head of an answer that gives @p r the range it asks for of @p bytes, or all of them; the body follows in @p body.
inline QByteArray rangeHead(const RawServer::Request &r, const QByteArray &bytes, const QByteArray &extra, QByteArray *body)
{
    const QByteArray range = r.header("range").mid(6);
    const qsizetype from = range.split('-').value(0).toLongLong();
    const qsizetype to = range.isEmpty() ? bytes.size() - 1 : range.split('-').value(1).toLongLong();
    *body = bytes.mid(from, to - from + 1);
    return (range.isEmpty() ? QByteArray("HTTP/1.1 200 OK\r\n")
                            : "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + QByteArray::number(from) + '-'
                                + QByteArray::number(to) + '/' + QByteArray::number(bytes.size()) + "\r\n")
        + extra + "Content-Length: " + QByteArray::number(body->size()) + "\r\n\r\n";
}

} // namespace millrace
