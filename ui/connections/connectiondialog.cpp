// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connectiondialog.h"

#include "ui/connections/connectiontestpanel.h"
#include "ui/connections/keychain.h"
#include "ui/browser/browserentry.h"
#include "ui/connections/providerpresets.h"
#include "ui/theme/icons.h"
#include "ui/widgets/choosers.h"
#include "ui/widgets/makers.h"
#include "ui/widgets/messages.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

ConnectionDialog::ConnectionDialog(ConnectionBook &book, const ConnectionProfile &profile, QWidget *parent)
    : QDialog(parent), m_book(book), m_profile(profile), m_new(!book.find(profile.id)), m_name(new QLineEdit),
      m_endpoint(new QLineEdit), m_region(new QLineEdit), m_accessKey(new QLineEdit), m_secret(new QLineEdit),
      m_caBundle(new QLineEdit), m_proxy(new QLineEdit), m_startPath(new QLineEdit), m_provider(new QComboBox),
      m_credentials(new QComboBox), m_awsProfile(new QComboBox), m_addressing(new QComboBox),
      m_requesterPays(new QCheckBox(tr("Requester pays: this account is billed for the traffic"))),
      m_sessionOnly(new QCheckBox(tr("Keep the secret key for this session only"))), m_keysHint(makeLabel({}, "faint", true)),
      m_complaint(makeLabel({}, "bad", true)), m_test(new ConnectionTestPanel)
{
    setWindowTitle(m_new ? tr("Add a connection") : tr("Edit the connection"));
    setMinimumWidth(640);
    build();
    fill();
    m_book.listAwsProfiles(this, [this](const QStringList &names) {
        m_awsProfile->addItems(names);
        m_awsProfile->setCurrentText(m_profile.awsProfile.isEmpty() ? names.value(0) : m_profile.awsProfile);
    });
}

