// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/newtransferdialog.h"

#include "s3/uri.h"
#include "ui/text/errorsentence.h"
#include "ui/theme/icons.h"
#include "ui/widgets/choosers.h"
#include "ui/widgets/makers.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

static bool isLink(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || url.scheme() == u"http");
}

bool NewTransferDialog::isAddress(const QString &text)
{
    return isLink(text) || (text.startsWith(u"s3://"_s) && S3Uri::parse(text));
}

NewTransferDialog::NewTransferDialog(ConnectionBook &book, const QString &address, const Preferences &preferences, QWidget *parent)
    : QDialog(parent), m_book(book), m_settings(preferences.transferSettings()), m_address(new QLineEdit(address)), m_connection(new QComboBox), m_folder(new QLineEdit(preferences.targetFolder)),
      m_overwrite(new QComboBox), m_concurrency(new QSpinBox), m_paused(new QCheckBox(tr("Add it paused"))),
      m_note(makeLabel({}, "muted", true)), m_go(makeButton(tr("Download"), "primary", u"download"_s))
{
    setWindowTitle(tr("New transfer"));
    setMinimumWidth(620);
    m_address->setPlaceholderText(tr("s3://bucket/key, s3://bucket/folder/ or a presigned link"));
    for (const ConnectionProfile &profile : book.profiles())
        m_connection->addItem(themedIcon(u"cloud"_s, IconTone::Muted), profile.name, profile.id);
    m_overwrite->addItem(tr("Replace a local file only if it differs"), int(OverwritePolicy::IfDifferent));
    m_overwrite->addItem(tr("Always replace"), int(OverwritePolicy::Always));
    m_overwrite->addItem(tr("Never replace"), int(OverwritePolicy::Never));
    m_concurrency->setRange(0, 512);
    m_concurrency->setSpecialValueText(tr("Automatic"));

    auto *browse = makeButton(tr("Browse…"));
    browse->setAccessibleName(tr("Browse for a folder"));
    auto *folderRow = new QHBoxLayout;
    folderRow->setSpacing(8);
    folderRow->addWidget(m_folder, 1);
    folderRow->addWidget(browse);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft);
    const auto label = [](const QString &text, QWidget *buddy) {
        auto *made = makeLabel(text, "muted");
        made->setBuddy(buddy);
        buddy->setAccessibleName(text);
        return made;
    };
    form->addRow(label(tr("From"), m_address), m_address);
    form->addRow(label(tr("Connection"), m_connection), m_connection);
    form->addRow(label(tr("To folder"), m_folder), folderRow);
    form->addRow(label(tr("Existing files"), m_overwrite), m_overwrite);
    form->addRow(label(tr("Parts at a time"), m_concurrency), m_concurrency);
    form->addRow(QString(), m_paused);

    auto *cancel = makeButton(tr("Cancel"));
    m_go->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_go);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 20, 22, 18);
    layout->setSpacing(14);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    connect(m_address, &QLineEdit::textChanged, this, &NewTransferDialog::onAddress);
    connect(m_connection, &QComboBox::currentIndexChanged, this, &NewTransferDialog::onAddress);
    connect(m_folder, &QLineEdit::textChanged, this, &NewTransferDialog::onAddress);
    connect(browse, &QPushButton::clicked, this, [this] {
        chooseFolder(this, tr("To folder"), m_folder->text(), [this](const QString &chosen) { m_folder->setText(chosen); });
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &NewTransferDialog::go);
    onAddress();
}

void NewTransferDialog::onAddress()
{
    const QString text = m_address->text().trimmed();
    const bool link = isLink(text);
    m_connection->setEnabled(!link);
    QString note;
    bool good = !m_folder->text().trimmed().isEmpty();
    if (link) {
        note = text.contains(u"X-Amz-Signature"_s) ? tr("A presigned link: it carries its own permission and needs no connection.")
                                                   : tr("A plain link, fetched as it is.");
    } else if (text.isEmpty()) {
        note = tr("An object, a folder (with “/” at the end) or a link.");
        good = false;
    } else if (const Result<S3Uri> uri = S3Uri::parse(text); !uri) {
        note = uri.error().message;
        good = false;
    } else if (m_connection->count() == 0) {
        note = tr("There is no connection yet that could open it: add one first.");
        good = false;
    } else {
        note = uri->key.isEmpty() || uri->key.endsWith(u'/') ? tr("Everything in this folder, with its subfolders.")
                                                              : tr("One object.");
    }
    m_note->setText(note);
    m_go->setEnabled(good);
}

DownloadSpec NewTransferDialog::spec() const
{
    DownloadSpec spec;
    spec.settings = m_settings;
    const QString text = m_address->text().trimmed();
    if (isLink(text)) {
        spec.httpUrl = text;
    } else if (const Result<S3Uri> uri = S3Uri::parse(text)) {
        spec.bucket = uri->bucket;
        spec.wholePrefix = uri->key.isEmpty() || uri->key.endsWith(u'/');
        if (spec.wholePrefix)
            spec.prefix = uri->key;
        else
            spec.keys = {uri->key};
    }
    spec.targetFolder = m_folder->text().trimmed();
    spec.overwrite = OverwritePolicy(m_overwrite->currentData().toInt());
    if (m_concurrency->value() > 0)
        spec.settings.concurrency = m_concurrency->value();
    return spec;
}

void NewTransferDialog::go()
{
    TransferOrder order;
    order.startPaused = m_paused->isChecked();
    DownloadSpec wanted = spec();
    if (!wanted.httpUrl.isEmpty()) {
        wanted.connection.region = u"us-east-1"_s;
        order.connectionName = tr("Link");
        order.spec = wanted;
        send(order);
        return;
    }
    const ConnectionProfile *profile = m_book.find(m_connection->currentData().toString());
    if (!profile)
        return;
    order.connectionId = profile->id;
    order.connectionName = profile->name;
    order.awsProfile = profile->awsProfile;
    order.ofSession = profile->transient;
    if (profile->tuned) {
        profile->tuned->applyTo(wanted.settings);
        if (m_concurrency->value() > 0) // what was asked for here wins
            wanted.settings.concurrency = m_concurrency->value();
    }
    m_go->setEnabled(false);
    m_book.resolve(profile->id, this, [this, order, wanted](const Result<Connection> &connection) mutable {
        m_go->setEnabled(true);
        if (!connection) {
            m_note->setText(errorSentence(connection.error()).line());
            return;
        }
        wanted.connection = *connection;
        order.spec = wanted;
        send(order);
    });
}

void NewTransferDialog::send(TransferOrder order)
{
    accept();
    emit ordered(order);
}

} // namespace millrace
