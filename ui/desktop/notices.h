// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferboard.h"

#include <QObject>
#include <QTimer>
#include <functional>

namespace millrace {

/// Tells of transfers that ended while nobody looks, through the desktop's notification service on D-Bus; nothing waits.
/// Ends that come within a moment of each other are told in one notice. GUI thread.
class Notices : public QObject
{
    Q_OBJECT
public:
    /// @p fallback shows a title and a text where there is no such service.
    using Fallback = std::function<void(const QString &title, const QString &text, bool failed)>;
    Notices(TransferBoard &board, Fallback fallback, QObject *parent = nullptr);

    void setActive(bool active) { m_active = active; }

signals:
    /// A notice was clicked.
    void windowWanted();

private slots:
    void onActionInvoked(uint id, const QString &action);

private:
    void onEnded(const TransferRow &row);
    void tell();
    void send(const QString &title, const QString &text, bool failed);

    const Fallback m_fallback;
    bool m_active = true;
    QTimer m_gathering;
    QList<TransferRow> m_done;
    QList<TransferRow> m_failed;
    QList<uint> m_sent; ///< ids of the service
};

} // namespace millrace
