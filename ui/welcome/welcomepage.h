// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace millrace {

/// What a first start greets with: three doors.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);

    /// How many profiles ~/.aws offers; -1: not looked yet.
    void setAwsProfiles(int count);

signals:
    void addConnection();
    void importProfiles();
    void tryDemo();

private:
    QLabel *m_importNote = nullptr;
    QWidget *m_importButton = nullptr;
};

} // namespace millrace
