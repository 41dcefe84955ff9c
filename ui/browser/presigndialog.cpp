// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/presigndialog.h"

#include "s3/credentialsupply.h"
#include "s3/s3session.h"
#include "ui/text/format.h"
#include "ui/widgets/makers.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

PresignDialog::PresignDialog(const Connection &connection, const QString &bucket, const QString &key, QWidget *parent)
    : QDialog(parent), m_connection(connection), m_bucket(bucket), m_key(key), m_expires(new QComboBox), m_method(new QComboBox),
      m_link(new QLineEdit), m_note(makeLabel({}, "muted", true))
{
    setWindowTitle(tr("Link to an object"));
    setMinimumWidth(560);
    const std::pair<QString, int> times[] = {{tr("15 minutes"), 900},  {tr("1 hour"), 3600},    {tr("12 hours"), 43200},
                                             {tr("1 day"), 86400},     {tr("3 days"), 259200},  {tr("7 days (the most)"), 604800}};
    for (const auto &[text, seconds] : times)
        m_expires->addItem(text, seconds);
    m_expires->setCurrentIndex(1);
    m_method->addItem(tr("Download (GET)"), u"GET"_s);
    m_method->addItem(tr("Upload (PUT)"), u"PUT"_s);
    m_expires->setAccessibleName(tr("The link works for"));
    m_method->setAccessibleName(tr("The link allows"));
    m_link->setReadOnly(true);
    m_link->setAccessibleName(tr("Link"));

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    auto *object = makeLabel(u"s3://%1/%2"_s.arg(bucket, key), nullptr, true);
    form->addRow(makeLabel(tr("Object"), "muted"), object);
    form->addRow(makeLabel(tr("Allows"), "muted"), m_method);
    form->addRow(makeLabel(tr("Works for"), "muted"), m_expires);
    form->addRow(makeLabel(tr("Link"), "muted"), m_link);

    auto *copy = makeButton(tr("Copy link"), "primary", u"copy"_s);
    copy->setDefault(true);
    auto *close = makeButton(tr("Close"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 20, 22, 18);
    layout->setSpacing(14);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(copy, &QPushButton::clicked, this, [this, copy] {
        QGuiApplication::clipboard()->setText(m_link->text());
        copy->setText(tr("Copied"));
    });
    connect(m_expires, &QComboBox::currentIndexChanged, this, &PresignDialog::make);
    connect(m_method, &QComboBox::currentIndexChanged, this, &PresignDialog::make);
    make();
}

void PresignDialog::make()
{
    const S3Session session(m_connection);
    S3Request request;
    request.method = m_method->currentData().toString().toLatin1();
    request.bucket = m_bucket;
    request.key = m_key;
    const std::chrono::seconds seconds(m_expires->currentData().toInt());
    m_link->setText(QString::fromLatin1(S3Signer(session).presign(request, seconds)));
    m_link->setCursorPosition(0);
    QDateTime end = QDateTime::currentDateTimeUtc().addSecs(seconds.count());
    QString note = tr("Whoever has the link can use it until %1, without credentials.");
    if (const auto keysEnd = currentCredentials(m_connection).expiration; keysEnd && *keysEnd < end) {
        end = *keysEnd;
        note = tr("The credentials end at %1, and the link with them.");
    }
    m_note->setText(note.arg(timeText(end)));
}

QString PresignDialog::link() const
{
    return m_link->text();
}

} // namespace millrace
