// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/bottlenecktext.h"

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
    for (const Evidence &one : bottleneck.evidence)
        facts += u"%1 %2"_s.arg(QString(one.name).replace(u'_', u' '),
                                QLocale().toString(one.value, 'f', one.value == double(qint64(one.value)) ? 0 : 2));
    return facts.join(u"  ·  "_s);
}

} // namespace millrace
