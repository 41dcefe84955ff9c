// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/curlsettings.h"

#include <QFile>

namespace millrace {

/// Whether the file of authorities libcurl was built to read is there; a folder of them is its other way.
static bool systemHasBundle()
{
    static const bool there = [] {
        const char *file = curl_version_info(CURLVERSION_NOW)->cainfo;
        return file && QFile::exists(QFile::decodeName(file));
    }();
    return there;
}

CurlSettings::CurlSettings(const HttpTransportOptions &options)
    : caBundle(QFile::encodeName(options.caBundle)), trace(options.trace)
{
    const QNetworkProxy &p = options.proxy;
    if (p.hostName().isEmpty())
        return;
    if (p.type() == QNetworkProxy::Socks5Proxy)
        proxy = "socks5h://"; // the proxy resolves names, as with Qt
    else if (p.type() == QNetworkProxy::HttpProxy || p.type() == QNetworkProxy::HttpCachingProxy)
        proxy = "http://";
    else
        return;
    const QByteArray host = p.hostName().toUtf8();
    proxy += (host.contains(':') ? '[' + host + ']' : host) + ':' + QByteArray::number(p.port());
    proxyUser = p.user().toUtf8();
    proxyPassword = p.password().toUtf8();
}

void CurlSettings::apply(CURL *easy, char *words) const
{
    const auto set = [easy](CURLoption option, auto value) { curl_easy_setopt(easy, option, value); };
    set(CURLOPT_ERRORBUFFER, words);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));

    // Both are set in any case, or libcurl looks into the environment by itself.
    set(CURLOPT_PROXY, proxy.constData());
    set(CURLOPT_NOPROXY, "");
    if (!proxyUser.isEmpty()) {
        set(CURLOPT_PROXYUSERNAME, proxyUser.constData());
        set(CURLOPT_PROXYPASSWORD, proxyPassword.constData());
        set(CURLOPT_PROXYAUTH, long(CURLAUTH_ANY));
    }

    set(CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!caBundle.isEmpty())
        set(CURLOPT_CAINFO, caBundle.constData());
    // libcurl keeps the authorities it has read for the next connection, but only those of a file.
    if (!caBundle.isEmpty() || systemHasBundle())
        set(CURLOPT_CAPATH, static_cast<char *>(nullptr));
}

} // namespace millrace
