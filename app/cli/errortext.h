// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace millrace {

/// An Error in words.
struct ErrorText
{
    QString what;     ///< what happened, to which key or file: a sentence without its full stop
    QString nextStep; ///< what to do now: one or two sentences; empty only for Cancelled
};

/// Which verb the words are for; they fit downloads until then. Before any thread is begun.
void speakOf(const QString &verb);

/// Never holds a secret, since Error holds none; keys and server texts are made safe for a terminal.
ErrorText errorText(const Error &error);

/// Both on one line: "What. Next step."
QString errorLine(const Error &error);

} // namespace millrace
