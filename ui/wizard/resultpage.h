// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tuning/tuningtrial.h"

#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace millrace {

/// What a search came to: recommended settings beside the present ones, the gain, the bottleneck and its evidence.
class ResultPage : public QWidget
{
    Q_OBJECT
public:
    explicit ResultPage(QWidget *parent = nullptr);

    /// @p present: what transfers of the connection use now. @p forTransfer: there is a transfer to apply them to, which
    /// may be an upload.
    void setResult(const TuningResult &result, const TransferSettings &present, bool forTransfer, bool upload = false);
    const TuningResult &result() const { return m_result; }
    /// Whether connection and transfer have the recommended settings now.
    void setApplied(bool toConnection, bool toTransfer);
    /// There is no transfer to apply them to any more: it has finished, or was removed.
    void dropTransfer();

    /// The gain as a sentence for humans, with how far it may be off.
    static QString gainSentence(const TuningResult &result);

signals:
    void applyToConnection();
    void applyToTransfer();
    void copyCommand();
    void undo();

private:
    void showSettings(const TransferSettings &present);
    TuningResult m_result;
    QFrame *m_banner;
    QLabel *m_icon, *m_gain, *m_verdict, *m_bottleneck, *m_advice, *m_evidence, *m_done, *m_note;
    QTreeWidget *m_table;
    QPushButton *m_connection, *m_transfer, *m_copy, *m_undo;
    bool m_forTransfer = false;
    bool m_toConnection = false;
};

} // namespace millrace
