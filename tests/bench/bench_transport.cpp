// SPDX-License-Identifier: GPL-3.0-or-later
// Wall and CPU time of the HTTP transports, without the engine on top. Prints a line a run:
//   bench_transport get  URL-PREFIX COUNT CONNECTIONS [CA.pem]   COUNT whole objects PREFIX0, PREFIX1, ...
//   bench_transport range URL MIB-A-PART CONNECTIONS [CA.pem]    the first GiB of URL in ranges, body dropped
//   bench_transport put MIB-A-PART CONNECTIONS                   a GiB from memory to a sink of its own
// The transports run alternately, MILLRACE_RUNS times each (5), so that a busy machine hits both alike; the last lines
// are medians. Over http only one (MILLRACE_KINDS=qt, curl or builtin) when it is set.
#include "s3/httptransport.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <algorithm>
#include <arpa/inet.h>
#include <cstdio>
#include <functional>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <csignal>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace millrace;

namespace {

double cpuSeconds()
{
    rusage u{};
    getrusage(RUSAGE_SELF, &u);
    const auto s = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return s(u.ru_utime) + s(u.ru_stime);
}

/// Answers every request with 200 and throws its body away inside the kernel. Runs in a process of its own, so that its
/// CPU time is not counted.
void serveSink(int listener)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    for (;;) {
        const int fd = accept(listener, nullptr, nullptr);
        std::thread([fd] {
            std::string head;
            std::vector<char> buffer(1 << 20);
            for (;;) {
                while (head.find("\r\n\r\n") == std::string::npos) {
                    const auto n = recv(fd, buffer.data(), buffer.size(), 0);
                    if (n <= 0)
                        return void(close(fd));
                    head.append(buffer.data(), size_t(n));
                }
                const auto end = head.find("\r\n\r\n") + 4, at = head.find("Content-Length: ");
                long long left = at == std::string::npos ? 0 : atoll(head.c_str() + at + 16);
                left -= (long long)(head.size() - end);
                while (left > 0) {
                    const auto n = recv(fd, nullptr, size_t(std::min(left, 1LL << 20)), MSG_TRUNC);
                    if (n <= 0)
                        return void(close(fd));
                    left -= n;
                }
                head.clear();
                static const char ok[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
                if (send(fd, ok, sizeof ok - 1, MSG_NOSIGNAL) < 0)
                    return void(close(fd));
            }
        }).detach();
    }
}

int startSink()
{
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in a{};
    a.sin_family = AF_INET;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, reinterpret_cast<sockaddr *>(&a), sizeof a) || listen(listener, 64))
        return -1;
    socklen_t size = sizeof a;
    getsockname(listener, reinterpret_cast<sockaddr *>(&a), &size);
    if (fork() == 0)
        serveSink(listener);
    close(listener);
    return ntohs(a.sin_port);
}

struct Job
{
    QByteArray method, url, range;
    QByteArray upload; ///< borrowed bytes
};

/// Keeps CONNECTIONS calls going until the jobs are used up.
class Runner : public QObject
{
public:
    Runner(TransportKind kind, const HttpTransportOptions &options, const std::vector<Job> &jobs, int connections)
        : m_jobs(jobs), m_lanes(size_t(connections))
    {
        HttpTransportOptions o = options;
        o.kind = kind;
        while (m_room < connections) {
            m_transports.push_back(makeTransport(o));
            m_room += m_transports.back()->maxConnectionsPerHost();
        }
        m_chunk.resize(1 << 20);
        for (size_t i = 0; i < m_lanes.size(); ++i)
            next(i);
    }
    ByteCount bytes = 0;
    size_t done = 0;
    QString failure;

private:
    struct Lane
    {
        std::unique_ptr<HttpCall> call;
        std::unique_ptr<QBuffer> body;
    };
    void next(size_t lane)
    {
        if (m_next == m_jobs.size())
            return;
        const Job &job = m_jobs[m_next++];
        HttpRequest r{job.method, job.url, {}, nullptr};
        if (!job.range.isEmpty())
            r.headers.emplaceBack("Range", job.range);
        Lane &l = m_lanes[lane];
        if (!job.upload.isEmpty()) {
            l.body = std::make_unique<QBuffer>();
            l.body->setData(job.upload);
            l.body->open(QIODevice::ReadOnly);
            r.body = l.body.get();
            bytes += job.upload.size();
        }
        if (l.call) {
            l.call->disconnect(this);
            l.call.release()->deleteLater();
        }
        l.call = m_transports[lane % m_transports.size()]->send(r);
        HttpCall *call = l.call.get();
        // Into a chunk of memory that changes hands, as the engine does.
        const auto drain = [this, call] {
            while (const ByteCount n = call->read(m_chunk.data() + m_fill, m_chunk.size() - m_fill)) {
                bytes += n;
                m_fill = m_fill + n == m_chunk.size() ? 0 : m_fill + n;
            }
        };
        connect(call, &HttpCall::readyRead, this, drain);
        connect(call, &HttpCall::finished, this, [this, call, lane, drain] {
            drain();
            if (call->error())
                failure = call->error()->message;
            else if (call->status() >= 300)
                failure = QString::number(call->status());
            if (++done == m_jobs.size() || !failure.isEmpty())
                QCoreApplication::exit();
            else
                next(lane);
        });
    }
    const std::vector<Job> &m_jobs;
    std::vector<std::unique_ptr<HttpTransport>> m_transports;
    std::vector<Lane> m_lanes;
    int m_room = 0;
    size_t m_next = 0;
    QByteArray m_chunk;
    qsizetype m_fill = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const std::string mode = argc > 1 ? argv[1] : "";
    const int sink = mode == "put" ? startSink() : 0; // before Qt has threads
    QCoreApplication app(argc, argv);
    const auto arg = [&](int i) { return i < argc ? QByteArray(argv[i]) : QByteArray(); };
    if (argc < 4 || (mode != "put" && argc < 5))
        return fprintf(stderr, "see the head of bench_transport.cpp\n"), 2;

