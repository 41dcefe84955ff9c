// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/browser/bucketsession.h"

#include <QDialog>
#include <QPointer>

class QFormLayout;
class QLabel;

namespace millrace {

/// What a server says of an object.
class PropertiesDialog : public QDialog
{
    Q_OBJECT
public:
    PropertiesDialog(BucketSession &session, const QString &bucket, const BrowserEntry &entry, QWidget *parent = nullptr);
    ~PropertiesDialog() override;

private:
    void addRow(const QString &name, const QString &value);
    void show(const ObjectFacts &facts);

    QPointer<BucketSession> m_session; ///< goes with its page
    quint64 m_ticket = 0;
    QFormLayout *m_form;
    QLabel *m_state;
};

} // namespace millrace
