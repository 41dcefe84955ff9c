// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

#include <QSortFilterProxyModel>

namespace millrace {

enum class TransferShown { All, Active, Queued, Paused, Finished, Failed };

/// Sorts by the raw values and shows the transfers of one kind whose name or address holds some text.
class TransferFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit TransferFilter(QObject *parent = nullptr);

    void show(TransferShown shown);
    void setText(const QString &text);

    static bool shows(TransferShown shown, TransferState state);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    TransferShown m_shown = TransferShown::All;
    QString m_text;
};

} // namespace millrace
