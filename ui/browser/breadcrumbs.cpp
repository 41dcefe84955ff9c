// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/breadcrumbs.h"

#include "ui/widgets/makers.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace millrace {

Breadcrumbs::Breadcrumbs(QWidget *parent)
    : QWidget(parent), m_stack(new QStackedWidget), m_crumbs(new QWidget), m_row(new QHBoxLayout(m_crumbs)), m_line(new QLineEdit)
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    m_stack->addWidget(m_crumbs);
    m_stack->addWidget(m_line);
    m_line->setAccessibleName(tr("Address"));
    m_line->setPlaceholderText(u"s3://"_s);
    m_line->installEventFilter(this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(120);
    connect(m_line, &QLineEdit::returnPressed, this, [this] {
        m_stack->setCurrentIndex(0);
        QString text = m_line->text();
        if (!text.endsWith(u'/') && text.count(u'/') > 2)
            text += u'/';
        emit chosen(BrowserPath::fromText(text));
    });
}

void Breadcrumbs::addCrumb(const QString &text, const BrowserPath &path, bool last)
{
    auto *button = makeButton(text.size() > 40 ? text.left(38) + u'…' : text, "crumb");
    button->setToolTip(path.address());
    button->setAccessibleName(tr("Go to %1").arg(text));
    QFont font = button->font();
    font.setWeight(last ? QFont::DemiBold : QFont::Normal);
    button->setFont(font);
    connect(button, &QPushButton::clicked, this, [this, path] { emit chosen(path); });
    // New widgets come last on Tab's way: these belong where the line is.
    QWidget *before = m_line;
    for (int i = 0; i < m_row->count(); ++i)
        if (auto *crumb = qobject_cast<QPushButton *>(m_row->itemAt(i)->widget()))
            before = crumb;
    m_row->addWidget(button);
    setTabOrder(before, button);
    if (!last)
        m_row->addWidget(makeLabel(u"›"_s, "faint"));
}

void Breadcrumbs::setPath(const BrowserPath &path, const QString &root)
{
    m_path = path;
    while (QLayoutItem *item = m_row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QStringList folders = path.prefix.split(u'/', Qt::SkipEmptyParts);
    addCrumb(root, {}, path.bucket.isEmpty());
    if (!path.bucket.isEmpty())
        addCrumb(path.bucket, {path.bucket, {}}, folders.isEmpty());
    // Of a deep path the middle is left out; the line to type in has all of it.
    BrowserPath at{path.bucket, {}};
    for (qsizetype i = 0; i < folders.size(); ++i) {
        at.prefix += folders.at(i) + u'/';
        if (folders.size() > 4 && i > 0 && i < folders.size() - 3) {
            if (i == 1)
                m_row->addWidget(makeLabel(u"… ›"_s, "faint"));
            continue;
        }
        addCrumb(folders.at(i), at, i == folders.size() - 1);
    }
    m_row->addStretch();
    m_stack->setCurrentIndex(0);
}

void Breadcrumbs::edit()
{
    m_line->setText(m_path.address());
    m_stack->setCurrentIndex(1);
    m_line->setFocus();
    m_line->selectAll();
}

void Breadcrumbs::mousePressEvent(QMouseEvent *)
{
    edit();
}

bool Breadcrumbs::eventFilter(QObject *watched, QEvent *event)
{
    const bool escape = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape;
    if (escape || event->type() == QEvent::FocusOut)
        m_stack->setCurrentIndex(0);
    return QWidget::eventFilter(watched, event);
}

} // namespace millrace
