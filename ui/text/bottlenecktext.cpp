// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/bottlenecktext.h"

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Bottleneck)
};

/// A bottleneck's numbers, and the sentence they make.
class Sentence
{
public:
    explicit Sentence(const Bottleneck &of) : m_of(of) {}

    bool has(QLatin1StringView name) const { return find(name) != nullptr; }
    double value(QLatin1StringView name) const { return has(name) ? find(name)->value : 0; }
    QString percent(QLatin1StringView name) const { return percentText(value(name)); }
    QString rate(QLatin1StringView name) const { return rateText(value(name)); }
    QString count(QLatin1StringView name) const { return numberText(qRound64(value(name))); }
    /// What other programs take of the machine, in percent.
    double others() const { return std::max(0.0, value("machine_cpu_percent"_L1) - value("process_cpu_percent"_L1)); }
    bool smallRequests() const
    {
        return value("bytes_per_second"_L1) < value("requests_per_second"_L1) * double(MiB);
    }
    /// Without the kind; empty where numbers are missing.
    QString text() const;

private:
    static QString percentText(double value) { return Words::tr("%1 %").arg(numberText(qRound64(value))); }
    QString forDisk() const { return percentText(value("waiting_for_disk_percent"_L1) + value("waiting_for_memory_percent"_L1)); }
    QString disk() const;
    QString cpu() const;
    QString latency() const;
    const Evidence *find(QLatin1StringView name) const
    {
        const auto found = std::find_if(m_of.evidence.begin(), m_of.evidence.end(), [name](const Evidence &e) { return e.name == name; });
        return found == m_of.evidence.end() ? nullptr : &*found;
    }
    const Bottleneck &m_of;
};

QString Sentence::disk() const
{
    if (has("sending_percent"_L1))
        return Words::tr("parts waited %1 of their time for their bytes to be read; %2 went out").arg(forDisk(), rate("bytes_per_second"_L1));
    if (has("waiting_for_finished_files_percent"_L1))
        return Words::tr("finished files waited for the disk %1 of the time before others could begin; writers were busy %2")
            .arg(percent("waiting_for_finished_files_percent"_L1), percent("writers_busy_percent"_L1));
    const double busy = value("writers_busy_percent"_L1) / 100;
    return Words::tr("writers were busy %1 of the time at %2; parts waited %3 of their time for them")
        .arg(percent("writers_busy_percent"_L1), rateText(busy > 0 ? value("disk_bytes_per_second"_L1) / busy : 0), forDisk());
}

QString Sentence::cpu() const
{
    QString text = Words::tr("Millrace used %1 of %n core(s)", nullptr, qRound(value("cpu_cores"_L1))).arg(percent("process_cpu_percent"_L1));
    if (others() >= 10)
        text += Words::tr(", other programs %1").arg(percentText(others()));
    if (value("workers_runnable_percent"_L1) > 0)
        text += Words::tr("; its workers ran or waited for a core %1 of the time")
                    .arg(percentText(std::min(100.0, value("workers_runnable_percent"_L1))));
    return text + Words::tr(", at %1").arg(rate("bytes_per_second"_L1));
}

QString Sentence::latency() const
{
    const double ms = value("first_byte_ms"_L1);
    const QString wait = Words::tr("%1 ms").arg(QLocale().toString(ms, 'f', ms < 10 ? 1 : 0));
    const QString text = has("sending_percent"_L1) ? Words::tr("requests wait %1 each for their answer, %2 of the parts' time; %3 requests a second over %n connection(s)", nullptr, qRound(value("average_connections"_L1)))
                         : smallRequests()         ? Words::tr("small requests wait %1 each for their first byte, %2 of the parts' time; %3 requests a second over %n connection(s)", nullptr, qRound(value("average_connections"_L1)))
                                                   : Words::tr("requests wait %1 each for their first byte, %2 of the parts' time; %3 requests a second over %n connection(s)", nullptr, qRound(value("average_connections"_L1)));
    return text.arg(wait, percent("waiting_for_server_percent"_L1), count("requests_per_second"_L1));
}

