// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/parttext.h"

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PartMonitor)
};

bool isWhole(const PartProgress &part)
{
    return part.state == PartState::Received || part.state == PartState::Verified;
}

QString columnsOf(const QList<PartProgress> &parts, int room)
{
    qsizetype first = 0;
    while (first < parts.size() && isWhole(parts.at(first)))
        ++first;
    qsizetype last = parts.size();
    while (last > first && parts.at(last - 1).state == PartState::Waiting)
        --last;
    QString text = first > 0 ? Words::tr("%1 done").arg(first).rightJustified(9) : QString(9, u' ');
    for (qsizetype i = first; i < last; ++i) {
        const PartProgress &part = parts.at(i);
        if (text.size() + 12 > room) {
            last = i;
            break;
        }
        const bool troubled = part.state == PartState::Retrying || part.state == PartState::Failed;
        const int percent = isWhole(part) ? 100 : part.size > 0 ? int(100 * part.done / part.size) : 0;
        text += (QString::number(percent) + (troubled ? u'!' : u'%')).rightJustified(5);
    }
    return last < parts.size() ? text + u"  +%1"_s.arg(parts.size() - last) : text;
}

} // namespace

QString partMonitorText(const TransferDetail &detail, int columns)
{
    constexpr int nameWidth = 28;
    QStringList lines;
    int done = 0;
    for (const FileParts &file : detail.files) {
        if (file.result && file.result->outcome != FileOutcome::Failed) {
            ++done;
            continue;
        }
        QString name = file.progress.key.section(u'/', -1);
        if (name.size() > nameWidth)
            name = u'…' + name.right(nameWidth - 1);
        lines += name.leftJustified(nameWidth) + columnsOf(file.progress.parts, columns - nameWidth);
    }
    const qint64 ended = done + detail.filesLeftOut;
    if (ended > 0)
        lines.prepend(Words::tr("%n file(s) done", nullptr, int(ended)));
    return lines.join(u'\n');
}

} // namespace millrace
