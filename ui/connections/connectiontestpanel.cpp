// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connectiontestpanel.h"

#include "ui/text/coretext.h"
#include "ui/text/errorsentence.h"
#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace millrace {

ConnectionTestPanel::ConnectionTestPanel(QWidget *parent) : QFrame(parent), m_advice(makeLabel({}, nullptr, true))
{
    setProperty("role", u"card"_s);
    qRegisterMetaType<ConnectionProbe::Step>();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(14, 12, 14, 12);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(5);
    const QString names[] = {tr("Name is found"),      tr("Port answers"),      tr("TLS is trusted"),
                             tr("Keys are accepted"), tr("Objects are listed"), tr("Ranges are served")};
    for (int i = 0; i < 6; ++i) {
        Line line{new QLabel, makeLabel(names[i]), makeLabel({}, "muted", true)};
        line.icon->setFixedSize(16, 16);
        grid->addWidget(line.icon, i, 0);
        grid->addWidget(line.name, i, 1);
        grid->addWidget(line.detail, i, 2);
        m_lines.append(line);
    }
    grid->setColumnStretch(2, 1);
    m_advice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(m_advice, 6, 0, 1, 3);
    m_thread.setObjectName(u"connection test"_s);
    m_thread.start();
    reset();
}

ConnectionTestPanel::~ConnectionTestPanel()
{
    dropProbe();
    m_thread.quit();
    m_thread.wait();
}

void ConnectionTestPanel::dropProbe()
{
    ++m_number;
    if (!m_probe)
        return;
    m_probe->disconnect(this);
    m_probe->deleteLater();
    m_probe = nullptr;
}

void ConnectionTestPanel::mark(Line &line, const QString &icon, int tone)
{
    line.icon->setPixmap(themedIcon(icon, IconTone(tone)).pixmap(16, 16));
}

void ConnectionTestPanel::reset()
{
    dropProbe(); // or what it still tells would be taken for the next test's
    for (Line &line : m_lines) {
        line.icon->clear();
        line.detail->clear();
        line.name->setEnabled(false);
    }
    m_advice->hide();
}

void ConnectionTestPanel::run(const Connection &connection, const QString &bucket, const QString &prefix)
{
    reset();
    m_probe = new ConnectionProbe(connection, bucket, prefix);
    m_probe->moveToThread(&m_thread);
    // What one that was dropped has told already is still on its way between the threads.
    connect(m_probe, &ConnectionProbe::stepBegan, this, [this, number = m_number](ConnectionProbe::Step step) {
        if (number == m_number)
            onBegan(step);
    });
    connect(m_probe, &ConnectionProbe::stepEnded, this, [this, number = m_number](const ConnectionProbe::Report &report) {
        if (number == m_number)
            onEnded(report);
    });
    connect(m_probe, &ConnectionProbe::finished, this, [this, number = m_number](bool works) {
        if (number == m_number)
            emit finished(works);
    });
    QMetaObject::invokeMethod(m_probe, &ConnectionProbe::start);
}

void ConnectionTestPanel::onBegan(ConnectionProbe::Step step)
{
    Line &line = m_lines[int(step)];
    line.name->setEnabled(true);
    mark(line, u"clock"_s, int(IconTone::Muted));
}

void ConnectionTestPanel::onEnded(const ConnectionProbe::Report &report)
{
    Line &line = m_lines[int(report.step)];
    switch (report.outcome) {
    case ConnectionProbe::Report::Outcome::Passed: mark(line, u"check-circle"_s, int(IconTone::Good)); break;
    case ConnectionProbe::Report::Outcome::Skipped: mark(line, u"info"_s, int(IconTone::Muted)); break;
    case ConnectionProbe::Report::Outcome::Failed: mark(line, u"error"_s, int(IconTone::Bad)); break;
    }
    line.detail->setText(coreText(report.detail));
    if (report.error)
        showTrouble(*report.error);
}

void ConnectionTestPanel::showTrouble(const Error &error)
{
    const ErrorSentence sentence = errorSentence(error, ErrorOf::Request);
    QString text = u"<b>%1.</b> %2"_s.arg(sentence.what.toHtmlEscaped(), sentence.nextStep.toHtmlEscaped());
    if (!sentence.details.isEmpty())
        text += u"<br><small>%1</small>"_s.arg(sentence.details.toHtmlEscaped());
    m_advice->setText(text);
    m_advice->show();
}

} // namespace millrace
