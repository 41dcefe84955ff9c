// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/comparisonview.h"

#include "ui/text/coretext.h"
#include "ui/text/format.h"
#include "ui/theme/colours.h"
#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

QTreeWidget *makeTable(const QStringList &columns, const QString &name)
{
    auto *table = new QTreeWidget;
    table->setRootIsDecorated(false);
    table->setHeaderLabels(columns);
    table->setAccessibleName(name);
    table->setUniformRowHeights(true);
    table->header()->setStretchLastSection(true);
    table->header()->resizeSection(0, 240);
    for (int column = 1; column < columns.size(); ++column) {
        table->header()->resizeSection(column, 150);
        table->headerItem()->setTextAlignment(column, Qt::AlignLeft | Qt::AlignVCenter);
    }
    return table;
}

/// Names of figures as core has them.
QString figureName(const QString &name)
{
    static const QHash<QString, const char *> known{
        {u"Throughput"_s, QT_TRANSLATE_NOOP("millrace::ComparisonView", "Throughput")},
        {u"Duration"_s, QT_TRANSLATE_NOOP("millrace::ComparisonView", "Duration")},
        {u"Median of the files"_s, QT_TRANSLATE_NOOP("millrace::ComparisonView", "Median of the files")},
        {u"Slowest file"_s, QT_TRANSLATE_NOOP("millrace::ComparisonView", "Slowest file")},
        {u"CPU"_s, QT_TRANSLATE_NOOP("millrace::ComparisonView", "CPU")},
        {u"Peak memory"_s, QT_TRANSLATE_NOOP("millrace::ComparisonView", "Peak memory")},
        {u"Retries"_s, QT_TRANSLATE_NOOP("millrace::ComparisonView", "Retries")},
        {u"Throttled"_s, QT_TRANSLATE_NOOP("millrace::ComparisonView", "Throttled")},
        {u"Files failed"_s, QT_TRANSLATE_NOOP("millrace::ComparisonView", "Files failed")}};
    const char *text = known.value(name);
    return text ? ComparisonView::tr(text) : name;
}

/// A setting as the comparison has it: sizes come as numbers of bytes.
QString settingText(const QString &name, const QString &value)
{
    bool whole = false;
    const qint64 bytes = value.toLongLong(&whole);
    return whole && (name.endsWith(u"_size"_s) || name == u"memory_limit") ? bytesText(bytes) : fieldText(value);
}

QString number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

QString percent(double share, bool sign)
{
    const QString text = number(std::abs(share) * 100, 1) + u" %"_s;
    return !sign ? text : share < 0 ? u"−"_s + text : u"+"_s + text;
}

/// More of it is better: throughput; less: all the rest.
bool moreIsBetter(const FigurePair &figure)
{
    return figure.unit == u"MiB/s" && figure.name != u"Peak memory";
}

} // namespace

