// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/shortcutsdialog.h"

#include "ui/browser/browserpage.h"
#include "ui/transfers/transferspage.h"
#include "ui/widgets/makers.h"

#include <QAction>
#include <QGridLayout>
#include <QMenuBar>
#include <QMenu>
#include <QMainWindow>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

using Keys = QList<std::pair<QString, QString>>;

void gatherKeys(const QList<QAction *> &actions, Keys &keys)
{
    for (const QAction *action : actions) {
        QString text = action->text();
        text.remove(u'&');
        const std::pair line(text, action->shortcut().toString(QKeySequence::NativeText));
        if (!line.second.isEmpty() && !keys.contains(line))
            keys.append(line);
        if (action->menu())
            gatherKeys(action->menu()->actions(), keys);
    }
}

QWidget *section(const QString &title, const Keys &keys)
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 10);
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(6);
    grid->addWidget(makeLabel(title, "heading"), 0, 0, 1, 2);
    int row = 1;
    for (const auto &[text, key] : keys) {
        grid->addWidget(makeLabel(text, nullptr, true), row, 0);
        auto *name = makeLabel(key, "mono");
        name->setAlignment(Qt::AlignRight | Qt::AlignTop);
        grid->addWidget(name, row++, 1);
    }
    grid->setColumnStretch(0, 1);
    return box;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(QWidget *window) : QDialog(window)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(760, 560);
    Keys general;
    if (auto *main = qobject_cast<QMainWindow *>(window)) {
        gatherKeys(main->actions(), general);
        gatherKeys(main->menuBar()->actions(), general);
    }
    general.append({tr("Open the address on the clipboard"), QKeySequence(QKeySequence::Paste).toString(QKeySequence::NativeText)});
    general.append({tr("This list"), u"?"_s});
    Keys transfers;
    if (auto *page = window->findChild<TransfersPage *>())
        gatherKeys(page->QWidget::actions(), transfers);
    general.removeIf([&transfers](const auto &line) { return transfers.contains(line); });
    Keys browser;
    if (auto *page = window->findChild<BrowserPage *>())
        gatherKeys(page->QWidget::actions(), browser);
    browser.append({tr("Type an address"), QKeySequence(Qt::CTRL | Qt::Key_L).toString(QKeySequence::NativeText)});
    browser.append({tr("Filter"), QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)});
    browser.append({tr("One folder up"), QKeySequence(Qt::ALT | Qt::Key_Up).toString(QKeySequence::NativeText)});
    browser.append({tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left).toString(QKeySequence::NativeText)});
    const Keys grid{{tr("Next and previous part"), tr("Arrow keys")},
                    {tr("First and last part"), tr("Home, End")},
                    {tr("Larger, smaller, fit"), u"+  −  0"_s}};

    auto *body = new QWidget;
    auto *columns = new QHBoxLayout(body);
    columns->setContentsMargins(24, 20, 24, 12);
    columns->setSpacing(44);
    auto *left = new QVBoxLayout;
    left->addWidget(section(tr("Everywhere"), general));
    left->addWidget(section(tr("Part grid"), grid));
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->addWidget(section(tr("Transfers"), transfers));
    right->addWidget(section(tr("Browser"), browser));
    right->addStretch();
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(body);
    scroll->setAccessibleName(tr("Keyboard shortcuts"));
    auto *close = makeButton(tr("Close"), "primary");
    close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(24, 8, 24, 18);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll, 1);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace millrace
