// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cryptoexit.h"

#include <openssl/crypto.h>

namespace millrace {

void leaveCryptoToTheSystem()
{
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
}

} // namespace millrace
