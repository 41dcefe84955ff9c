// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/browserpage.h"

#include "ui/browser/keymodel.h"
#include "ui/text/format.h"
#include "ui/widgets/messages.h"

#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
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
    dialog->resize(std::max(420, dialog->sizeHint().width()), dialog->sizeHint().height());
    connect(dialog, &QInputDialog::textValueSelected, this, [then = std::move(then)](const QString &text) {
        if (!text.trimmed().isEmpty())
            then(text.trimmed());
    });
    dialog->open();
    // Of a file's name the ending stays, as a rule.
    auto *line = dialog->findChild<QLineEdit *>();
    if (const qsizetype dot = value.lastIndexOf(u'.'); line && dot > 0)
        line->setSelection(0, int(dot));
}

void BrowserPage::report(const Result<int> &result, const QString &key)
{
    if (!result)
        tell(this, tr("Not done"), errorSentence(result.error(), ErrorOf::Request));
    refresh(key);
}

void BrowserPage::newFolder()
{
    if (m_path.bucket.isEmpty()) {
        askName(tr("New bucket"), tr("Name of the bucket (lower-case letters, digits, dots and dashes):"), {},
                [this](const QString &name) {
                    m_session->makeBucket(name, [this, name](const Result<int> &r) { report(r, name); });
                });
        return;
    }
    askName(tr("New folder"), tr("Name of the folder:"), {}, [this](const QString &name) {
        const QString key = m_path.prefix + name + u'/';
        m_session->makeFolder(m_path.bucket, key, [this, key](const Result<int> &r) { report(r, key); });
    });
}

void BrowserPage::renameSelected()
{
    const BrowserEntry entry = selected().first();
    askName(tr("Rename"), tr("New name (the object is copied on the server, then the old one is deleted):"), entry.name,
            [this, at = m_path, entry](const QString &name) {
                if (name != entry.name)
                    askBeforeReplacing(at, {name}, {}, [this, at, entry, name] { rename(at, entry, name); });
            });
}

void BrowserPage::rename(const BrowserPath &at, const BrowserEntry &entry, const QString &name)
{
    if (!m_session)
        return;
    const QString key = at.prefix + name;
    m_session->rename(at.bucket, entry.key, key, [this, key](const Result<int> &r) { report(r, key); });
}

/// Calls @p then at once where nothing of these names is there, and otherwise once the user has agreed. Only the server
/// knows: the list may be old, or not have come that far.
void BrowserPage::askBeforeReplacing(const BrowserPath &target, const QStringList &files, const QStringList &folders,
                                     const std::function<void()> &then)
{
    struct Found
    {
        qsizetype open;
        QStringList files;
        QStringList folders;
    };
    const auto found = std::make_shared<Found>(Found{files.size() + folders.size(), {}, {}});
    const auto answered = [this, found, then] {
        if (--found->open > 0)
            return;
        tellCount();
        const qsizetype count = found->files.size() + found->folders.size();
        if (count == 0) {
            then();
            return;
        }
        askBefore(this,
                  {tr("Replace"),
                   count == 1 ? tr("“%1” is there already. Replace it?").arg((found->files + found->folders).first())
                              : tr("%n of them are there already. Replace them?", nullptr, int(count)),
                   (found->folders.isEmpty() ? QString() : tr("In a folder, files of the same names are replaced, and all others stay.") + u' ')
                       + tr("What is replaced is lost, unless the bucket keeps versions."),
                   tr("Replace")},
                  then);
    };
    m_count->setText(tr("Asking the server…")); // which may take its time
    for (const QString &name : files)
        m_session->head(target.bucket, target.prefix + name, [found, name, answered](const Result<ObjectFacts> &facts) {
            if (facts)
                found->files += name;
            answered();
        });
    for (const QString &name : folders)
        m_session->list({target.bucket, target.prefix + name + u'/'}, {},
                        [found, name, answered](const Result<BrowserListing> &listing) {
            if (listing && !listing->entries.isEmpty())
                found->folders += name;
            answered();
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
    QStringList keys;
    for (const BrowserEntry &entry : entries)
        keys += entry.key;
    if (bucket.isEmpty()) {
        removeBuckets(keys);
        return;
    }
    // What comes after is chosen next, so that the keyboard goes on from there.
    int row = 0;
    while (row < m_model->rowCount() && !keys.contains(m_model->at(row).key))
        ++row;
    while (row < m_model->rowCount() && keys.contains(m_model->at(row).key))
        ++row;
    while (row >= m_model->rowCount() || (row > 0 && keys.contains(m_model->at(row).key)))
        --row;
    const QString next = row >= 0 ? m_model->at(row).key : QString();
    m_session->remove(bucket, keys, [this, next](const Result<int> &r) { report(r, next); });
}

/// One after another, and no further than the first that cannot go.
void BrowserPage::removeBuckets(QStringList names)
{
    const QString name = names.takeFirst();
    m_session->removeBucket(name, [this, names](const Result<int> &r) {
        if (!r || names.isEmpty())
            report(r);
        else
            removeBuckets(names);
    });
}

void BrowserPage::measureSelected()
{
    const BrowserEntry entry = selected().first();
    const bool bucket = entry.kind == BrowserEntry::Kind::Bucket;
    m_session->measure(bucket ? entry.key : m_path.bucket, bucket ? QString() : entry.key,
                       [this, entry](const Result<std::pair<qint64, qint64>> &sum, bool done) {
                           if (!sum) {
                               m_count->setText(errorSentence(sum.error(), ErrorOf::Request).line());
                               return;
                           }
                           m_model->setSize(entry.key, sum->second);
                           m_count->setText((done ? tr("%1: %Ln object(s), %2", nullptr, int(sum->first))
                                                     : tr("%1: %Ln object(s), %2 so far…", nullptr, int(sum->first)))
                                                    .arg(entry.name, bytesText(sum->second)));
                       });
}

} // namespace millrace
