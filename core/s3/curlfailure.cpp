// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/curlfailure.h"

#include <QByteArray>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

bool isTls(CURLcode code)
{
    switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_CLIENTCERT:
        return true;
    default:
        return false;
    }
}

bool isProxy(CURLcode code, CURL *easy, bool throughProxy)
{
    if (code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_PROXY)
        return true;
    if (!throughProxy)
        return false;
    // The answer to CONNECT: 2xx when the tunnel stands.
    long answer = 0;
    curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &answer);
    return code == CURLE_COULDNT_CONNECT || answer >= 300;
}

Error network(ErrorCause cause, const QString &words)
{
    return Error::make(ErrorKind::Network, cause, words);
}

Error couldNotConnect(CURL *easy)
{
    long code = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &code);
    if (code == ECONNREFUSED)
        return network(ErrorCause::ConnectionRefused, u"the connection was refused"_s);
    return network(ErrorCause::ConnectionLost, u"the host could not be reached: "_s + qt_error_string(int(code)));
}

} // namespace

Error curlFailure(CURLcode code, CURL *easy, const char *words, bool throughProxy)
{
    if (isProxy(code, easy, throughProxy))
        return network(ErrorCause::ProxyFailed, u"the proxy could not be used"_s);
    if (isTls(code)) {
        // Certificate and protocol matters only, and at most the host's name.
        const QString reason = QString::fromUtf8(words).trimmed();
        return network(ErrorCause::TlsFailed, reason.isEmpty() ? u"the TLS handshake failed"_s
                                                               : u"the TLS handshake failed: "_s + reason);
    }
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return network(ErrorCause::HostNotFound, u"the host name could not be resolved"_s);
    case CURLE_COULDNT_CONNECT:
        return couldNotConnect(easy);
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: {
        // The latter is also what an answer without a status line comes to, after the connection was made.
        long port = 0;
        curl_easy_getinfo(easy, CURLINFO_PRIMARY_PORT, &port);
        if (port == 0)
            return Error::make(ErrorKind::Config, ErrorCause::None, u"the URL is not a valid http or https one"_s);
        return network(ErrorCause::ConnectionLost, u"the answer was not HTTP"_s);
    }
    case CURLE_WEIRD_SERVER_REPLY:
        return network(ErrorCause::ConnectionLost, u"the answer was not HTTP"_s);
    case CURLE_GOT_NOTHING:
        return network(ErrorCause::ConnectionLost, u"the connection was lost before an answer came"_s);
    case CURLE_PARTIAL_FILE:
        return network(ErrorCause::ConnectionLost, u"the connection was lost before the whole answer had come"_s);
    default:
        return network(ErrorCause::ConnectionLost, u"the connection was lost"_s);
    }
}

} // namespace millrace
