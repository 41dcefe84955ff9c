// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/translation.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace millrace {

void installTranslation(QCoreApplication &application, const QString &language)
{
    // English lies below: its file holds only the plurals.
    auto *english = new QTranslator(&application);
    if (english->load(u":/millrace/translations/millrace_en.qm"_s))
        application.installTranslator(english);
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    if (locale.language() == QLocale::English || locale.language() == QLocale::C)
        return;
    auto *translator = new QTranslator(&application);
    if (translator->load(locale, u"millrace"_s, u"_"_s, u":/millrace/translations"_s))
        application.installTranslator(translator);
}

} // namespace millrace
