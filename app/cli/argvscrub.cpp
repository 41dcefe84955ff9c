// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/argvscrub.h"

#include <cstring>

namespace millrace {

static const char *const secretFlags[] = {"secret-access-key", "session-token", "secret-key"};

static void wipe(char *text)
{
    std::memset(text, '*', std::strlen(text));
}

bool scrubSecretArguments(int argc, char **argv)
{
    bool found = false;
    for (int i = 1; i < argc; ++i) {
        if (std::strncmp(argv[i], "--", 2) != 0)
            continue;
        for (const char *flag : secretFlags) {
            const std::size_t length = std::strlen(flag);
            if (std::strncmp(argv[i] + 2, flag, length) != 0)
                continue;
            char *rest = argv[i] + 2 + length;
            if (*rest == '=') {
                wipe(rest + 1);
                found = true;
            } else if (*rest == '\0' && i + 1 < argc) {
                wipe(argv[i + 1]);
                found = true;
            }
        }
    }
    return found;
}

} // namespace millrace