QString Sentence::text() const
{
    if (!has("bytes_per_second"_L1))
        return {};
    const QString all = rate("bytes_per_second"_L1);
    switch (m_of.kind) {
    case BottleneckKind::None: return {};
    case BottleneckKind::RateLimit:
        return has("limit_bytes_per_second"_L1)
            ? Words::tr("%1 of the %2 that are allowed were used").arg(all, rate("limit_bytes_per_second"_L1))
            : QString();
    case BottleneckKind::Throttling: {
        const double requests = std::max(1.0, value("requests"_L1));
        QString text = Words::tr("%1 times (%2 of the requests), and parts spent %3 of their time backing off")
                           .arg(count("throttled_requests"_L1), percentText(value("throttled_requests"_L1) / requests * 100),
                                percent("throttled_percent"_L1));
        if (has("requests_taken_at_a_time"_L1))
            text += Words::tr("; it takes about %1 requests at a time").arg(count("requests_taken_at_a_time"_L1));
        return text;
    }
    case BottleneckKind::Cpu: return has("cpu_cores"_L1) ? cpu() : QString();
    case BottleneckKind::Disk: return disk();
    case BottleneckKind::Memory: return Words::tr("parts waited %1 of their time for a buffer").arg(percent("waiting_for_memory_percent"_L1));
    case BottleneckKind::Latency: return has("requests_per_second"_L1) ? latency() : QString();
    case BottleneckKind::ConnectionCap:
        return has("connection_cap_bytes_per_second"_L1)
            ? Words::tr("each is capped near %1; %n connection(s) bring %2", nullptr, std::max(1, qRound(value("average_connections"_L1))))
                  .arg(rate("connection_cap_bytes_per_second"_L1), all)
            : QString();
    case BottleneckKind::Network:
        if (has("most_connections"_L1))
            return Words::tr("full at %1; %2 connections brought no more than %3 (%4)")
                .arg(all, count("most_connections"_L1), count("fewer_connections"_L1), rate("bytes_per_second_with_fewer"_L1));
        return Words::tr("%1 over %n connection(s) is what link and server gave; this machine had room", nullptr,
                         std::max(1, qRound(value("average_connections"_L1))))
            .arg(all);
    case BottleneckKind::Listing: return Words::tr("the run waited %1 of the time for the next keys").arg(percent("waiting_for_keys_percent"_L1));
    case BottleneckKind::Hooks:
        return has("waiting_for_hooks_percent"_L1)
            ? Words::tr("%1 of the time no file was begun, since they had not kept up").arg(percent("waiting_for_hooks_percent"_L1))
            : QString();
    }
    return {};
}

} // namespace

QString bottleneckName(BottleneckKind kind)
{
    switch (kind) {
    case BottleneckKind::None: return {};
    case BottleneckKind::RateLimit: return Words::tr("Your own rate limit");
    case BottleneckKind::Throttling: return Words::tr("The server asks to slow down");
    case BottleneckKind::Cpu: return Words::tr("Processor");
    case BottleneckKind::Disk: return Words::tr("Disk");
    case BottleneckKind::Memory: return Words::tr("Memory limit");
    case BottleneckKind::Latency: return Words::tr("Latency");
    case BottleneckKind::ConnectionCap: return Words::tr("Rate of a single connection");
    case BottleneckKind::Network: return Words::tr("Network or server");
    case BottleneckKind::Listing: return Words::tr("Listing of the keys");
    case BottleneckKind::Hooks: return Words::tr("Programs run for each file");
    }
    return {};
}

QString bottleneckText(const Bottleneck &bottleneck)
{
    if (!bottleneck)
        return {};
    QString rest = Sentence(bottleneck).text();
    if (rest.isEmpty()) {
        // The sentence begins with the kind in English; what follows is the measurement.
        const qsizetype colon = bottleneck.sentence.indexOf(u": ");
        rest = colon > 0 && colon < 32 ? bottleneck.sentence.mid(colon + 2) : bottleneck.sentence;
    }
    return rest.isEmpty() ? bottleneckName(bottleneck.kind) : u"%1: %2"_s.arg(bottleneckName(bottleneck.kind), rest);
}

QString adviceText(const Bottleneck &bottleneck)
{
    const Sentence numbers(bottleneck);
    switch (bottleneck.kind) {
    case BottleneckKind::None:
    case BottleneckKind::RateLimit:
    case BottleneckKind::Listing: return {};
    case BottleneckKind::Network:
        return !numbers.has("most_connections"_L1) && qRound(numbers.value("average_connections"_L1)) <= 1
            ? Words::tr("A single connection does not show whether each is capped or the link is full: try more.")
            : QString();
    case BottleneckKind::Throttling:
        return numbers.has("requests_taken_at_a_time"_L1)
            ? Words::tr("%1 connections at most would keep below what it takes.").arg(numbers.count("requests_taken_at_a_time"_L1))
            : Words::tr("Fewer connections would be refused less often.");
    case BottleneckKind::Disk:
        if (numbers.has("sending_percent"_L1) || numbers.has("waiting_for_finished_files_percent"_L1))
            return {};
        return Words::tr("Another disk would help; so may more disk-writer threads or larger disk writes.");
    case BottleneckKind::Cpu:
        return numbers.others() >= 30 ? Words::tr("With less else running on this machine it would be faster.") : QString();
    case BottleneckKind::Hooks: return Words::tr("A program that does less, or hands its work on, would help.");
    case BottleneckKind::Memory: return Words::tr("A higher memory limit or smaller disk writes would help.");
    case BottleneckKind::Latency:
        return numbers.smallRequests() ? Words::tr("More connections would help.") : Words::tr("More connections or larger parts would help.");
    case BottleneckKind::ConnectionCap:
        return numbers.value("waiting_for_last_parts_percent"_L1) > 50 ? Words::tr("Smaller parts would let more connections help.")
                                                                       : Words::tr("More connections would help.");
    }
    return {};
}

