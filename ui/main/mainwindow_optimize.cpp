// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/mainwindow.h"

#include "ui/browser/browserpage.h"
#include "ui/main/sidebar.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/tunedorder.h"
#include "ui/wizard/optimizedialog.h"

using namespace Qt::StringLiterals;

// The part of MainWindow that opens the wizard and takes what it found.
namespace millrace {

OptimizeDialog *MainWindow::openOptimizer(const OptimizePlan &plan, const TransferOrder *transfer)
{
    OptimizePlan told = plan;
    told.transfersUnderWay = m_lastTotals.active;
    auto *dialog = new OptimizeDialog(m_book, m_preferences, told, transfer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

void MainWindow::optimize(const QString &connectionId)
{
    OptimizePlan plan;
    plan.connectionId = connectionId;
    plan.folder = m_preferences.targetFolder;
    // Where one is in the browser is what one most likely means.
    const Place here = m_sidebar->current();
    if (plan.connectionId.isEmpty() && here.kind == Place::Kind::Connection)
        plan.connectionId = here.connectionId;
    if (const BrowserPage *page = m_browsers.value(plan.connectionId); page && !page->path().bucket.isEmpty())
        plan.address = page->path().address();
    openOptimizer(plan, nullptr);
}

void MainWindow::optimizeTransfer(quint64 id)
{
    const TransferOrder *order = m_board.order(id);
    const TransferRow *row = m_model->row(id);
    if (!order || !row)
        return;
    OptimizePlan plan;
    plan.connectionId = order->connectionId;
    if (const auto *download = std::get_if<DownloadSpec>(&order->spec)) {
        plan.address = u"s3://%1/%2"_s.arg(download->bucket, download->wholePrefix ? download->prefix : download->keys.value(0));
        plan.folder = download->targetFolder;
    } else {
        // Trials are downloads: what lies where the upload goes to is the nearest there is.
        const auto &upload = std::get<UploadSpec>(order->spec);
        plan.address = u"s3://%1/%2"_s.arg(upload.bucket, upload.key.left(upload.key.lastIndexOf(u'/') + 1));
        plan.folder = m_preferences.targetFolder;
    }
    const bool canHaveThem = row->state != TransferState::Done;
    OptimizeDialog *dialog = openOptimizer(plan, canHaveThem ? order : nullptr);
    connect(dialog, &OptimizeDialog::transferSettingsWanted, this,
            [this, id](const TransferSettings &settings) {
                const TransferRow *now = m_model->row(id);
                if (const TransferOrder *ordered = m_board.order(id); ordered && now)
                    m_board.setSettings(id, settingsFor(*ordered, settings, now->moved > 0 || now->done > 0));
            });
    connect(&m_board, &TransferBoard::removed, dialog, [dialog, id](const QList<quint64> &ids) {
        if (ids.contains(id))
            dialog->dropTransfer();
    });
    connect(&m_board, &TransferBoard::changed, dialog, [dialog, id](const QList<TransferRow> &rows) {
        for (const TransferRow &changed : rows)
            if (changed.id == id && changed.state == TransferState::Done)
                dialog->dropTransfer();
    });
}

} // namespace millrace
