// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reportspage.h"

#include "ui/reports/comparisonview.h"
#include "ui/reports/historydelegate.h"
#include "ui/reports/historymodel.h"
#include "ui/reports/reportview.h"
#include "ui/text/errorsentence.h"
#include "ui/theme/icons.h"
#include "ui/widgets/choosers.h"
#include "ui/widgets/later.h"
#include "ui/widgets/makers.h"
#include "ui/widgets/messages.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QListView>
#include <QMimeData>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

ReportsPage::ReportsPage(const QString &folder, QWidget *parent)
    : QWidget(parent), m_folder(folder), m_history(new HistoryModel(this)), m_list(new QListView), m_pages(new QStackedWidget),
      m_view(new ReportView), m_comparison(new ComparisonView), m_hintIcon(new QLabel), m_hintTitle(makeLabel({}, "heading", true)),
      m_hintText(makeLabel({}, "muted", true))
{
    makePage(this);
    setAcceptDrops(true);
    m_list->setModel(m_history);
    m_list->setItemDelegate(new HistoryDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Runs"));

    auto *open = makeButton(tr("Open report file…"), nullptr, u"folder-open"_s);
    m_compare = makeButton(tr("Compare"), nullptr, u"versions"_s);
    m_compare->setToolTip(tr("Select two runs (hold Ctrl) to compare them"));
    m_remove = makeButton({}, "quiet", u"remove"_s);
    m_remove->setToolTip(tr("Delete the selected reports"));
    m_remove->setAccessibleName(m_remove->toolTip());
    auto *bar = new QFrame;
    bar->setProperty("role", u"bar"_s);
    auto *barLayout = new QHBoxLayout(bar);
    barLayout->setContentsMargins(16, 9, 12, 9);
    barLayout->setSpacing(8);
    barLayout->addWidget(makeLabel(tr("Reports"), "heading"), 1);
    barLayout->addWidget(m_compare);
    barLayout->addWidget(m_remove);
    barLayout->addWidget(open);

    auto *hint = new QWidget;
    makePage(hint);
    auto *hintLayout = new QVBoxLayout(hint);
    for (QLabel *label : {m_hintIcon, m_hintTitle, m_hintText}) {
        label->setAlignment(Qt::AlignCenter);
        label->setFixedWidth(460);
    }
    m_hintText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    hintLayout->addStretch();
    hintLayout->addWidget(m_hintIcon, 0, Qt::AlignHCenter);
    hintLayout->addSpacing(6);
    for (QLabel *label : {m_hintTitle, m_hintText}) {
        auto *row = new QHBoxLayout; // a wrapping text keeps its height here
        row->addWidget(label);
        hintLayout->addLayout(row);
    }
    hintLayout->addStretch();
    m_pages->addWidget(hint);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_comparison);

    auto *listBox = new QWidget;
    makePage(listBox);
    auto *listLayout = new QVBoxLayout(listBox);
    listLayout->setContentsMargins(0, 6, 0, 6);
    listLayout->addWidget(m_list);
    listBox->setMinimumWidth(190);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(listBox);
    splitter->addWidget(m_pages);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({304, 716});
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(splitter, 1);

    connect(open, &QPushButton::clicked, this, &ReportsPage::chooseAndOpen);
    connect(m_compare, &QPushButton::clicked, this, &ReportsPage::compareSelected);
    connect(m_remove, &QPushButton::clicked, this, &ReportsPage::removeSelected);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ReportsPage::onSelection);
    connect(m_view, &ReportView::exported, this, [this](const QString &, const QString &trouble) {
        if (!trouble.isEmpty())
            tell(this, tr("Not exported"), trouble);
    });
    const auto key = [this](const QKeySequence &sequence, auto what) {
        auto *shortcut = new QShortcut(sequence, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, what);
    };
    key(QKeySequence::Open, &ReportsPage::chooseAndOpen);
    key(QKeySequence::Refresh, &ReportsPage::reload);
    key(QKeySequence::Delete, &ReportsPage::removeSelected);
    onSelection();
    reload();
}

void ReportsPage::reload()
{
    if (m_folder.isEmpty()) {
        showIdle();
        return;
    }
    later(this, [folder = m_folder] { return archivedRuns(folder); }, [this](const QList<ArchivedRun> &runs) {
        const QStringList before = selected();
        m_history->setRuns(runs);
        for (const QString &file : before)
            m_list->selectionModel()->select(m_history->indexOf(file), QItemSelectionModel::Select);
        if (m_idle)
            showIdle();
    });
}

