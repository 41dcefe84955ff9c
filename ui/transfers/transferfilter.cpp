// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/transferfilter.h"

#include "ui/transfers/transfermodel.h"

namespace millrace {

TransferFilter::TransferFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(TransferModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setDynamicSortFilter(true);
}

void TransferFilter::show(TransferShown shown)
{
    m_shown = shown;
    invalidateFilter();
}

void TransferFilter::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

bool TransferFilter::shows(TransferShown shown, TransferState state)
{
    switch (shown) {
    case TransferShown::All: return true;
    case TransferShown::Active: return state == TransferState::Active || state == TransferState::Pausing;
    case TransferShown::Queued: return state == TransferState::Queued;
    case TransferShown::Paused: return state == TransferState::Paused;
    case TransferShown::Finished: return state == TransferState::Done;
    case TransferShown::Failed: return state == TransferState::Failed || state == TransferState::Cancelled;
    }
    return true;
}

bool TransferFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto *model = static_cast<const TransferModel *>(sourceModel());
    const TransferRow &transfer = model->at(row);
    if (!shows(m_shown, transfer.state))
        return false;
    return m_text.isEmpty() || transfer.name.contains(m_text, Qt::CaseInsensitive)
        || transfer.source.contains(m_text, Qt::CaseInsensitive) || transfer.target.contains(m_text, Qt::CaseInsensitive);
}

} // namespace millrace
