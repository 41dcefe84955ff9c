// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/proxyenvironment.h"

#include <QHostAddress>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

struct Setting
{
    QString name;
    QString value;
};

Setting find(const QProcessEnvironment &environment, const QString &name)
{
    for (const QString &spelling : {name, name.toUpper()}) {
        if (const QString value = environment.value(spelling).trimmed(); !value.isEmpty())
            return {spelling, value};
    }
    return {};
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == u"https"_s ? 443 : 80);
}

/// "host:8080", "[::1]:8080", "::1", "host". The port is -1 where none is given.
std::pair<QString, int> splitPort(const QString &entry)
{
    static const QRegularExpression form(u"^(?:\\[([^\\]]+)\\]|([^:]+))(?::(\\d{1,5}))?$"_s);
    const auto match = form.match(entry);
    if (!match.hasMatch())
        return {entry, -1}; // an IPv6 address without brackets
    const QString host = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
    return {host, match.captured(3).isEmpty() ? -1 : match.captured(3).toInt()};
}

tl::unexpected<Error> unusable(const QString &name, const QString &why)
{
    return fail(ErrorKind::Config, ErrorCause::ProxyFailed, u"the proxy in %1 %2"_s.arg(name, why));
}

} // namespace

bool isSparedByNoProxy(const QString &list, const QUrl &url)
{
    const QString host = url.host().toLower();
    const QHostAddress address(host);
    static const QRegularExpression gaps(u"[,\\s]+"_s);
    for (const QString &raw : list.toLower().split(gaps, Qt::SkipEmptyParts)) {
        if (raw == u"*"_s)
            return true;
        if (raw.contains(u'/')) {
            const auto block = QHostAddress::parseSubnet(raw);
            if (block.second >= 0 && !address.isNull() && address.protocol() == block.first.protocol()
                && address.isInSubnet(block))
                return true;
            continue;
        }
        auto [name, port] = splitPort(raw);
        if (port >= 0 && port != portOf(url))
            continue;
        if (!address.isNull()) {
            if (const QHostAddress spared(name); !spared.isNull() && spared == address)
                return true;
            continue;
        }
        if (name.startsWith(u"*."_s))
            name.remove(0, 1);
        const QString bare = name.startsWith(u'.') ? name.mid(1) : name;
        if (!bare.isEmpty() && (host == bare || host.endsWith(u'.' + bare)))
            return true;
    }
    return false;
}

Result<QNetworkProxy> proxyFromEnvironment(const QProcessEnvironment &environment, const QUrl &url)
{
    Setting setting = find(environment, url.scheme() == u"https"_s ? u"https_proxy"_s : u"http_proxy"_s);
    if (setting.value.isEmpty())
        setting = find(environment, u"all_proxy"_s);
    if (setting.value.isEmpty() || isSparedByNoProxy(find(environment, u"no_proxy"_s).value, url))
        return QNetworkProxy(QNetworkProxy::NoProxy);

    const bool hasScheme = setting.value.contains(u"://"_s);
    const QUrl proxy(hasScheme ? setting.value : u"http://"_s + setting.value, QUrl::StrictMode);
    if (!proxy.isValid() || proxy.host().isEmpty())
        return unusable(setting.name, u"is not of the form http://host:port"_s);
    const QString scheme = proxy.scheme();
    const bool socks = scheme == u"socks5"_s || scheme == u"socks5h"_s;
    if (scheme == u"https"_s)
        return unusable(setting.name, u"is to be spoken to over TLS, which is not supported; use http:// or socks5://"_s);
    if (scheme != u"http"_s && !socks)
        return unusable(setting.name, u"has the unknown scheme \"%1\"; use http:// or socks5://"_s.arg(scheme));
    QNetworkProxy result(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, proxy.host(),
                         quint16(proxy.port(socks ? 1080 : 80)), proxy.userName(QUrl::FullyDecoded),
                         proxy.password(QUrl::FullyDecoded));
    // socks5:// resolves names here, socks5h:// at the proxy; http proxies always do it themselves.
    if (scheme == u"socks5"_s)
        result.setCapabilities(result.capabilities() & ~QNetworkProxy::HostNameLookupCapability);
    return result;
}

} // namespace millrace
