// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/keysource.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
/// HEAD requests for named keys under way at a time.
constexpr int headsAtOnce = 6;
} // namespace

KeySource::KeySource(const DownloadSpec &spec, S3Client &client, const HttpTransportOptions &transport,
                     Planner planner, QObject *parent)
    : QObject(parent), m_spec(spec), m_client(client), m_transportOptions(transport), m_planner(std::move(planner))
{
}

KeySource::~KeySource() = default;

void KeySource::more()
{
    if (m_ended)
        return;
    if (!m_spec.httpUrl.isEmpty())
        probeUrl();
    else if (m_spec.wholePrefix)
        nextPage();
    else
        nextKeys();
}

void KeySource::nextPage()
{
    if (m_underWay)
        return;
    ++m_underWay;
    ListRequest request;
    request.bucket = m_spec.bucket;
    request.prefix = m_spec.prefix;
    request.continuationToken = m_token;
    m_client.list(request, [this](const Result<ListPage> &page) {
        --m_underWay;
        if (m_ended)
            return;
        if (!page) {
            end(page.error());
            return;
        }
        for (const ObjectInfo &object : page->objects) {
            if (m_planner.isFull())
                break;
            take(object, {});
        }
        m_seen += page->objects.size();
        // A server that hands out the same token again would have us list for ever.
        const bool stuck = !page->continuationToken.isEmpty() && page->continuationToken == m_token;
        m_token = page->continuationToken;
        if (stuck)
            end(Error::make(ErrorKind::Protocol, ErrorCause::None, u"the server repeats the same page of the listing"_s));
        else if (m_token.isEmpty() || m_planner.isFull())
            end(std::nullopt);
        else if (page->objects.isEmpty())
            nextPage();
    });
}

void KeySource::nextKeys()
{
    while (m_underWay < headsAtOnce && m_nextKey < m_spec.keys.size()) {
        ++m_underWay;
        const QString key = m_spec.keys.at(m_nextKey++);
        m_client.head(m_spec.bucket, key, m_spec.versionId, 0,
                      [this, key](const Result<ObjectHead> &head) { onHead(key, head); });
    }
    if (m_underWay == 0 && m_nextKey == m_spec.keys.size())
        end(std::nullopt);
}

void KeySource::onHead(const QString &key, const Result<ObjectHead> &head)
{
    --m_underWay;
    if (m_ended)
        return;
    if (head) {
        take(head->info, head->headers);
    } else {
        Error error = head.error();
        // HEAD carries no error document, so 404 may mean the bucket as well; only a listing could tell.
        emit planned(m_planner.planFailure(key, error));
    }
    if (m_underWay == 0 && m_nextKey == m_spec.keys.size())
        end(std::nullopt);
    else
        nextKeys();
}

void KeySource::take(const ObjectInfo &object, const HeaderList &headers)
{
    for (int iteration = 1; iteration <= m_spec.repeat; ++iteration)
        if (auto file = m_planner.plan(object, iteration)) {
            file->headers = headers;
            emit planned(*file);
        }
}

void KeySource::probeUrl()
{
    if (m_probe)
        return;
    m_transport = makeQnamTransport(m_transportOptions);
    m_probe = std::make_unique<UrlProbe>(*m_transport, m_spec.httpUrl.toUtf8(), m_spec.settings.stallTimeout,
                                         [this](const Result<ProbedUrl> &probed) {
        if (!probed) {
            end(probed.error());
            return;
        }
        for (int iteration = 1; iteration <= m_spec.repeat; ++iteration)
            if (auto file = m_planner.plan(probed->object, iteration)) {
                file->plainUrl = probed->url;
                file->headers = probed->headers;
                file->noRanges = !probed->ranges;
                emit planned(*file);
            }
        end(std::nullopt);
    });
    m_probe->start();
}

void KeySource::end(const std::optional<Error> &error)
{
    if (m_ended)
        return;
    m_ended = true;
    emit ended(error);
}

} // namespace millrace