void ConnectionDialog::build()
{
    for (const ProviderPreset &preset : providerPresets())
        m_provider->addItem(themedIcon(u"cloud"_s, IconTone::Muted), preset.name, preset.id);
    m_credentials->addItem(themedIcon(u"key"_s), tr("Access key and secret key"), int(CredentialKind::Keys));
    m_credentials->addItem(themedIcon(u"file"_s), tr("Profile of ~/.aws"), int(CredentialKind::AwsProfile));
    m_credentials->addItem(themedIcon(u"terminal"_s), tr("Environment of this program"), int(CredentialKind::Environment));
    m_credentials->addItem(themedIcon(u"cloud"_s), tr("Anonymous (public data)"), int(CredentialKind::Anonymous));
    m_awsProfile->setEditable(true);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setPlaceholderText(m_new ? QString() : tr("as it is"));

    auto *general = new QWidget;
    m_form = new QFormLayout(general);
    m_form->setContentsMargins(20, 18, 20, 12);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(10);
    m_form->setLabelAlignment(Qt::AlignLeft);
    const auto add = [](QFormLayout *form, const QString &text, QWidget *field) {
        auto *label = makeLabel(text, "muted");
        label->setBuddy(field);
        field->setAccessibleName(text);
        form->addRow(label, field);
    };
    add(m_form, tr("Service"), m_provider);
    add(m_form, tr("Name"), m_name);
    add(m_form, tr("Endpoint"), m_endpoint);
    add(m_form, tr("Region"), m_region);
    add(m_form, tr("Credentials"), m_credentials);
    add(m_form, tr("Access key"), m_accessKey);
    add(m_form, tr("Secret key"), m_secret);
    add(m_form, tr("Profile"), m_awsProfile);
    m_form->addRow(QString(), m_sessionOnly);
    m_form->addRow(QString(), m_keysHint);

    auto *advanced = new QWidget;
    auto *advancedForm = new QFormLayout(advanced);
    advancedForm->setContentsMargins(20, 18, 20, 12);
    advancedForm->setHorizontalSpacing(16);
    advancedForm->setVerticalSpacing(10);
    advancedForm->setLabelAlignment(Qt::AlignLeft);
    buildAdvanced(advancedForm);

    auto *tabs = new QTabWidget;
    tabs->setAccessibleName(tr("Kinds of settings"));
    tabs->setDocumentMode(true);
    tabs->addTab(general, tr("Connection"));
    tabs->addTab(advanced, tr("Advanced"));
    auto *test = makeButton(tr("Test connection"), nullptr, u"check-circle"_s);
    auto *cancel = makeButton(tr("Cancel"));
    auto *keepButton = makeButton(m_new ? tr("Add") : tr("Save"), "primary");
    keepButton->setDefault(true);
    keepButton->setObjectName(u"saveConnection"_s);
    test->setObjectName(u"testConnection"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(test);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(keepButton);
    m_complaint->hide();
    m_test->hide();
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(20, 4, 20, 18);
    foot->setSpacing(12);
    foot->addWidget(m_test);
    foot->addWidget(m_complaint);
    foot->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(tabs, 1);
    layout->addLayout(foot);

    connect(m_provider, &QComboBox::currentIndexChanged, this, &ConnectionDialog::onProvider);
    connect(m_credentials, &QComboBox::currentIndexChanged, this, &ConnectionDialog::onCredentials);
    connect(m_endpoint, &QLineEdit::textEdited, this, [this] { m_endpointTyped = true; });
    connect(m_region, &QLineEdit::textEdited, this, [this](const QString &region) {
        const ProviderPreset &preset = providerPreset(m_provider->currentData().toString());
        if (!m_endpointTyped && preset.endpoint.contains(u"{region}"_s))
            m_endpoint->setText(endpointFor(preset, region));
    });
    connect(test, &QPushButton::clicked, this, &ConnectionDialog::runTest);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(keepButton, &QPushButton::clicked, this, &ConnectionDialog::save);
}

void ConnectionDialog::buildAdvanced(QFormLayout *form)
{
    m_addressing->addItem(tr("As the service needs it"), int(Addressing::Auto));
    m_addressing->addItem(tr("Path: https://host/bucket/key"), int(Addressing::Path));
    m_addressing->addItem(tr("Virtual host: https://bucket.host/key"), int(Addressing::Virtual));
    m_startPath->setPlaceholderText(u"bucket/folder/"_s);
    m_caBundle->setPlaceholderText(tr("The system's authorities"));
    m_proxy->setPlaceholderText(tr("As the environment says, such as http://proxy:3128"));
    auto *browse = makeButton(tr("Browse…"));
    browse->setAccessibleName(tr("Browse for a CA file"));
    auto *ca = new QWidget;
    auto *caRow = new QHBoxLayout(ca);
    caRow->setContentsMargins(0, 0, 0, 0);
    caRow->addWidget(m_caBundle, 1);
    caRow->addWidget(browse);
    connect(browse, &QPushButton::clicked, this, [this] {
        chooseFile(this, tr("CA file"), tr("Certificates (*.pem *.crt);;All files (*)"),
                   [this](const QString &file) { m_caBundle->setText(file); });
    });
    const std::pair<QString, QWidget *> rows[] = {{tr("Start in"), m_startPath},
                                                  {tr("Addressing"), m_addressing},
                                                  {tr("CA file"), ca},
                                                  {tr("Proxy"), m_proxy}};
    for (const auto &[text, field] : rows) {
        auto *label = makeLabel(text, "muted");
        label->setBuddy(field);
        field->setAccessibleName(text);
        form->addRow(label, field);
    }
    m_caBundle->setAccessibleName(tr("CA file"));
    form->addRow(QString(), m_requesterPays);
    form->addRow(QString(), makeLabel(tr("“Start in” is for keys that may not list all buckets: name the bucket they may see."),
                                      "faint", true));
}

void ConnectionDialog::fill()
{
    m_provider->setCurrentIndex(std::max(0, m_provider->findData(m_profile.provider)));
    m_name->setText(m_profile.name);
    m_credentials->setCurrentIndex(int(m_profile.credentials));
    onProvider();
    if (!m_new) {
        m_endpoint->setText(m_profile.endpoint);
        m_region->setText(m_profile.region);
        m_addressing->setCurrentIndex(int(m_profile.addressing));
        m_endpointTyped = !m_profile.endpoint.isEmpty();
    }
    m_accessKey->setText(m_profile.accessKeyId);
    m_caBundle->setText(m_profile.caBundle);
    m_proxy->setText(m_profile.proxy);
    m_startPath->setText(m_profile.startPath);
    m_requesterPays->setChecked(m_profile.requesterPays);
    onCredentials();
}

void ConnectionDialog::onProvider()
{
    const ProviderPreset &preset = providerPreset(m_provider->currentData().toString());
    m_endpoint->setPlaceholderText(preset.id == u"aws" ? tr("Amazon's own for the region") : preset.endpointHint);
    m_endpoint->setText(preset.endpoint.isEmpty() ? QString() : endpointFor(preset, preset.region));
    m_endpointTyped = false;
    m_region->setText(preset.region);
    m_region->setPlaceholderText(preset.regionHint);
    m_addressing->setCurrentIndex(int(preset.addressing));
    m_name->setPlaceholderText(preset.name);
    onCredentials();
}

void ConnectionDialog::onCredentials()
{
    const auto kind = CredentialKind(m_credentials->currentData().toInt());
    const auto showRow = [this](QWidget *field, bool shown) {
        field->setVisible(shown);
        if (QWidget *label = m_form->labelForField(field))
            label->setVisible(shown);
    };
    showRow(m_accessKey, kind == CredentialKind::Keys);
    showRow(m_secret, kind == CredentialKind::Keys);
    showRow(m_sessionOnly, kind == CredentialKind::Keys);
    showRow(m_awsProfile, kind == CredentialKind::AwsProfile);
    const QString where = providerPreset(m_provider->currentData().toString()).keysHint;
    switch (kind) {
    case CredentialKind::Keys:
        m_keysHint->setText(where.isEmpty() ? tr("The secret key goes into the system's keychain and nowhere else.")
                                            : tr("Keys are found here: %1. The secret key goes into the system's keychain and "
                                                 "nowhere else.")
                                                  .arg(where));
        break;
    case CredentialKind::AwsProfile:
        m_keysHint->setText(tr("Keys are read from ~/.aws each time, and never copied. A credential_process is run."));
        break;
    case CredentialKind::Environment:
        m_keysHint->setText(tr("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY as this program was started with."));
        break;
    case CredentialKind::Anonymous: m_keysHint->setText(tr("Requests go unsigned: only public buckets answer.")); break;
    }
}

ConnectionProfile ConnectionDialog::read() const
{
    ConnectionProfile p = m_profile;
    p.provider = m_provider->currentData().toString();
    p.name = m_name->text().trimmed().isEmpty() ? m_name->placeholderText() : m_name->text().trimmed();
    p.endpoint = m_endpoint->text().trimmed();
    if (!p.endpoint.isEmpty() && !p.endpoint.contains(u"://"_s))
        p.endpoint.prepend(u"https://"_s);
    p.region = m_region->text().trimmed();
    p.addressing = Addressing(m_addressing->currentData().toInt());
    p.credentials = CredentialKind(m_credentials->currentData().toInt());
    p.accessKeyId = p.credentials == CredentialKind::Keys ? m_accessKey->text().trimmed() : QString();
    p.awsProfile = p.credentials == CredentialKind::AwsProfile ? m_awsProfile->currentText().trimmed() : QString();
    p.caBundle = m_caBundle->text().trimmed();
    p.proxy = m_proxy->text().trimmed();
    p.startPath = m_startPath->text().trimmed();
    p.requesterPays = m_requesterPays->isChecked();
    return p;
}

QString ConnectionDialog::complaint() const
{
    const ConnectionProfile p = read();
    const QUrl endpoint(p.endpoint, QUrl::StrictMode);
    if (p.endpoint.isEmpty() && p.provider != u"aws")
        return tr("The endpoint is missing: the address of the S3 service, such as %1.").arg(m_endpoint->placeholderText());
    if (!p.endpoint.isEmpty() && (!endpoint.isValid() || endpoint.host().isEmpty() || !endpoint.scheme().startsWith(u"http"_s)))
        return tr("The endpoint is no address: it looks like https://host or http://host:port.");
    if (!endpoint.userInfo().isEmpty() || endpoint.hasQuery() || endpoint.hasFragment())
        return tr("The endpoint must hold no user name, password or query: keys have fields of their own.");
    static const QRegularExpression region(u"^[A-Za-z0-9-]*$"_s);
    if (!region.match(p.region).hasMatch())
        return tr("The region is a short name such as %1: letters, digits and dashes.")
            .arg(m_region->placeholderText().isEmpty() ? u"us-east-1"_s : m_region->placeholderText());
    if (p.endpoint.contains(u"ACCOUNT"_s))
        return tr("Put your account's id in place of ACCOUNT in the endpoint.");
    if (p.credentials == CredentialKind::Keys && p.accessKeyId.isEmpty())
        return tr("The access key is missing.");
    if (p.credentials == CredentialKind::Keys && m_secret->text().isEmpty() && m_new)
        return tr("The secret key is missing.");
    if (p.credentials == CredentialKind::AwsProfile && p.awsProfile.isEmpty())
        return tr("Choose a profile.");
    return {};
}

void ConnectionDialog::complain(const QString &text)
{
    m_complaint->setText(text);
    m_complaint->setVisible(!text.isEmpty());
}

void ConnectionDialog::runTest()
{
    complain(complaint());
    if (!m_complaint->text().isEmpty())
        return;
    m_test->reset();
    m_test->show();
    const BrowserPath start = BrowserPath::fromText(m_startPath->text());
    const int number = ++m_tests;
    m_book.resolve(read(), m_secret->text().toUtf8(), this, [this, start, number](const Result<Connection> &connection) {
        if (number != m_tests)
            return; // another test was begun meanwhile
        if (connection)
            m_test->run(*connection, start.bucket, start.prefix);
        else
            m_test->showTrouble(connection.error());
    });
}

void ConnectionDialog::save()
{
    complain(complaint());
    if (!m_complaint->text().isEmpty())
        return;
    const QByteArray secret = m_secret->text().toUtf8();
    if (secret.isEmpty()) {
        keep();
        return;
    }
    if (m_sessionOnly->isChecked()) {
        m_book.keychain().remove(m_profile.id);
        m_book.keychain().storeForSession(m_profile.id, secret);
        keep();
        return;
    }
    setEnabled(false);
    m_book.keychain().store(m_profile.id, secret, [this](Keychain::Kept kept, const QString &trouble) {
        setEnabled(true);
        if (kept == Keychain::Kept::ForSession) {
            QMessageBox *box = tell(this, tr("No keychain"), tr("The secret key is kept for this session only."),
                                    tr("No system keychain took it (%1). Start one, such as GNOME Keyring or KWallet, and save the "
                                       "connection again, or use a profile of ~/.aws.")
                                        .arg(trouble),
                                    QMessageBox::Information);
            connect(box, &QDialog::finished, this, &ConnectionDialog::keep);
            return;
        }
        keep();
    });
}

void ConnectionDialog::keep()
{
    m_book.put(read());
    emit saved(m_profile.id);
    accept();
}

} // namespace millrace
