// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/propertiesdialog.h"

#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/widgets/makers.h"

#include <QFormLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

PropertiesDialog::PropertiesDialog(BucketSession &session, const QString &bucket, const BrowserEntry &entry, QWidget *parent)
    : QDialog(parent), m_session(&session), m_form(new QFormLayout), m_state(makeLabel(tr("Asking the server…"), "muted", true))
{
    setWindowTitle(tr("Properties"));
    resize(620, 460);
    m_form->setHorizontalSpacing(18);
    m_form->setVerticalSpacing(8);
    m_form->setLabelAlignment(Qt::AlignLeft);
    auto *body = new QWidget;
    auto *bodyLayout = new QVBoxLayout(body);
    bodyLayout->setContentsMargins(22, 20, 22, 12);
    bodyLayout->addWidget(makeLabel(entry.name, "title", true));
    bodyLayout->addSpacing(6);
    bodyLayout->addLayout(m_form);
    bodyLayout->addWidget(m_state);
    bodyLayout->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(body);
    scroll->setAccessibleName(tr("Properties"));
    auto *close = makeButton(tr("Close"));
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(22, 8, 22, 16);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll, 1);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    addRow(tr("Address"), u"s3://%1/%2"_s.arg(bucket, entry.key));
    m_ticket = m_session->head(bucket, entry.key, [this](const Result<ObjectFacts> &facts) {
        m_ticket = 0;
        if (facts)
            show(*facts);
        else
            m_state->setText(errorSentence(facts.error(), ErrorOf::Request).line());
    });
}

PropertiesDialog::~PropertiesDialog()
{
    if (m_session)
        m_session->forget(m_ticket);
}

void PropertiesDialog::addRow(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *text = makeLabel(value, nullptr, true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(name);
    m_form->addRow(makeLabel(name, "muted"), text);
}

void PropertiesDialog::show(const ObjectFacts &facts)
{
    m_state->hide();
    const ObjectInfo &info = facts.info;
    addRow(tr("Size"), tr("%1 (%2 bytes)").arg(bytesText(info.size), numberText(info.size)));
    addRow(tr("Modified"), timeText(info.lastModified));
    addRow(tr("ETag"), QString::fromLatin1(info.etag));
    addRow(tr("Version"), info.versionId);
    addRow(tr("Storage class"), info.storageClass);
    for (const auto &[name, value] : facts.headers) {
        if (name == u"content-type")
            addRow(tr("Media type"), value);
        else if (name == u"x-amz-server-side-encryption")
            addRow(tr("Encryption"), value);
        else if (name.startsWith(u"x-amz-checksum-"_s))
            addRow(tr("Checksum %1").arg(name.mid(15).toUpper()), value);
        else if (name.startsWith(u"x-amz-meta-"_s))
            addRow(tr("Metadata: %1").arg(name.mid(11)), value);
    }
}

} // namespace millrace
