// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QNetworkProxy>
#include <QProcessEnvironment>
#include <QUrl>

namespace millrace {

/// The proxy the environment names for @p url: http_proxy or https_proxy by the URL's scheme, else all_proxy; lower case
/// wins over upper case. QNetworkProxy::NoProxy where none is set or no_proxy spares the host. Schemes: http (also when none
/// is written), socks5, socks5h; another is a Config error, since Qt cannot speak TLS to a proxy. A user name and password in
/// the value go into the proxy and never into an error.
/// There is no standard; the rules are those curl and the AWS SDKs share.
Result<QNetworkProxy> proxyFromEnvironment(const QProcessEnvironment &environment, const QUrl &url);

/// Whether the no_proxy list @p list spares @p url. Entries, by comma or space: "*"; a host, which also spares what is below
/// it; ".domain"; an IP address; a CIDR block; each but the block with an optional ":port".
bool isSparedByNoProxy(const QString &list, const QUrl &url);

} // namespace millrace
