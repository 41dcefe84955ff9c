// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/connectionprobe.h"

#include <QFrame>
#include <QThread>

class QLabel;

namespace millrace {

/// Runs a ConnectionProbe in a thread of its own and shows each step with what it found or what to fix.
class ConnectionTestPanel : public QFrame
{
    Q_OBJECT
public:
    explicit ConnectionTestPanel(QWidget *parent = nullptr);
    ~ConnectionTestPanel() override;

    void run(const Connection &connection, const QString &bucket, const QString &prefix);
    /// What kept the test from beginning.
    void showTrouble(const Error &error);
    void reset();

signals:
    void finished(bool works);

private:
    struct Line
    {
        QLabel *icon;
        QLabel *name;
        QLabel *detail;
    };
    void onBegan(ConnectionProbe::Step step);
    void onEnded(const ConnectionProbe::Report &report);
    void mark(Line &line, const QString &icon, int tone);
    void dropProbe();

    QThread m_thread;
    ConnectionProbe *m_probe = nullptr; ///< lives in m_thread
    int m_number = 0; ///< of the test; an address may be given out again
    QList<Line> m_lines;
    QLabel *m_advice;
};

} // namespace millrace
