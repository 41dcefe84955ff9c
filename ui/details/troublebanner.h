// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

#include <QFrame>

class QLabel;

namespace millrace {

/// Why the chosen transfer failed, and what to do next, over its details. Out of sight for any other.
class TroubleBanner : public QFrame
{
    Q_OBJECT
public:
    /// @p retry: what the button does.
    explicit TroubleBanner(QAction *retry, QWidget *parent = nullptr);
    void show(const TransferRow *row); ///< null: none is chosen

private:
    QLabel *m_what;
    QLabel *m_step;
};

} // namespace millrace