void ReportsPage::add(const QString &file)
{
    later(this, [file] { return readArchivedRun(file); }, [this](const Result<ArchivedRun> &run) {
        if (!run)
            return;
        m_history->add(*run);
        if (m_idle)
            showIdle();
    });
}

void ReportsPage::showIdle()
{
    if (m_history->rowCount() == 0)
        showNotice(u"report"_s, tr("No run has ended yet"),
                   tr("Every transfer that ends leaves a report here: how fast it was, how each file was verified, and what went "
                      "wrong. Reports of millrace-cli can be opened too, or dropped here."));
    else
        showNotice(u"report"_s, tr("Choose a run"), tr("Its report is shown here. Hold Ctrl to choose two and compare them."));
    m_idle = true;
}

void ReportsPage::showNotice(const QString &icon, const QString &title, const QString &text, bool bad)
{
    m_hintIcon->setPixmap(themedIcon(icon, bad ? IconTone::Bad : IconTone::Muted).pixmap(48, 48));
    m_hintTitle->setText(title);
    m_hintText->setText(text);
    showPage(0);
}

void ReportsPage::showPage(int page)
{
    m_idle = false;
    m_pages->setCurrentIndex(page);
}

QStringList ReportsPage::selected() const
{
    QStringList files;
    QModelIndexList rows = m_list->selectionModel()->selectedRows();
    // The older run first, whichever was clicked first.
    std::sort(rows.begin(), rows.end(), [](const QModelIndex &a, const QModelIndex &b) { return a.row() > b.row(); });
    for (const QModelIndex &index : std::as_const(rows))
        files += index.data(HistoryModel::FileRole).toString();
    return files;
}

void ReportsPage::onSelection()
{
    const QStringList files = selected();
    m_compare->setEnabled(files.size() == 2);
    m_remove->setEnabled(!files.isEmpty());
    if (files.size() == 1)
        open(files.first());
    else if (files.size() == 2)
        compareSelected();
}

void ReportsPage::open(const QString &file)
{
    const quint64 asked = ++m_asked;
    later(this, [file] { return OpenReport::read(file); }, [this, asked, file](const Result<OpenReport> &report) {
        if (asked != m_asked)
            return;
        if (!report) {
            const ErrorSentence sentence = errorSentence(report.error());
            showNotice(u"error"_s, tr("This report cannot be shown"), sentence.line(), true);
            return;
        }
        m_view->setReport(*report);
        showPage(m_pages->indexOf(m_view));
        emit opened(file);
    });
}

void ReportsPage::compareSelected()
{
    const QStringList files = selected();
    if (files.size() != 2)
        return;
    const quint64 asked = ++m_asked;
    using Pair = Result<std::pair<RunReport, RunReport>>;
    later(this, [files]() -> Pair {
        Result<RunReport> before = readReport(files.first());
        if (!before)
            return fail(before.error());
        Result<RunReport> after = readReport(files.last());
        if (!after)
            return fail(after.error());
        return std::pair(std::move(*before), std::move(*after));
    }, [this, asked](const Pair &pair) {
        if (asked != m_asked)
            return;
        if (!pair) {
            showNotice(u"error"_s, tr("These reports cannot be compared"), errorSentence(pair.error()).line(), true);
            return;
        }
        m_comparison->setReports(pair->first, titleOf(pair->first.sources), pair->second, titleOf(pair->second.sources));
        showPage(m_pages->indexOf(m_comparison));
    });
}

void ReportsPage::chooseAndOpen()
{
    chooseFile(this, tr("Open report file"), tr("Reports (*.json);;All files (*)"), [this](const QString &file) {
        m_list->clearSelection();
        open(file);
    });
}

void ReportsPage::removeSelected()
{
    const QStringList files = selected();
    if (files.isEmpty())
        return;
    askBefore(this,
              {tr("Delete reports"), tr("Delete %n report(s)?", nullptr, int(files.size())), tr("What was transferred stays."), tr("Delete")},
              [this, files] { remove(files); });
}

void ReportsPage::remove(const QStringList &files)
{
    m_list->clearSelection();
    m_history->remove(files);
    ++m_asked;
    showIdle();
    later(this, [files] {
        bool all = true;
        for (const QString &file : files)
            all = QFile::remove(file) && all;
        return all;
    }, [this](bool all) {
        if (!all)
            reload(); // what could not be removed is still there
    });
}

void ReportsPage::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile() && urls.first().path().endsWith(u".json"_s))
        event->acceptProposedAction();
}

void ReportsPage::dropEvent(QDropEvent *event)
{
    m_list->clearSelection();
    open(event->mimeData()->urls().first().toLocalFile());
    event->acceptProposedAction();
}

} // namespace millrace
