// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/question.h"

#include "cli/console.h"

#include <QSocketNotifier>
#include <cerrno>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace millrace {

Question::Question(Console &console, QObject *parent) : QObject(parent), m_console(console) { }

Question::~Question() = default;

bool Question::possible()
{
    return ::isatty(STDIN_FILENO) == 1;
}

Error Question::refusal(const QString &verb)
{
    return Error::make(ErrorKind::Config, ErrorCause::None,
                       u"\"%1\" asks before it deletes, and standard input is no terminal to ask at: pass --yes to go "
                       "ahead, or --dry-run to see what would go"_s.arg(verb));
}

void Question::ask(const QString &text, std::function<void(bool)> answered)
{
    m_answered = std::move(answered);
    m_line.clear();
    m_console.flush();
    m_console.errBytes(text.toUtf8() + " [y/N] ");
    m_notifier = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Question::onReadable);
}

void Question::onReadable()
{
    char piece[256];
    const ssize_t n = ::read(STDIN_FILENO, piece, sizeof piece);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (n > 0)
        m_line.append(piece, n);
    if (n > 0 && !m_line.contains('\n'))
        return;
    m_notifier->setEnabled(false);
    const QByteArray answer = m_line.trimmed().toLower();
    if (const auto answered = std::exchange(m_answered, nullptr))
        answered(answer == "y" || answer == "yes");
}

} // namespace millrace
