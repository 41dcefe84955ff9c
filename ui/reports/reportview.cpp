// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reportview.h"

#include "ui/charts/chartwidget.h"
#include "ui/reports/figurerow.h"
#include "ui/reports/percentilebars.h"
#include "ui/reports/reportexport.h"
#include "ui/reports/reportfilemodel.h"
#include "ui/text/bottlenecktext.h"
#include "ui/text/coretext.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QTabWidget>
#include <QTreeView>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

QTreeView *makeFileTable(ReportFileModel *model, const QString &name)
{
    auto *view = new QTreeView;
    view->setModel(model);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setSortingEnabled(true);
    view->sortByColumn(-1, Qt::AscendingOrder);
    view->setAccessibleName(name);
    view->setIconSize({14, 14});
    const std::pair<int, int> widths[] = {{ReportFileModel::Key, 320},     {ReportFileModel::Size, 85},
                                          {ReportFileModel::Outcome, 100}, {ReportFileModel::Verified, 120},
                                          {ReportFileModel::Speed, 95},    {ReportFileModel::Time, 75},
                                          {ReportFileModel::Parts, 60},    {ReportFileModel::Retries, 70}};
    for (const auto &[column, width] : widths)
        view->header()->resizeSection(column, width);
    fitTitles(view->header());
    return view;
}

QTreeWidget *makeFactTable(const QStringList &columns, const QString &name)
{
    auto *table = new QTreeWidget;
    table->setHeaderLabels(columns);
    table->setAccessibleName(name);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->header()->setStretchLastSection(true);
    return table;
}

QString listText(const OrderedJson &list)
{
    QStringList texts;
    for (const OrderedJson &one : list)
        texts += valueText({}, one);
    return texts.isEmpty() ? u"–"_s : texts.join(u", "_s);
}

/// What --auto-optimize changed on the way.
void addSteps(QTreeWidgetItem *parent, const OrderedJson &steps)
{
    parent->setText(0, ReportView::tr("Changes on the way"));
    parent->setText(1, steps.empty() ? ReportView::tr("none") : QString());
    for (const OrderedJson &step : steps) {
        if (!step.is_object() || !step.contains("parameter"))
            continue;
        const auto number = [&step](const char *name) { return step.value(name, 0.0); };
        const auto text = [&step](const char *name) { return QString::fromStdString(step.value(name, std::string())); };
        const auto value = [&](const char *name) {
            return text("parameter") == u"part_size" ? bytesText(qint64(number(name))) : numberText(qint64(number(name)));
        };
        const QString change = number("from") == number("to") ? value("to") : u"%1 → %2"_s.arg(value("from"), value("to"));
        auto *item = new QTreeWidgetItem(parent, {ReportView::tr("After %1: %2").arg(durationText(number("at_seconds")), fieldText(text("parameter"))),
                                                  u"%1  ·  %2"_s.arg(change, coreText(text("reason")))});
        item->setToolTip(1, item->text(1));
    }
}

void addFacts(QTreeWidgetItem *parent, const OrderedJson &object)
{
    for (const auto &[name, value] : object.items()) {
        const QString field = QString::fromStdString(name);
        auto *item = new QTreeWidgetItem(parent, {fieldTitle(field), value.is_structured() ? QString() : valueText(field, value)});
        if (value.is_object())
            addFacts(item, value);
        else if (field == u"steps")
            addSteps(item, value);
        else if (value.is_array())
            item->setText(1, listText(value));
        item->setToolTip(1, item->text(1));
    }
}

} // namespace

