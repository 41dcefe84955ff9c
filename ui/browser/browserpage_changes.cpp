// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/browserpage.h"

#include "ui/browser/keymodel.h"
#include "ui/text/format.h"
#include "ui/widgets/messages.h"

#include <QInputDialog>
#include <QLabel>
#include <algorithm>

using namespace Qt::StringLiterals;

// The part of BrowserPage that changes what is stored, or asks how large it is.
namespace millrace {

void BrowserPage::askName(const QString &title, const QString &label, const QString &value,
                          std::function<void(const QString &)> then)
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setTextValue(value);
    connect(dialog, &QInputDialog::textValueSelected, this, [then = std::move(then)](const QString &text) {
        if (!text.trimmed().isEmpty())
            then(text.trimmed());
    });
    dialog->open();
}

void BrowserPage::report(const Result<int> &result)
{
    if (!result)
        tell(this, tr("Not done"), errorSentence(result.error()));
    open(m_path);
}

void BrowserPage::newFolder()
{
    if (m_path.bucket.isEmpty()) {
        askName(tr("New bucket"), tr("Name of the bucket (lower-case letters, digits, dots and dashes):"), {},
                [this](const QString &name) { m_session->makeBucket(name, [this](const Result<int> &r) { report(r); }); });
        return;
    }
    askName(tr("New folder"), tr("Name of the folder:"), {}, [this](const QString &name) {
        m_session->makeFolder(m_path.bucket, m_path.prefix + name + u'/', [this](const Result<int> &r) { report(r); });
    });
}

void BrowserPage::renameSelected()
{
    const BrowserEntry entry = selected().first();
    askName(tr("Rename"), tr("New name (the object is copied on the server, then the old one is deleted):"), entry.name,
            [this, entry](const QString &name) {
                if (name != entry.name)
                    m_session->rename(m_path.bucket, entry.key, m_path.prefix + name, [this](const Result<int> &r) { report(r); });
            });
}

void BrowserPage::removeSelected()
{
    const QList<BrowserEntry> entries = selected();
    if (entries.isEmpty())
        return;
    const bool folders = std::any_of(entries.begin(), entries.end(),
                                     [](const BrowserEntry &e) { return e.kind != BrowserEntry::Kind::Object; });
    askBefore(this,
              {tr("Delete"), entries.size() == 1 ? tr("Delete “%1”?").arg(entries.first().name)
                                                 : tr("Delete %n entries?", nullptr, int(entries.size())),
               m_path.bucket.isEmpty() ? tr("Only an empty bucket can be deleted.")
               : folders               ? tr("Folders go with everything in them. This cannot be undone.")
                                       : tr("This cannot be undone, unless the bucket keeps versions."),
               tr("Delete")},
              [this, entries, bucket = m_path.bucket] { remove(bucket, entries); });
}

void BrowserPage::remove(const QString &bucket, const QList<BrowserEntry> &entries)
{
    if (!m_session)
        return;
    if (bucket.isEmpty()) {
        m_session->removeBucket(entries.first().key, [this](const Result<int> &r) { report(r); });
        return;
    }
    QStringList keys;
    for (const BrowserEntry &entry : entries)
        keys += entry.key;
    m_session->remove(bucket, keys, [this](const Result<int> &r) { report(r); });
}

void BrowserPage::measureSelected()
{
    const BrowserEntry entry = selected().first();
    const bool bucket = entry.kind == BrowserEntry::Kind::Bucket;
    m_session->measure(bucket ? entry.key : m_path.bucket, bucket ? QString() : entry.key,
                       [this, entry](const Result<std::pair<qint64, qint64>> &sum, bool done) {
                           if (!sum) {
                               m_count->setText(errorSentence(sum.error()).line());
                               return;
                           }
                           m_model->setSize(entry.key, sum->second);
                           m_count->setText((done ? tr("%1: %2 objects, %3") : tr("%1: %2 objects, %3 so far…"))
                                                .arg(entry.name, numberText(sum->first), bytesText(sum->second)));
                       });
}

} // namespace millrace
