// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/mainwindow.h"

#include "ui/main/aboutdialog.h"
#include "ui/main/shortcutsdialog.h"
#include "ui/reports/reportspage.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/transfers/transferspage.h"
#include "ui/widgets/makers.h"

#include <QActionGroup>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QShortcut>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

// The part of MainWindow that puts actions into menus and the tool bar.
namespace millrace {

void MainWindow::buildToolBar()
{
    m_toolBar = addToolBar(tr("Tools"));
    m_toolBar->setMovable(false);
    m_toolBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_toolBar->setIconSize({20, 20});
    auto *fresh = new QAction(themedIcon(u"link"_s), tr("New transfer"), this);
    fresh->setShortcut(QKeySequence::New);
    fresh->setToolTip(tr("Download from an s3:// address or a link"));
    connect(fresh, &QAction::triggered, this, [this] { openAddress({}); });
    m_toolBar->addWidget(makeActionButton(fresh, true));
    addAction(fresh);
    m_toolBar->addSeparator();
    const TransferActions &actions = m_transfers->actions();
    for (QAction *action : {actions.resume, actions.pause, actions.retry, actions.cancel})
        m_toolBar->addWidget(makeActionButton(action, true));
    m_toolBar->addSeparator();
    for (QAction *action : {actions.up, actions.down, actions.openFolder, actions.copyCommand, actions.optimize, actions.remove})
        m_toolBar->addWidget(makeActionButton(action, false));
    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(space);
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Filter transfers"));
    m_search->setAccessibleName(tr("Filter transfers"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themedIcon(u"search"_s, IconTone::Muted), QLineEdit::LeadingPosition);
    m_search->setFixedWidth(210);
    m_toolBar->addWidget(m_search);
    connect(m_search, &QLineEdit::textChanged, m_transfers, &TransfersPage::setFilterText);
}

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(themedIcon(u"link"_s), tr("New transfer…"), this, [this] { openAddress({}); });
    file->addAction(themedIcon(u"cloud"_s), tr("Add a connection…"), Qt::CTRL | Qt::SHIFT | Qt::Key_A, this, &MainWindow::addConnection);
    file->addAction(themedIcon(u"import"_s), tr("Import from ~/.aws…"), this, &MainWindow::importProfiles);
    file->addAction(themedIcon(u"play-circle"_s), tr("Start the demo"), this, &MainWindow::startDemo);
    file->addAction(themedIcon(u"report"_s), tr("Open report file…"), this, [this] {
        go({Place::Kind::Reports, TransferShown::All, {}});
        m_reports->chooseAndOpen();
    });
    file->addSeparator();
    file->addAction(themedIcon(u"settings"_s), tr("Settings…"), Qt::CTRL | Qt::Key_Comma, this,
                    [this] { showSettings(); });
    file->addSeparator();
    file->addAction(themedIcon(u"quit"_s), tr("Quit"), Qt::CTRL | Qt::Key_Q, this, &MainWindow::quit);

    QMenu *transfer = menuBar()->addMenu(tr("&Transfer"));
    transfer->addActions(m_transfers->menu()->actions());
    transfer->addSeparator();
    transfer->addAction(themedIcon(u"optimize"_s), tr("Auto-optimize…"), this, [this] { optimize({}); });

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(tr("Transfers"), Qt::ALT | Qt::Key_1, this, [this] { go({Place::Kind::Transfers, TransferShown::All, {}}); });
    view->addAction(tr("Reports"), Qt::ALT | Qt::Key_2, this, [this] { go({Place::Kind::Reports, TransferShown::All, {}}); });
    view->addAction(tr("Welcome"), this, [this] { go({Place::Kind::Welcome, TransferShown::All, {}}); });
    QMenu *theme = view->addMenu(themedIcon(u"sun"_s), tr("Appearance"));
    auto *themes = new QActionGroup(theme);
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::System, tr("Like the system")},
                                                       {ThemeChoice::Light, tr("Light")},
                                                       {ThemeChoice::Dark, tr("Dark")},
                                                       {ThemeChoice::HighContrast, tr("High contrast")}};
    for (const auto &[choice, text] : choices) {
        QAction *action = theme->addAction(text);
        action->setCheckable(true);
        action->setChecked(choice == m_appearance.choice());
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] {
            m_preferences.theme = choice;
            m_appearance.choose(choice);
            saveSoon(m_preferences, m_preferencesFile);
        });
    }

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    const auto shortcuts = [this] {
        auto *dialog = new ShortcutsDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    };
    help->addAction(themedIcon(u"keyboard"_s), tr("Keyboard shortcuts"), this, shortcuts);
    help->addAction(themedIcon(u"info"_s), tr("About Millrace"), this, [this] {
        auto *dialog = new AboutDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(new QShortcut(Qt::Key_Question, this), &QShortcut::activated, this, shortcuts);
    connect(new QShortcut(QKeySequence::Paste, this), &QShortcut::activated, this, &MainWindow::paste);
}

} // namespace millrace
