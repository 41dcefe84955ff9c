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
#include <QScrollBar>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace millrace {

static constexpr qsizetype mostLines = 5000;

LogPane::LogPane(QWidget *parent) : QWidget(parent), m_text(new QPlainTextEdit)
{
    makePage(this);
    m_text->setReadOnly(true);
    m_text->setMaximumBlockCount(int(mostLines));
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

/// A run of many small files says thousands of lines a second: they go in as one change of the document, and only once
/// somebody looks.
void LogPane::write()
{
    if (!isVisible() || m_unwritten == 0)
        return;
    const Colours c = Colours::of(palette());
    const auto format = [](const QColor &colour) {
        QTextCharFormat f;
        f.setForeground(colour);
        return f;
    };
    const QTextCharFormat faint = format(c.faint);
    const QTextCharFormat plain = format(c.text);
    QScrollBar *bar = m_text->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    QTextCursor cursor(m_text->document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    for (qsizetype i = m_lines.size() - m_unwritten; i < m_lines.size(); ++i) {
        const LogLine &line = m_lines.at(i);
        if (!m_text->document()->isEmpty())
            cursor.insertBlock();
        cursor.insertText(QLocale().toString(line.at.toLocalTime().time(), u"HH:mm:ss"_s) + u"\u00a0\u00a0"_s, faint);
        const QString text = QString(line.text).replace(u'\n', QChar::LineSeparator);
        switch (line.level) {
        case LogLine::Level::Info: cursor.insertText(text, plain); break;
        case LogLine::Level::Warning: cursor.insertText(tr("Warning: ") + text, format(c.warn)); break;
        case LogLine::Level::Error: cursor.insertText(tr("Error: ") + text, format(c.bad)); break;
        }
    }
    cursor.endEditBlock();
    m_unwritten = 0;
    if (atEnd)
        bar->setValue(bar->maximum());
}

void LogPane::reset(const QList<LogLine> &lines)
{
    m_text->clear();
    m_lines.clear();
    m_unwritten = 0;
    append(lines);
}

void LogPane::append(const QList<LogLine> &lines)
{
    m_lines += lines;
    if (m_lines.size() > mostLines)
        m_lines.remove(0, m_lines.size() - mostLines);
    m_unwritten = std::min(m_unwritten + lines.size(), m_lines.size());
    write();
}

void LogPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    write();
}

void LogPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) { // other colours
        m_text->clear();
        m_unwritten = m_lines.size();
        write();
    }
    QWidget::changeEvent(event);
}

} // namespace millrace