QString evidenceText(const Bottleneck &bottleneck)
{
    static const std::pair<QLatin1StringView, const char *> names[] = {
        {"bytes_per_second"_L1, QT_TRANSLATE_NOOP("Bottleneck", "rate")},
        {"waiting_for_server_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "waiting for the server")},
        {"receiving_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "receiving")},
        {"sending_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "sending")},
        {"throttled_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "throttled")},
        {"retrying_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "retrying")},
        {"waiting_for_memory_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "waiting for memory")},
        {"waiting_for_disk_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "waiting for the disk")},
        {"own_rate_limit_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "held by the own limit")},
        {"requests"_L1, QT_TRANSLATE_NOOP("Bottleneck", "requests")},
        {"throttled_requests"_L1, QT_TRANSLATE_NOOP("Bottleneck", "throttled requests")},
        {"average_connections"_L1, QT_TRANSLATE_NOOP("Bottleneck", "connections on average")},
        {"connections"_L1, QT_TRANSLATE_NOOP("Bottleneck", "connections")},
        {"first_byte_ms"_L1, QT_TRANSLATE_NOOP("Bottleneck", "first byte")},
        {"bytes_per_second_per_connection"_L1, QT_TRANSLATE_NOOP("Bottleneck", "rate per connection")},
        {"disk_bytes_per_second"_L1, QT_TRANSLATE_NOOP("Bottleneck", "rate to disk")},
        {"writers_busy_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "disk writers busy")},
        {"process_cpu_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "CPU of this program")},
        {"machine_cpu_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "CPU of the machine")},
        {"workers_runnable_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "workers ran or waited for a core")},
        {"waiting_for_keys_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "waiting for keys")},
        {"waiting_for_hooks_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "waiting for programs")},
        {"requests_per_second"_L1, QT_TRANSLATE_NOOP("Bottleneck", "requests a second")},
        {"requests_taken_at_a_time"_L1, QT_TRANSLATE_NOOP("Bottleneck", "requests taken at a time")},
        {"limit_bytes_per_second"_L1, QT_TRANSLATE_NOOP("Bottleneck", "limit")},
        {"connection_cap_bytes_per_second"_L1, QT_TRANSLATE_NOOP("Bottleneck", "rate of one connection")},
        {"cpu_cores"_L1, QT_TRANSLATE_NOOP("Bottleneck", "cores")},
        {"most_connections"_L1, QT_TRANSLATE_NOOP("Bottleneck", "most connections")},
        {"fewer_connections"_L1, QT_TRANSLATE_NOOP("Bottleneck", "compared with connections")},
        {"bytes_per_second_with_fewer"_L1, QT_TRANSLATE_NOOP("Bottleneck", "rate with those")},
        {"waiting_for_finished_files_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "waiting for finished files")},
        {"waiting_for_last_parts_percent"_L1, QT_TRANSLATE_NOOP("Bottleneck", "waiting for the last parts")},
    };
    QStringList facts;
    for (const Evidence &one : bottleneck.evidence) {
        if (one.value == 0)
            continue; // what took no part is no evidence
        const auto known = std::find_if(std::begin(names), std::end(names), [&one](const auto &pair) { return one.name == pair.first; });
        const QString name = known != std::end(names) ? Words::tr(known->second) : QString(one.name).replace(u'_', u' ');
        QString value = QLocale().toString(one.value, 'f', one.value == double(qint64(one.value)) ? 0 : 1);
        if (one.name.endsWith("_percent"_L1))
            value += u" %"_s;
        else if (one.name.endsWith("_ms"_L1))
            value += u" ms"_s;
        else if (one.name.contains("bytes_per_second"_L1))
            value = rateText(one.value);
        // Kept together where the line ends.
        facts += u"%1: %2"_s.arg(name, value).replace(u' ', QChar(QChar::Nbsp));
    }
    return facts.join(u" · "_s);
}

} // namespace millrace
