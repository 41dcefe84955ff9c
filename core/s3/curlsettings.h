// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/httptransport.h"

#include <QByteArray>
#include <curl/curl.h>
#include <memory>

namespace millrace {

/// What the connections of one transport have in common, in the form libcurl wants it.
struct CurlSettings
{
    explicit CurlSettings(const HttpTransportOptions &options);

    /// Sets all of it, and what holds for every connection of ours, on @p easy. What went wrong will stand in @p words,
    /// which has CURL_ERROR_SIZE bytes and outlives the handle's use.
    void apply(CURL *easy, char *words) const;

    QByteArray caBundle;    ///< PEM file instead of the system's; empty: system
    QByteArray proxy;       ///< URL without credentials; empty: none
    QByteArray proxyUser;
    QByteArray proxyPassword;
    std::shared_ptr<RequestTrace> trace; ///< none: nobody asks when a request goes out
};

} // namespace millrace
