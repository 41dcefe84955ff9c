// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connectionbook.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace millrace {

class ConnectionTestPanel;

/// Sets a connection up: who and where, with which keys; tries it out; keeps it.
class ConnectionDialog : public QDialog
{
    Q_OBJECT
public:
    ConnectionDialog(ConnectionBook &book, const ConnectionProfile &profile, QWidget *parent = nullptr);

signals:
    void saved(const QString &connectionId);

private:
    void build();
    void buildAdvanced(QFormLayout *form);
    void fill();
    void onProvider();
    void onCredentials();
    void runTest();
    void save();
    void keep();
    ConnectionProfile read() const;
    QString complaint() const; ///< why this cannot be kept; empty: it can
    void complain(const QString &text);

    ConnectionBook &m_book;
    ConnectionProfile m_profile;
    bool m_new;
    bool m_endpointTyped = false;

    QLineEdit *m_name, *m_endpoint, *m_region, *m_accessKey, *m_secret, *m_caBundle, *m_proxy, *m_startPath;
    QComboBox *m_provider, *m_credentials, *m_awsProfile, *m_addressing;
    QCheckBox *m_requesterPays, *m_sessionOnly;
    QLabel *m_keysHint, *m_complaint;
    QFormLayout *m_form = nullptr;
    ConnectionTestPanel *m_test;
    int m_tests = 0; ///< begun so far
};

} // namespace millrace
