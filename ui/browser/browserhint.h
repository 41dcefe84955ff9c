// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/errorsentence.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace millrace {

/// What stands where there are no rows: that there is nothing, or why there cannot be anything.
class BrowserHint : public QWidget
{
    Q_OBJECT
public:
    explicit BrowserHint(QWidget *parent = nullptr);

    void tell(const QString &icon, const QString &title, const QString &text);
    /// With the ways on: again, and, where @p editable, another connection.
    void tell(const ErrorSentence &trouble, bool editable);

signals:
    void again();
    void edit();

private:
    QLabel *m_icon, *m_title, *m_text;
    QPushButton *m_again, *m_edit;
};

} // namespace millrace
