// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reportfilemodel.h"

#include "ui/text/coretext.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

int ReportFileModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int ReportFileModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

static QString verifiedText(const ReportedFile &file)
{
    if (file.verifiedBy.isEmpty() || file.verifiedBy == u"nothing")
        return file.outcome == u"done" ? ReportFileModel::tr("not verified") : QString();
    return millrace::verifiedText(file.verifiedBy);
}

QVariant ReportFileModel::text(const ReportedFile &file, int column) const
{
    switch (column) {
    case Key: return file.key;
    case Size: return file.size < 0 || (file.size == 0 && file.outcome == u"failed") ? QString() : bytesText(file.size);
    case Outcome: return outcomeText(file.outcome);
    case Verified: return verifiedText(file);
    case Speed: return file.mibPerSecond > 0 ? rateText(file.mibPerSecond * double(MiB)) : QString();
    case Time: return file.seconds > 0 ? tr("%1 s").arg(QLocale().toString(file.seconds, 'f', file.seconds < 10 ? 2 : 1)) : QString();
    case Parts: return file.parts > 0 ? numberText(file.parts) : QString();
    case Retries: return file.retries > 0 ? numberText(file.retries) : QString();
    case Error: return coreText(file.error);
    default: return {};
    }
}

static QIcon outcomeIcon(const QString &outcome)
{
    static const QIcon done = themedIcon(u"check"_s, IconTone::Good);
    static const QIcon failed = themedIcon(u"error"_s, IconTone::Bad);
    static const QIcon skipped = themedIcon(u"forward"_s, IconTone::Muted);
    static const QIcon stopped = themedIcon(u"cancel"_s, IconTone::Muted);
    return outcome == u"done" ? done : outcome == u"failed" ? failed : outcome == u"skipped" ? skipped : stopped;
}

QVariant ReportFileModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ReportedFile &file = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(file, index.column());
    case Qt::DecorationRole: return index.column() == Outcome ? QVariant(outcomeIcon(file.outcome)) : QVariant();
    case Qt::ToolTipRole: {
        QStringList lines{u"s3://%1/%2"_s.arg(file.bucket, file.key)};
        if (!file.path.isEmpty())
            lines += u"↔ "_s + file.path;
        if (!file.error.isEmpty())
            lines += coreText(file.error);
        return lines.join(u'\n');
    }
    case Qt::TextAlignmentRole: {
        const bool right = index.column() == Size || (index.column() >= Speed && index.column() <= Retries);
        return int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    default: return {};
    }
}

QVariant ReportFileModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Size || (section >= Speed && section <= Retries) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Key: return tr("Key");
    case Size: return tr("Size");
    case Outcome: return tr("Outcome");
    case Verified: return tr("Verified by");
    case Speed: return tr("Rate");
    case Time: return tr("Time");
    case Parts: return tr("Parts");
    case Retries: return tr("Retries");
    case Error: return tr("Error");
    default: return {};
    }
}

void ReportFileModel::choose()
{
    m_shown.clear();
    m_shown.reserve(m_files->size());
    for (size_t i = 0; i < m_files->size(); ++i) {
        const ReportedFile &file = (*m_files)[i];
        if (m_onlyFailed && file.outcome != u"failed")
            continue;
        if (m_filter.isEmpty() || file.key.contains(m_filter, Qt::CaseInsensitive))
            m_shown.push_back(quint32(i));
    }
    arrange();
}

void ReportFileModel::arrange()
{
    const std::vector<ReportedFile> &files = *m_files;
    const auto by = [&](auto value) {
        const bool up = m_order == Qt::AscendingOrder;
        std::stable_sort(m_shown.begin(), m_shown.end(), [&](quint32 a, quint32 b) {
            return up ? value(files[a]) < value(files[b]) : value(files[b]) < value(files[a]);
        });
    };
    switch (m_column) {
    case Key: by([](const ReportedFile &f) -> const QString & { return f.key; }); break;
    case Size: by([](const ReportedFile &f) { return f.size; }); break;
    case Outcome: by([](const ReportedFile &f) -> const QString & { return f.outcome; }); break;
    case Verified: by([](const ReportedFile &f) -> const QString & { return f.verifiedBy; }); break;
    case Speed: by([](const ReportedFile &f) { return f.mibPerSecond; }); break;
    case Time: by([](const ReportedFile &f) { return f.seconds; }); break;
    case Parts: by([](const ReportedFile &f) { return f.parts; }); break;
    case Retries: by([](const ReportedFile &f) { return f.retries; }); break;
    case Error: by([](const ReportedFile &f) -> const QString & { return f.error; }); break;
    default: break;
    }
}

void ReportFileModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_column && order == m_order)
        return;
    m_column = column;
    m_order = order;
    beginResetModel();
    if (m_column < 0)
        choose();
    else
        arrange();
    endResetModel();
}

void ReportFileModel::setFiles(std::shared_ptr<const std::vector<ReportedFile>> files)
{
    beginResetModel();
    m_files = std::move(files);
    choose();
    endResetModel();
}

void ReportFileModel::setFilter(const QString &text)
{
    beginResetModel();
    m_filter = text;
    choose();
    endResetModel();
}

void ReportFileModel::setOnlyFailed(bool only)
{
    beginResetModel();
    m_onlyFailed = only;
    choose();
    endResetModel();
}

} // namespace millrace
