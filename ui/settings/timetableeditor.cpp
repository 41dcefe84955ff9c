// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/timetableeditor.h"

#include "ui/settings/ratefield.h"
#include "ui/settings/timetableweek.h"
#include "ui/widgets/makers.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QTimeEdit>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr int everyDay = 0x7f;
constexpr int weekdays = 0x1f;
constexpr int weekend = 0x60;
constexpr int minutesOfDay = 24 * 60;
constexpr int mostLines = 20;

/// "Mon, Wed" in the user's language.
QString daysText(int days)
{
    QStringList names;
    for (int day = 0; day < 7; ++day)
        if (days >> day & 1)
            names += QLocale().standaloneDayName(day + 1, QLocale::ShortFormat);
    return names.join(u", "_s);
}

QTimeEdit *makeTime(int minutes, const QString &name)
{
    auto *edit = new QTimeEdit(QTime(minutes / 60 % 24, minutes % 60));
    edit->setDisplayFormat(u"HH:mm"_s);
    edit->setAccessibleName(name);
    edit->setToolTip(name);
    return edit;
}

int minutesOf(const QTimeEdit *edit)
{
    return edit->time().hour() * 60 + edit->time().minute();
}

} // namespace

TimetableEditor::TimetableEditor(const RateTimetable &timetable, QWidget *parent)
    : QWidget(parent), m_rows(new QVBoxLayout), m_otherwise(new RateField(true)), m_week(new TimetableWeek)
{
    m_rows->setSpacing(6);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(m_rows);
    for (const RateTimetable::Entry &entry : timetable.entries()) // before what Tab comes to after them
        addLine(entry);
    auto *add = makeButton(tr("Add a time"), nullptr, u"plus"_s);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(6);
    auto *otherwise = makeLabel(tr("At all other times"), "muted");
    otherwise->setBuddy(m_otherwise);
    m_otherwise->setAccessibleName(tr("Limit at all other times"));
    m_add = add;
    foot->addWidget(add);
    foot->addStretch();
    foot->addWidget(otherwise);
    foot->addWidget(m_otherwise);
    layout->addLayout(foot);
    layout->addWidget(m_week);
    m_otherwise->setRate(timetable.otherwise());
    m_week->show(this->timetable());
    connect(m_otherwise, &QDoubleSpinBox::valueChanged, this, &TimetableEditor::onEdited);
    connect(add, &QPushButton::clicked, this, [this, add] {
        addLine({everyDay, 8 * 60, 18 * 60, 5.0 * MiB});
        add->setEnabled(m_lines.size() < mostLines);
        orderTabs();
        m_lines.last().days->setFocus();
        onEdited();
    });
}

void TimetableEditor::addLine(const RateTimetable::Entry &entry)
{
    Line line;
    line.row = new QWidget;
    line.days = new QComboBox;
    line.days->setAccessibleName(tr("Days"));
    line.days->addItem(tr("Every day"), everyDay);
    line.days->addItem(tr("Monday to Friday"), weekdays);
    line.days->addItem(tr("Saturday and Sunday"), weekend);
    for (int day = 0; day < 7; ++day)
        line.days->addItem(QLocale().standaloneDayName(day + 1), 1 << day);
    if (line.days->findData(entry.days) < 0)
        line.days->addItem(daysText(entry.days), entry.days);
    line.days->setCurrentIndex(line.days->findData(entry.days));
    line.from = makeTime(entry.from, tr("From"));
    line.to = makeTime(entry.to, tr("Until"));
    line.rate = new RateField(true);
    line.rate->setRate(entry.rate);
    line.rate->setAccessibleName(tr("Limit"));
    line.remove = makeIconButton(u"remove"_s, tr("Remove this time"));
    auto *row = new QHBoxLayout(line.row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(line.days, 1);
    row->addWidget(line.from);
    row->addWidget(makeLabel(u"–"_s, "muted"));
    row->addWidget(line.to);
    row->addWidget(line.rate);
    row->addWidget(line.remove);
    m_rows->addWidget(line.row);
    m_lines.append(line);
    connect(line.days, &QComboBox::currentIndexChanged, this, &TimetableEditor::onEdited);
    connect(line.from, &QTimeEdit::timeChanged, this, &TimetableEditor::onEdited);
    connect(line.to, &QTimeEdit::timeChanged, this, &TimetableEditor::onEdited);
    connect(line.rate, &QDoubleSpinBox::valueChanged, this, &TimetableEditor::onEdited);
    connect(line.remove, &QToolButton::clicked, this, [this, widget = line.row] { removeLine(widget); });
}

void TimetableEditor::orderTabs()
{
    QWidget *before = nullptr;
    const auto next = [&before](QWidget *widget) {
        if (before)
            setTabOrder(before, widget);
        before = widget;
    };
    for (const Line &line : std::as_const(m_lines))
        for (QWidget *widget : {static_cast<QWidget *>(line.days), static_cast<QWidget *>(line.from),
                                static_cast<QWidget *>(line.to), static_cast<QWidget *>(line.rate),
                                static_cast<QWidget *>(line.remove)})
            next(widget);
    next(m_add);
    next(m_otherwise);
}

void TimetableEditor::removeLine(QWidget *row)
{
    m_lines.removeIf([row](const Line &line) { return line.row == row; });
    row->hide();
    row->deleteLater();
    onEdited();
}

RateTimetable TimetableEditor::timetable() const
{
    QList<RateTimetable::Entry> entries;
    for (const Line &line : m_lines) {
        RateTimetable::Entry entry{line.days->currentData().toInt(), minutesOf(line.from), minutesOf(line.to), line.rate->rate()};
        if (entry.to == entry.from) { // the same time twice is the whole day
            entry.from = 0;
            entry.to = minutesOfDay;
        } else if (entry.to == 0) {
            entry.to = minutesOfDay;
        }
        entries.append(entry);
    }
    return RateTimetable(entries, m_otherwise->rate());
}

void TimetableEditor::onEdited()
{
    m_week->show(timetable());
    emit changed();
}

} // namespace millrace
