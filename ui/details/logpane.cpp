// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/logpane.h"

#include "ui/theme/colours.h"
#include "ui/widgets/makers.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace millrace {

LogPane::LogPane(QWidget *parent) : QWidget(parent), m_text(new QPlainTextEdit)
{
    makePage(this);
    m_text->setReadOnly(true);
    m_text->setMaximumBlockCount(5000);
    m_text->setProperty("role", u"log"_s);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Log of the transfer"));
    m_text->setPlaceholderText(tr("What happens to the selected transfer is told here."));
    auto *copy = makeButton(tr("Copy all"), "quiet", u"copy"_s);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 0);
    bar->addWidget(makeLabel(tr("Keys and addresses only: no secret is ever written here."), "faint"));
    bar->addStretch();
    bar->addWidget(copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_text, 1);
}

void LogPane::write(const LogLine &line)
{
    const Colours c = Colours::of(palette());
    QString mark;
    QColor colour = c.text;
    if (line.level == LogLine::Level::Warning) {
        mark = tr("Warning: ");
        colour = c.warn;
    } else if (line.level == LogLine::Level::Error) {
        mark = tr("Error: ");
        colour = c.bad;
    }
    const QString time = QLocale().toString(line.at.toLocalTime().time(), u"HH:mm:ss"_s);
    m_text->appendHtml(u"<span style=\"color:%1\">%2</span>&nbsp;&nbsp;<span style=\"color:%3\">%4%5</span>"_s.arg(
        c.faint.name(), time, colour.name(), mark, line.text.toHtmlEscaped()));
}

void LogPane::reset(const QList<LogLine> &lines)
{
    m_text->clear();
    append(lines);
}

void LogPane::append(const QList<LogLine> &lines)
{
    for (const LogLine &line : lines)
        write(line);
}

} // namespace millrace
