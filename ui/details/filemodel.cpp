// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/filemodel.h"

#include "ui/text/coretext.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

using namespace Qt::StringLiterals;

namespace millrace {

int FileModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_files.size());
}

int FileModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

static int wholeParts(const FileProgress &file)
{
    return int(std::count_if(file.parts.begin(), file.parts.end(), [](const PartProgress &part) {
        return part.state == PartState::Received || part.state == PartState::Verified;
    }));
}

static QString status(const FileParts &file)
{
    if (!file.result)
        return FileModel::tr("In flight");
    const FileResult &r = *file.result;
    switch (r.outcome) {
    case FileOutcome::Done:
        return r.verifiedBy == VerifiedBy::Nothing ? FileModel::tr("Done")
                                                   : FileModel::tr("Done, verified by %1").arg(verifiedText(name(r.verifiedBy)));
    case FileOutcome::Skipped: return FileModel::tr("Skipped: %1").arg(coreText(r.note));
    case FileOutcome::Failed: return r.error ? errorSentence(*r.error).what : FileModel::tr("Failed");
    case FileOutcome::Cancelled: return FileModel::tr("Stopped");
    case FileOutcome::Planned: return FileModel::tr("Planned");
    }
    return {};
}

static int percent(const FileProgress &file)
{
    return file.size > 0 ? int(100 * file.done / file.size) : 0;
}

QVariant FileModel::text(const FileParts &file, int column) const
{
    const FileProgress &p = file.progress;
    const bool over = file.result && (file.result->outcome == FileOutcome::Done || file.result->outcome == FileOutcome::Skipped);
    switch (column) {
    case Name: return p.key;
    case Size: return p.size == 0 && file.result && file.result->outcome == FileOutcome::Failed ? QString() : bytesText(p.size);
    case Progress: return u"%1 %"_s.arg(over ? 100 : percent(p));
    case Rate: return rateText(p.rate);
    case Parts: return u"%1 / %2"_s.arg(numberText(wholeParts(p)), numberText(p.parts.size()));
    case Retries: return p.retries ? numberText(p.retries) : QString();
    case Status: return status(file);
    default: return {};
    }
}

QVariant FileModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FileParts &file = m_files.at(index.row());
    const bool failed = file.result && file.result->outcome == FileOutcome::Failed;
    switch (role) {
    case Qt::DisplayRole: return text(file, index.column());
    case Qt::ToolTipRole:
        if (failed && file.result->error)
            return errorSentence(*file.result->error).line();
        return file.progress.path.isEmpty() ? file.progress.key : u"%1\n→ %2"_s.arg(file.progress.key, file.progress.path);
    case Qt::DecorationRole:
        if (index.column() != Status || !file.result)
            return {};
        return failed ? themedIcon(u"error"_s, IconTone::Bad)
                      : themedIcon(u"check"_s, file.result->outcome == FileOutcome::Done ? IconTone::Good : IconTone::Muted);
    case Qt::TextAlignmentRole:
        return int((index.column() >= Size && index.column() <= Retries ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case SortRole:
        switch (index.column()) {
        case Size: return file.progress.size;
        case Progress: return percent(file.progress);
        case Rate: return file.progress.rate;
        case Parts: return file.progress.parts.size();
        case Retries: return file.progress.retries;
        default: return text(file, index.column());
        }
    default: return {};
    }
}

QVariant FileModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Size && section <= Retries ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Key");
    case Size: return tr("Size");
    case Progress: return tr("Progress");
    case Rate: return tr("Rate");
    case Parts: return tr("Parts");
    case Retries: return tr("Retries");
    case Status: return tr("Status");
    default: return {};
    }
}

void FileModel::setDetail(const TransferDetail &detail)
{
    // Rows may come and go at both ends; only the number of rows matters to views, since each has all of its text again.
    if (detail.id != m_id || detail.files.size() < m_files.size()) {
        beginResetModel();
        m_id = detail.id;
        m_files = detail.files;
        endResetModel();
        return;
    }
    const int before = int(m_files.size());
    const int now = int(detail.files.size());
    int unchanged = 0;
    const auto same = [](const FileParts &a, const FileParts &b) { // a quick retry gives out the same numbers
        return a.result && b.result && a.progress.id == b.progress.id && a.result->outcome == b.result->outcome
               && a.result->key == b.result->key && a.result->durationSeconds == b.result->durationSeconds;
    };
    while (unchanged < before && same(m_files.at(unchanged), detail.files.at(unchanged)))
        ++unchanged;
    if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_files = detail.files;
        endInsertRows();
    } else {
        m_files = detail.files;
    }
    // Ended files lead the list, and nothing changes of them any more.
    if (unchanged < before)
        emit dataChanged(index(unchanged, 0), index(before - 1, ColumnCount - 1));
}

} // namespace millrace
