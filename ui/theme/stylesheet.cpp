// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylesheet.h"

#include <QFile>
#include <QHash>

using namespace Qt::StringLiterals;

namespace millrace {

QString styleSheet(const Colours &c)
{
    QFile file(u":/millrace/app/millrace.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const QColor hover = c.contrast ? c.accentSoft : mixed(c.raised, c.text, 0.06);
    const QColor pressed = c.contrast ? c.accentSoft : mixed(c.raised, c.text, 0.12);
    const QHash<QString, QColor> names{
        {u"@window@"_s, c.window},         {u"@base@"_s, c.base},
        {u"@raised@"_s, c.raised},         {u"@sidebar@"_s, c.sidebar},
        {u"@text@"_s, c.text},             {u"@muted@"_s, c.muted},
        {u"@faint@"_s, c.faint},           {u"@line@"_s, c.line},
        {u"@linestrong@"_s, c.lineStrong}, {u"@accent@"_s, c.accent},
        {u"@accenttext@"_s, c.accentText}, {u"@accentsoft@"_s, c.accentSoft},
        {u"@accenthover@"_s, mixed(c.accent, c.text, 0.15)},
        {u"@hover@"_s, hover},             {u"@pressed@"_s, pressed},
        {u"@bad@"_s, c.bad},               {u"@badsoft@"_s, c.badSoft},
        {u"@good@"_s, c.good},             {u"@goodsoft@"_s, c.goodSoft},
        {u"@warn@"_s, c.warn},             {u"@warnsoft@"_s, c.warnSoft},
        {u"@off@"_s, c.palette().color(QPalette::Disabled, QPalette::ButtonText)},
        {u"@sidehover@"_s, c.contrast ? c.accentSoft : mixed(c.sidebar, c.text, 0.07)},
    };
    for (auto it = names.cbegin(); it != names.cend(); ++it)
        sheet.replace(it.key(), it.value().name());
    // Drawings on the accent colour.
    sheet.replace(u"@shade@"_s, c.accentText.lightness() > 128 ? u"light"_s : u"dark"_s);
    return sheet;
}

} // namespace millrace
