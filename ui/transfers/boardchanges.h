// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferboard.h"
#include "ui/transfers/transferrecord.h"

#include <QSet>

namespace millrace {

/// Gathers what changed on a board between two looks of the window. A plain value.
class BoardChanges
{
public:
    void mark(quint64 id) { m_changed.insert(id); }
    void forget(quint64 id)
    {
        m_changed.remove(id);
        m_endTold.remove(id);
    }
    /// It may end again.
    void beginAgain(quint64 id) { m_endTold.remove(id); }
    bool isEmpty() const { return m_changed.isEmpty(); }
    bool has(quint64 id) const { return m_changed.contains(id); }
    void clear() { m_changed.clear(); }
    /// True once for every end.
    bool isNewEnd(const TransferRow &row)
    {
        if ((row.state != TransferState::Done && row.state != TransferState::Failed) || m_endTold.contains(row.id))
            return false;
        m_endTold.insert(row.id);
        return true;
    }

    static void count(const TransferRow &row, TransferTotals &totals);

private:
    QSet<quint64> m_changed;
    QSet<quint64> m_endTold;
};

} // namespace millrace
