// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <memory>

class QCoreApplication;
class QTranslator;

namespace millrace {

/// The language of the application's texts and figures. Widgets made afterwards speak it; those made before do not
/// translate themselves (see Desktop). GUI thread.
class Translation : public QObject
{
    Q_OBJECT
public:
    struct Language
    {
        QString code; ///< "de", "zh_CN"
        QString name; ///< in the language itself
    };

    explicit Translation(QCoreApplication &application);
    ~Translation() override;

    /// Those there is a file for in resources/translations.
    static QList<Language> languages();
    /// Empty: the system's, or English where there is no file for it.
    void choose(const QString &code);
    QString chosen() const { return m_chosen; }

private:
    void install(const QLocale &locale, const QString &name, const QString &folder);
    void clear();

    QCoreApplication &m_application;
    QString m_chosen;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace millrace