    std::vector<Job> jobs;
    HttpTransportOptions options;
    const int connections = arg(mode == "put" ? 3 : 4).toInt();
    QByteArray memory;
    if (mode == "get") {
        for (int i = 0; i < arg(3).toInt(); ++i)
            jobs.push_back({"GET", arg(2) + QByteArray::number(i), {}, {}});
    } else if (mode == "range") {
        const ByteCount part = arg(3).toLongLong() * MiB;
        for (ByteCount at = 0; at < 1024 * MiB; at += part)
            jobs.push_back({"GET", arg(2), "bytes=" + QByteArray::number(at) + '-' + QByteArray::number(at + part - 1), {}});
    } else {
        const ByteCount part = arg(2).toLongLong() * MiB;
        memory.fill('m', part);
        for (ByteCount at = 0; at < 1024 * MiB; at += part)
            jobs.push_back({"PUT", "http://127.0.0.1:" + QByteArray::number(sink) + "/x", {}, memory});
    }
    if (argc > 5)
        options.caBundle = QFile::decodeName(argv[5]);
    options.readBuffer = argc > 5 ? 64 * KiB : 1 * MiB;

    const int runs = qEnvironmentVariable("MILLRACE_RUNS", QStringLiteral("5")).toInt();
    const QByteArray kinds = qgetenv("MILLRACE_KINDS");
    struct Figures { std::vector<double> wall, cpu; };
    constexpr const char *names[] = {"qt", "curl", "builtin"};
    Figures figures[3];
    for (int run = 0; run < runs; ++run)
        for (int kind = 0; kind < 3; ++kind) {
            if (!kinds.isEmpty() && kinds != names[kind])
                continue;
            QElapsedTimer timer;
            timer.start();
            const double before = cpuSeconds();
            {
                Runner runner(TransportKind(kind), options, jobs, connections);
                app.exec();
                if (!runner.failure.isEmpty() || runner.done != jobs.size())
                    return fprintf(stderr, "failed: %s\n", qPrintable(runner.failure)), 1;
                figures[kind].wall.push_back(double(timer.nsecsElapsed()) / 1e9);
                figures[kind].cpu.push_back(cpuSeconds() - before);
                if (run == 0)
                    printf("%s: %zu requests, %lld bytes\n", names[kind], runner.done, (long long)(runner.bytes));
            }
        }
    for (int kind = 0; kind < 3; ++kind) {
        auto &[wall, cpu] = figures[kind];
        if (wall.empty())
            continue;
        std::sort(wall.begin(), wall.end());
        std::sort(cpu.begin(), cpu.end());
        const double w = wall[wall.size() / 2], c = cpu[cpu.size() / 2];
        if (mode == "get")
            printf("%-5s %-7s x%-3d wall %.3f s, %.0f requests/s, %.1f us CPU each\n", mode.c_str(), names[kind],
                   connections, w, double(jobs.size()) / w, c / double(jobs.size()) * 1e6);
        else
            printf("%-5s %-7s x%-3d wall %.3f s, %.2f GB/s, %.2f CPU-s/GiB\n", mode.c_str(), names[kind],
                   connections, w, 1.073741824 / w, c);
    }
    return 0;
}
