// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/programarguments.h"

#include "base/utf8.h"
#include "cli/argvscrub.h"

using namespace Qt::StringLiterals;

namespace millrace {

Result<QStringList> programArguments(int argc, char **argv)
{
    QStringList words;
    std::optional<Error> error;
    for (int i = 0; i < argc; ++i) {
        const QByteArray bytes(argv[i]);
        words += fromUtf8Exactly(bytes);
        if (!error && i > 0 && words.constLast().toUtf8() != bytes)
            error = Error::make(ErrorKind::Config, ErrorCause::None,
                                u"argument %1 is not UTF-8 text, which keys and names here have to be; nothing was done"_s.arg(i));
    }
    scrubSecretArguments(argc, argv);
    if (error)
        return fail(*error);
    return words;
}

} // namespace millrace
