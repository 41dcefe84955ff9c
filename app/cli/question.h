// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QObject>
#include <functional>
#include <memory>

class QSocketNotifier;

namespace millrace {

class Console;

/// A question to the person at the terminal; everything but "y" and "yes" is no. The event loop goes on meanwhile.
class Question : public QObject
{
    Q_OBJECT
public:
    explicit Question(Console &console, QObject *parent = nullptr);
    ~Question() override;

    /// Whether anybody is there to answer.
    static bool possible();
    /// Usage error for @p verb, where nobody is and no --yes was given.
    static Error refusal(const QString &verb);

    /// @p answered is called once. End of input is no.
    void ask(const QString &text, std::function<void(bool yes)> answered);

private:
    void onReadable();

    Console &m_console;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::function<void(bool)> m_answered;
    QByteArray m_line;
};

} // namespace millrace
