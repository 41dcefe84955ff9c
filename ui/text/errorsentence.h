// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

namespace millrace {

/// A failure in the user's language: what happened, to what, and what to do next. Holds no secret because Error holds none.
struct ErrorSentence
{
    QString what;     ///< "No such bucket"
    QString subject;  ///< "s3://bucket/key" or the local path; empty where there is none
    QString nextStep;
    QString details;  ///< status, code, request id: what an operator asks for

    QString line() const; ///< all of it in one line
};

/// What failed: parts of a transfer are tried again and kept, a single request is not.
enum class ErrorOf { Transfer, Request };

ErrorSentence errorSentence(const Error &error, ErrorOf of = ErrorOf::Transfer);

} // namespace millrace
