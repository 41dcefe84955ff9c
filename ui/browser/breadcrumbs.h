// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/browser/browserentry.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QStackedWidget;

namespace millrace {

/// The path as buttons, one a folder; Ctrl+L or a click beside them turns it into a line to type in.
class Breadcrumbs : public QWidget
{
    Q_OBJECT
public:
    explicit Breadcrumbs(QWidget *parent = nullptr);
    void setPath(const BrowserPath &path, const QString &root);
    void edit();

signals:
    void chosen(const millrace::BrowserPath &path);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addCrumb(const QString &text, const BrowserPath &path, bool last);

    BrowserPath m_path;
    QStackedWidget *m_stack;
    QWidget *m_crumbs;
    QHBoxLayout *m_row;
    QLineEdit *m_line;
};

} // namespace millrace
