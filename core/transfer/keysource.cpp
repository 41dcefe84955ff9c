// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/keysource.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
/// HEAD requests for named keys under way at a time, and answers that wait for their turn.
constexpr int headsAtOnce = 6;
} // namespace

KeySource::KeySource(const DownloadSpec &spec, const RunContext &context, Planner planner, QObject *parent)
    : TaskSource(parent), m_spec(spec), m_client(context.client), m_writers(context.writers),
      m_transportOptions(context.transport), m_choices(context.choices), m_planner(std::move(planner))
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
            if (object.key.startsWith(m_spec.prefix)) // not every server keeps to it
                take(object, {});
        }
        m_seen += page->objects.size();
        m_token = page->continuationToken;
        if (m_token.isEmpty() || m_planner.isFull())
            end(std::nullopt);
        else if (page->objects.isEmpty())
            nextPage();
    });
}

void KeySource::nextKeys()
{
    if (m_planner.isFull()) {
        end(std::nullopt);
        return;
    }
    // The window also bounds the answers that wait for an earlier one.
    while (m_nextKey < m_spec.keys.size() && m_nextKey < m_nextToPlan + headsAtOnce) {
        const qsizetype index = m_nextKey++;
        m_client.head(m_spec.bucket, m_spec.keys.at(index), m_spec.versionId, 0,
                      [this, index](const Result<ObjectHead> &head) { onHead(index, head); });
    }
    if (m_nextToPlan == m_spec.keys.size())
        end(std::nullopt);
}

void KeySource::onHead(qsizetype index, const Result<ObjectHead> &head)
{
    if (m_ended)
        return;
    if (!head && head.error().kind == ErrorKind::Cancelled) {
        end(head.error());
        return;
    }
    m_heads.insert_or_assign(index, head);
    // In the order of the list, whatever the network's: which of two keys in each other's way is renamed, and which are
    // the first N, must be the same in every run.
    bool any = false;
    for (auto it = m_heads.begin(); it != m_heads.end() && it->first == m_nextToPlan; it = m_heads.erase(it)) {
        const qsizetype at = m_nextToPlan++;
        if (it->second)
            any = take((*it->second).info, (*it->second).headers) || any;
        else {
            // HEAD carries no error document, so 404 may mean the bucket as well; only a listing could tell.
            any = true;
            announce(m_planner.planFailure(m_spec.keys.at(at), it->second.error()));
        }
        if (m_ended)
            return;
    }
    // Those who take what is planned ask for more when they have room; without anything planned they would not.
    if (!any || m_nextToPlan == m_spec.keys.size())
        nextKeys();
}

bool KeySource::take(const ObjectInfo &object, const HeaderList &headers)
{
    bool any = false;
    for (int iteration = 1; iteration <= m_spec.repeat; ++iteration)
        if (auto file = m_planner.plan(object, iteration)) {
            file->headers = headers;
            any = true;
            announce(std::move(*file));
        }
    return any;
}

void KeySource::probeUrl()
{
    if (m_probe)
        return;
    m_transport = makeTransport(m_transportOptions);
    m_probe = std::make_unique<UrlProbe>(*m_transport, m_spec.httpUrl.toUtf8(), m_spec.settings.stallTimeout, m_spec.settings.maxAttempts,
                                         [this](const Result<ProbedUrl> &probed) {
        if (!probed) {
            end(probed.error());
            return;
        }
        for (int iteration = 1; iteration <= m_spec.repeat; ++iteration)
            if (auto file = m_planner.plan(probed->object, iteration)) {
                file->plainUrl = probed->url;
                file->headers = probed->headers;
                // Parts that nothing tells the version of might be of two.
                const bool blind = probed->object.etag.isEmpty() && validatorOf(probed->headers).isEmpty();
                file->noRanges = !probed->ranges || blind;
                announce(std::move(*file));
            }
        end(std::nullopt);
    });
    m_probe->start();
}

void KeySource::announce(PlannedFile file)
{
    PlannedTask task;
    task.id = file.id;
    task.key = file.object.key;
    task.path = file.path;
    task.size = file.object.size;
    task.refused = file.refused.has_value();
    task.make = [file = std::make_shared<const PlannedFile>(std::move(file)), this](QObject *parent) {
        return new FileDownload(*file, m_spec, m_client, m_writers, m_choices->partSize, parent);
    };
    emit planned(task);
}

void KeySource::end(const std::optional<Error> &error)
{
    if (m_ended)
        return;
    m_ended = true;
    emit ended(error);
}

} // namespace millrace
