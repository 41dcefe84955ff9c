// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/bottlenecktext.h"

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Bottleneck)
};

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
    // The sentence begins with the kind in English; what follows is the measurement.
    const qsizetype colon = bottleneck.sentence.indexOf(u": ");
    const QString rest = colon > 0 && colon < 32 ? bottleneck.sentence.mid(colon + 2) : bottleneck.sentence;
    return rest.isEmpty() ? bottleneckName(bottleneck.kind) : u"%1: %2"_s.arg(bottleneckName(bottleneck.kind), rest);
}

QString evidenceText(const Bottleneck &bottleneck)
{
    QStringList facts;
    for (const Evidence &one : bottleneck.evidence) {
        if (one.value == 0)
            continue; // what took no part is no evidence
        QString name = one.name;
        QString value = QLocale().toString(one.value, 'f', one.value == double(qint64(one.value)) ? 0 : 1);
        if (name.endsWith(u"_percent"_s)) {
            name.chop(8);
            value += u" %"_s;
        } else if (name.endsWith(u"_ms"_s)) {
            name.chop(3);
            value += u" ms"_s;
        } else if (name == u"bytes_per_second"_s) {
            name = u"rate"_s;
            value = rateText(one.value);
        } else if (name == u"bytes_per_second_per_connection"_s) {
            name = u"rate_per_connection"_s;
            value = rateText(one.value);
        }
        // Kept together where the line ends.
        facts += u"%1: %2"_s.arg(name.replace(u'_', u' '), value).replace(u' ', QChar(QChar::Nbsp));
    }
    return facts.join(u" · "_s);
}

} // namespace millrace
