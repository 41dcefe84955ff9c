// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/translation.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace millrace {

static const QString folder = u":/millrace/translations"_s;

Translation::Translation(QCoreApplication &application) : m_application(application) {}

Translation::~Translation()
{
    clear();
}

QList<Translation::Language> Translation::languages()
{
    QList<Language> found;
    for (const QString &file : QDir(folder).entryList({u"millrace_*.qm"_s}, QDir::Files, QDir::Name)) {
        const QString code = file.mid(9).chopped(3);
        // Qt calls the plain code "American English".
        const QString native = code == u"en" ? u"English"_s : QLocale(code).nativeLanguageName();
        found.append({code, native.left(1).toUpper() + native.mid(1)});
    }
    return found;
}

void Translation::clear()
{
    for (const auto &translator : m_translators)
        m_application.removeTranslator(translator.get());
    m_translators.clear();
}

void Translation::install(const QLocale &locale, const QString &name, const QString &from)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(locale, name, u"_"_s, from))
        return;
    m_application.installTranslator(translator.get());
    m_translators.push_back(std::move(translator));
}

void Translation::choose(const QString &code)
{
    clear();
    m_chosen = code;
    QLocale locale = QLocale::system();
    // Of the language that the system speaks anyway, the system knows the country's way to write figures.
    if (!code.isEmpty() && QLocale(code).language() != locale.language())
        locale = QLocale(code);
    QLocale::setDefault(locale);
    // English lies below: its file holds only the plurals.
    install(QLocale(QLocale::English), u"millrace"_s, folder);
    const QLocale spoken = code.isEmpty() ? locale : QLocale(code); // the system's may list several languages
    if (spoken.language() == QLocale::C || (!code.isEmpty() && spoken.language() == QLocale::English))
        return;
    install(spoken, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(spoken, u"millrace"_s, folder);
}

} // namespace millrace