ComparisonView::ComparisonView(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel), m_verdict(makeLabel({}, "heading", true)), m_basis(makeLabel({}, "muted", true)),
      m_first(makeLabel({}, nullptr, true)), m_second(makeLabel({}, nullptr, true)), m_warnings(makeLabel({}, nullptr, true)),
      m_banner(new QFrame), m_warningBanner(new QFrame),
      m_figures(makeTable({tr("What"), tr("First"), tr("Second"), tr("Change")}, tr("Figures of both runs"))),
      m_settings(makeTable({tr("Setting"), tr("First"), tr("Second")}, tr("Settings that differ"))),
      m_settingsTitle(makeLabel(tr("Settings that differ"), "heading"))
{
    makePage(this);
    auto *swap = makeButton(tr("Swap"), nullptr, u"refresh"_s);
    swap->setToolTip(tr("Compare the other way round"));
    auto *names = new QGridLayout;
    names->setHorizontalSpacing(14);
    names->setVerticalSpacing(4);
    names->addWidget(makeLabel(tr("First"), "muted"), 0, 0);
    names->addWidget(m_first, 0, 1);
    names->addWidget(makeLabel(tr("Second"), "muted"), 1, 0);
    names->addWidget(m_second, 1, 1);
    names->setColumnStretch(1, 1);
    auto *head = new QHBoxLayout;
    auto *words = new QVBoxLayout;
    words->addWidget(makeLabel(tr("Two runs compared"), "title"));
    words->addLayout(names);
    head->addLayout(words, 1);
    head->addWidget(swap, 0, Qt::AlignTop);

    auto *bannerLayout = new QHBoxLayout(m_banner);
    bannerLayout->setContentsMargins(14, 10, 14, 10);
    bannerLayout->setSpacing(10);
    auto *bannerWords = new QVBoxLayout;
    bannerWords->setSpacing(2);
    bannerWords->addWidget(m_verdict);
    bannerWords->addWidget(m_basis);
    bannerLayout->addWidget(m_icon, 0, Qt::AlignTop);
    bannerLayout->addLayout(bannerWords, 1);
    m_warningBanner->setProperty("role", u"banner-warn"_s);
    auto *warningLayout = new QHBoxLayout(m_warningBanner);
    warningLayout->setContentsMargins(14, 8, 14, 8);
    warningLayout->addWidget(m_warnings, 1);

    auto *top = new QVBoxLayout;
    top->setContentsMargins(20, 16, 20, 12);
    top->setSpacing(10);
    top->addLayout(head);
    top->addWidget(m_banner);
    top->addWidget(m_warningBanner);
    m_settingsTitle->setContentsMargins(20, 12, 20, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(makeSeparator());
    layout->addWidget(m_figures, 3);
    layout->addWidget(m_settingsTitle);
    layout->addWidget(m_settings, 2);

    connect(swap, &QPushButton::clicked, this, [this] {
        std::swap(m_before, m_after);
        std::swap(m_beforeName, m_afterName);
        tell();
    });
}

void ComparisonView::setReports(const RunReport &before, const QString &beforeName, const RunReport &after,
                                const QString &afterName)
{
    m_before = before;
    m_after = after;
    m_beforeName = beforeName;
    m_afterName = afterName;
    tell();
}

QString ComparisonView::verdictSentence(const ReportComparison &comparison)
{
    const RatioEstimate &r = comparison.ratio;
    const double change = r.ratio - 1;
    switch (comparison.verdict) {
    case Verdict::Faster: return tr("The second run is faster by %1").arg(percent(change, false));
    case Verdict::Slower: return tr("The second run is slower by %1").arg(percent(change, false));
    case Verdict::NoDifference: return tr("No difference beyond noise (%1)").arg(percent(change, true));
    case Verdict::CannotTell:
        if (!comparison.isMeasured())
            return tr("No verdict: one of them measured nothing");
        return tr("%1, but one short run each cannot tell that from noise").arg(percent(change, true));
    }
    return {};
}

static QString basisSentence(const ReportComparison &c)
{
    const QString interval = ComparisonView::tr("95 % confidence: %1 to %2").arg(percent(c.ratio.low - 1, true), percent(c.ratio.high - 1, true));
    switch (c.basis) {
    case VerdictBasis::Iterations:
        return c.ratio.known ? ComparisonView::tr("From %1 and %2 timed runs. %3")
                                   .arg(c.measurementsBefore).arg(c.measurementsAfter).arg(interval)
                             : ComparisonView::tr("Throughput of the whole runs");
    case VerdictBasis::TimeSeries:
        return ComparisonView::tr("One run each: the noise within them stands in for the noise between runs. %1").arg(interval);
    case VerdictBasis::Totals: return ComparisonView::tr("Runs of ten seconds and more, or several of them, would tell");
    }
    return {};
}

void ComparisonView::tell()
{
    m_comparison = compareReports(m_before, m_after);
    const ReportComparison &c = m_comparison;
    const auto named = [](const RunReport &report, const QString &name) {
        return u"<b>%1</b>&nbsp;&nbsp;%2"_s.arg(name.toHtmlEscaped(), timeText(report.startedAt).toHtmlEscaped());
    };
    m_first->setText(named(m_before, m_beforeName));
    m_second->setText(named(m_after, m_afterName));
    m_verdict->setText(verdictSentence(c));
    m_basis->setText(basisSentence(c));
    const bool faster = c.verdict == Verdict::Faster;
    const bool slower = c.verdict == Verdict::Slower;
    m_icon->setPixmap(themedIcon(faster ? u"check-circle"_s : slower ? u"warning"_s : u"info"_s,
                                 faster ? IconTone::Good : slower ? IconTone::Bad : IconTone::Accent)
                          .pixmap(20, 20));
    setRole(m_banner, faster ? "banner-good" : slower ? "banner-bad" : "banner");
    m_warningBanner->setVisible(!c.warnings.isEmpty());
    QStringList warnings;
    for (const QString &warning : c.warnings)
        warnings += coreText(warning);
    m_warnings->setText(tr("Mind when comparing: %1").arg(warnings.join(u"; "_s)));

    const Colours colours = Colours::of(palette());
    m_figures->clear();
    for (const FigurePair &figure : c.figures) {
        const auto text = [&figure](double value) {
            return figure.unit.isEmpty() ? number(value, figure.decimals) : u"%1 %2"_s.arg(number(value, figure.decimals), figure.unit);
        };
        const bool differs = figure.before != 0 && std::abs(figure.change()) >= 0.0005;
        auto *item = new QTreeWidgetItem(m_figures, {figureName(figure.name), text(figure.before), text(figure.after),
                                                     differs ? percent(figure.change(), true) : QString()});
        // Small changes are not worth a colour: they are noise.
        if (differs && std::abs(figure.change()) >= leastChangeOfSingleRuns)
            item->setForeground(3, (figure.change() > 0) == moreIsBetter(figure) ? colours.good : colours.bad);
    }
    m_settings->clear();
    for (const ReportComparison::Setting &setting : c.settings)
        new QTreeWidgetItem(m_settings, {fieldTitle(setting.name), settingText(setting.name, setting.before), settingText(setting.name, setting.after)});
    m_settings->setVisible(!c.settings.isEmpty());
    m_settingsTitle->setVisible(!c.settings.isEmpty());
}

} // namespace millrace