ReportView::ReportView(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel), m_title(makeLabel({}, "title", true)), m_subtitle(makeLabel({}, "muted", true)),
      m_notice(makeLabel({}, nullptr, true)), m_banner(new QFrame), m_figures(new FigureRow), m_tabs(new QTabWidget),
      m_files(new ReportFileModel(this)), m_failed(new ReportFileModel(this))
{
    makePage(this);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_subtitle->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *save = makeButton(tr("Export"), nullptr, u"export"_s);
    save->setObjectName(u"exportReport"_s);
    auto *menu = new QMenu(save);
    const std::pair<ReportFormat, QString> formats[] = {{ReportFormat::Pdf, tr("PDF document…")},
                                                        {ReportFormat::Html, tr("Web page (HTML)…")},
                                                        {ReportFormat::Csv, tr("Table of the files (CSV)…")},
                                                        {ReportFormat::Json, tr("Report file (JSON)…")}};
    for (const auto &[format, text] : formats)
        menu->addAction(text, this, [this, format] { exportAs(format); });
    save->setMenu(menu);

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    head->addWidget(save, 0, Qt::AlignTop);
    auto *bannerLayout = new QHBoxLayout(m_banner);
    bannerLayout->setContentsMargins(12, 8, 12, 8);
    bannerLayout->addWidget(m_notice, 1);

    auto *top = new QVBoxLayout;
    top->setContentsMargins(20, 16, 20, 12);
    top->setSpacing(10);
    top->addLayout(head);
    top->addWidget(m_banner);
    top->addWidget(m_figures);

    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Parts of the report"));
    m_tabs->addTab(makeChartsTab(), themedIcon(u"chart"_s, IconTone::Muted), tr("Charts"));
    m_tabs->addTab(makeRatesTab(), themedIcon(u"speed"_s, IconTone::Muted), tr("Rates"));
    m_tabs->addTab(makeFilesTab(), themedIcon(u"file"_s, IconTone::Muted), tr("Files"));
    m_runError = makeLabel({}, nullptr, true);
    m_runError->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_runError->setContentsMargins(20, 12, 20, 12);
    m_failed->setOnlyFailed(true);
    auto *failed = makeFileTable(m_failed, tr("Files that failed"));
    for (const int column : {ReportFileModel::Size, ReportFileModel::Outcome, ReportFileModel::Verified, ReportFileModel::Speed,
                             ReportFileModel::Time, ReportFileModel::Parts, ReportFileModel::Retries})
        failed->setColumnHidden(column, true);
    m_errorsTab = new QWidget;
    makePage(m_errorsTab);
    auto *errorsLayout = new QVBoxLayout(m_errorsTab);
    errorsLayout->setContentsMargins(0, 0, 0, 0);
    errorsLayout->setSpacing(0);
    errorsLayout->addWidget(m_runError);
    errorsLayout->addWidget(failed, 1);
    m_tabs->addTab(m_errorsTab, themedIcon(u"error"_s, IconTone::Muted), tr("Errors"));
    m_details = makeFactTable({tr("What"), tr("Value")}, tr("Settings and machine"));
    m_details->header()->resizeSection(0, 300);
    m_tabs->addTab(m_details, themedIcon(u"settings"_s, IconTone::Muted), tr("Settings"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_tabs, 1);
}

QWidget *ReportView::makeChartsTab()
{
    auto *tab = new QWidget;
    makePage(tab);
    const auto chart = [](std::initializer_list<ChartWidget::Line> lines, const QString &name) {
        auto *made = new ChartWidget;
        made->setWindow(History::Window::Whole);
        for (int line = 0; line < ChartWidget::LineCount; ++line)
            made->setShown(ChartWidget::Line(line), std::find(lines.begin(), lines.end(), line) != lines.end());
        made->setAccessibleName(name);
        made->setMinimumHeight(110);
        return made;
    };
    m_rateChart = chart({ChartWidget::Rate, ChartWidget::Connections, ChartWidget::Retries, ChartWidget::Throttles}, tr("Throughput"));
    m_cpuChart = chart({ChartWidget::Cpu}, tr("CPU"));
    m_memoryChart = chart({ChartWidget::Memory}, tr("Memory"));
    const auto titled = [](const QString &title, QWidget *widget) {
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        auto *label = makeLabel(title, "heading");
        label->setContentsMargins(8, 0, 0, 0);
        column->addWidget(label);
        column->addWidget(widget, 1);
        return column;
    };
    auto *small = new QHBoxLayout;
    small->setSpacing(16);
    small->addLayout(titled(tr("CPU (100 % is one core)"), m_cpuChart), 1);
    small->addLayout(titled(tr("Memory"), m_memoryChart), 1);
    auto *layout = new QVBoxLayout(tab);
    layout->setContentsMargins(12, 12, 12, 8);
    layout->setSpacing(10);
    layout->addLayout(titled(tr("Throughput"), m_rateChart), 3);
    layout->addLayout(small, 2);
    return tab;
}

QWidget *ReportView::makeRatesTab()
{
    auto *tab = new QWidget;
    makePage(tab);
    m_bars = new PercentileBars;
    m_rates = makeFactTable({tr("What"), tr("Value")}, tr("Rates and verification"));
    m_rates->setRootIsDecorated(true);
    m_rates->header()->resizeSection(0, 150);
    auto *left = new QVBoxLayout;
    left->setContentsMargins(20, 16, 20, 16);
    left->setSpacing(10);
    left->addWidget(makeLabel(tr("How fast the files were"), "heading"));
    left->addWidget(m_bars);
    left->addStretch();
    auto *layout = new QHBoxLayout(tab);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(left, 3);
    layout->addWidget(m_rates, 2);
    return tab;
}

QWidget *ReportView::makeFilesTab()
{
    auto *tab = new QWidget;
    makePage(tab);
    auto *filter = new QLineEdit;
    filter->setPlaceholderText(tr("Filter"));
    filter->setAccessibleName(tr("Filter the files of the report"));
    filter->setClearButtonEnabled(true);
    filter->addAction(themedIcon(u"search"_s, IconTone::Muted), QLineEdit::LeadingPosition);
    filter->setFixedWidth(240);
    m_fileCount = makeLabel({}, "muted");
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(16, 8, 16, 8);
    bar->addWidget(m_fileCount, 1);
    bar->addWidget(filter);
    auto *layout = new QVBoxLayout(tab);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    auto *files = makeFileTable(m_files, tr("Files of the run"));
    files->setColumnHidden(ReportFileModel::Error, true); // has a tab of its own
    layout->addWidget(files, 1);
    connect(filter, &QLineEdit::textChanged, this, [this](const QString &text) { m_files->setFilter(text); });
    return tab;
}

void ReportView::setReport(const OpenReport &report)
{
    m_report = report;
    showHead();
    for (ChartWidget *chart : {m_rateChart, m_cpuChart, m_memoryChart})
        chart->setHistory(m_report.history);
    m_bars->setDistribution(m_report.report.throughput);
    m_files->setFiles(m_report.files);
    const qint64 listed = m_report.report.filesListed;
    m_fileCount->setText(listed > m_files->count()
                             ? tr("The first %1 of %2 files; an export has all of them").arg(numberText(m_files->count()), numberText(listed))
                             : tr("%n file(s)", nullptr, int(listed)));
    showErrors();
    showDetails();
}

void ReportView::showHead()
{
    const RunReport &r = m_report.report;
    const RunEnd end = endOf(r);
    const QString icon = end == RunEnd::Done ? u"check-circle"_s : end == RunEnd::Failed ? u"error"_s : u"cancel"_s;
    const IconTone tone = end == RunEnd::Done ? IconTone::Good : end == RunEnd::Failed ? IconTone::Bad : IconTone::Muted;
    m_icon->setPixmap(themedIcon(icon, tone).pixmap(24, 24));
    m_title->setText(m_report.title);
    QStringList facts{endText(r), timeText(r.startedAt)};
    if (!r.endpoint.isEmpty())
        facts += r.endpoint;
    const QString from = r.sources.isEmpty() ? QString() : r.sources.first();
    const QString to = r.target.isEmpty() ? tr("memory") : r.target;
    m_subtitle->setText(u"%1\n%2 → %3"_s.arg(facts.join(u"  ·  "_s), from, to));

    const QString bottleneck = bottleneckText(bottleneckOf(r));
    m_banner->setVisible(!r.error.isEmpty() || !bottleneck.isEmpty());
    m_notice->setText(!r.error.isEmpty() ? coreText(r.error) : tr("Bottleneck: %1").arg(bottleneck));
    setRole(m_banner, !r.error.isEmpty() ? "banner-bad" : "banner");

    QList<FigureRow::Figure> figures;
    figures += {tr("Throughput"), r.wallClock > 0 ? rateText(r.wallClock * double(MiB)) : u"–"_s,
                tr("All bytes over all of the time")};
    figures += {tr("Moved"), bytesText(r.bytesMoved), tr("Over the network, retries included")};
    figures += {tr("Time"), durationText(r.seconds)};
    figures += {tr("Files"), r.filesDone == r.filesTotal
                                 ? numberText(r.filesTotal)
                                 : tr("%1 of %2").arg(numberText(r.filesDone + r.filesSkipped), numberText(r.filesTotal)),
                r.filesSkipped > 0 ? tr("%n of them were current already", nullptr, int(r.filesSkipped)) : QString()};
    figures += {tr("Retries"), numberText(r.retries),
                r.throttles > 0 ? tr("%n because the server asked to slow down", nullptr, int(r.throttles)) : QString()};
    const double perGiB = r.bytesDone > 0 ? r.cpuSeconds / (double(r.bytesDone) / double(GiB)) : 0;
    figures += {tr("CPU per GiB"), perGiB > 0 ? tr("%1 s").arg(QLocale().toString(perGiB, 'f', 2)) : u"–"_s,
                tr("%1 s of CPU time in all").arg(QLocale().toString(r.cpuSeconds, 'f', 1))};
    figures += {tr("Peak memory"), r.peakResidentBytes > 0 ? bytesText(r.peakResidentBytes) : u"–"_s};
    m_figures->setFigures(figures);
}

void ReportView::showErrors()
{
    const RunReport &r = m_report.report;
    m_failed->setFiles(m_report.files);
    QStringList lines;
    if (!r.error.isEmpty())
        lines += tr("The run ended early: %1").arg(coreText(r.error));
    for (const auto &[kind, count] : r.errorKinds)
        lines += tr("%1: %n file(s)", nullptr, int(count)).arg(fieldText(kind));
    m_runError->setText(lines.join(u'\n'));
    const int tab = m_tabs->indexOf(m_errorsTab);
    m_tabs->setTabVisible(tab, !lines.isEmpty());
    m_tabs->setTabText(tab, r.filesFailed > 0 ? tr("Errors (%1)").arg(numberText(r.filesFailed)) : tr("Errors"));
}

void ReportView::showDetails()
{
    const RunReport &r = m_report.report;
    m_rates->clear();
    const auto fact = [this](const QString &name, const QString &value) { return new QTreeWidgetItem(m_rates, {name, value}); };
    fact(tr("Mean of the files"), rateText(r.throughput.mean * double(MiB)));
    fact(tr("Standard deviation"), rateText(r.throughput.stdDev * double(MiB)));
    fact(tr("Whole run"), rateText(r.wallClock * double(MiB)));
    if (!r.verifiedBy.isEmpty()) {
        auto *verified = fact(tr("Verified by"), {});
        for (const auto &[how, count] : r.verifiedBy)
            new QTreeWidgetItem(verified, {verifiedText(how), tr("%n file(s)", nullptr, int(count))});
    }
    m_rates->expandAll();

    m_details->clear();
    if (const Bottleneck limit = bottleneckOf(r)) {
        auto *item = new QTreeWidgetItem(m_details, {tr("Bottleneck"), bottleneckText(limit)});
        const QString evidence = evidenceText(limit);
        for (const auto &[name, value] : {std::pair(tr("What would help"), adviceText(limit)), {tr("Evidence"), evidence}})
            if (!value.isEmpty())
                new QTreeWidgetItem(item, {name, value});
        for (int i = -1; i < item->childCount(); ++i) {
            QTreeWidgetItem *line = i < 0 ? item : item->child(i);
            line->setToolTip(1, line->text(1));
        }
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        item->setFont(0, bold);
    }
    // What has a place of its own above is left out.
    static const QStringList shown{u"throughput_percentile"_s, u"throughput_aggregates"_s, u"machine_info"_s, u"bottleneck"_s};
    for (const auto &[name, value] : r.json.items()) {
        if (!value.is_object() || shown.contains(QString::fromStdString(name)))
            continue;
        auto *section = new QTreeWidgetItem(m_details, {fieldTitle(QString::fromStdString(name))});
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        section->setFont(0, bold);
        section->setFirstColumnSpanned(true);
        addFacts(section, value);
        section->setExpanded(name == "settings" || name == "machine");
    }
}

void ReportView::exportAs(ReportFormat format, const QString &path)
{
    if (path.isEmpty()) {
        askWhere(format);
        return;
    }
    exportReport(m_report, format, path, this, [this, path](const QString &trouble) {
        emit exported(trouble.isEmpty() ? path : QString(), trouble);
    });
}

void ReportView::askWhere(ReportFormat format)
{
    static const QStringList endings{u"json"_s, u"csv"_s, u"html"_s, u"pdf"_s};
    const QString filters[] = {tr("Report (*.json)"), tr("Table (*.csv)"), tr("Web page (*.html)"), tr("Document (*.pdf)")};
    auto *dialog = new QFileDialog(this, tr("Export the report"), QString(), filters[int(format)]);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(endings.at(int(format)));
    dialog->selectFile(u"%1.%2"_s.arg(QFileInfo(m_report.report.file).completeBaseName(), endings.at(int(format))));
    connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString &path) { exportAs(format, path); });
    dialog->open();
}

} // namespace millrace
