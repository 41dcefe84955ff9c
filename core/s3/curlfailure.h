// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <curl/curl.h>

namespace millrace {

/// What a failed transfer means. @p words is the handle's error buffer: used only where it cannot quote the URL, which may
/// carry a signature.
Error curlFailure(CURLcode code, CURL *easy, const char *words, bool throughProxy);

} // namespace millrace
