// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

#include <QWidget>

class QPlainTextEdit;

namespace millrace {

/// What a transfer had to say, line by line. Texts come without secrets, so all of it may be copied.
class LogPane : public QWidget
{
    Q_OBJECT
public:
    explicit LogPane(QWidget *parent = nullptr);
    void reset(const QList<LogLine> &lines);
    void append(const QList<LogLine> &lines);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void write();
    QPlainTextEdit *m_text;
    QList<LogLine> m_lines;    ///< all that is kept
    qsizetype m_unwritten = 0; ///< of those, the last ones: nobody has looked yet
};

} // namespace millrace
